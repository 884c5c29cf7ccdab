package dev.redstart.engine;

import dev.redstart.spi.RedisConfigException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** An engine with its handles counted; a named one is found again by whoever opens the same name in this JVM. */
final class SharedEngine {

    private static final Map<String, SharedEngine> NAMED = new HashMap<>();

    private final String node;
    private final EngineOptions options;
    private final Clock clock;
    private final Engine engine;
    private int handles = 1;

    private SharedEngine(String node, EngineOptions options, Clock clock) {
        this.node = node;
        this.options = options;
        this.clock = clock;
        engine = Engine.open(options.newConfig(), clock);
    }

    static SharedEngine openPrivate(EngineOptions options, Clock clock) {
        return new SharedEngine("engine:", options, clock);
    }

    static SharedEngine openNamed(String target, EngineOptions options, Clock clock) {
        String node = "engine:" + target;
        synchronized (NAMED) {
            SharedEngine open = NAMED.get(node);
            if (open == null) {
                NAMED.put(node, open = new SharedEngine(node, options, clock));
                return open;
            }
            open.checkSame(options, clock);
            open.handles++;
            return open;
        }
    }

    private void checkSame(EngineOptions wanted, Clock wantedClock) {
        if (!options.equals(wanted))
            throw new RedisConfigException("redstart:" + node + " is open in this JVM with " + options
                    + ", and cannot be opened with " + wanted + " as well");
        if (!clock.equals(wantedClock))
            throw new RedisConfigException("redstart:" + node + " is open in this JVM with the clock " + clock
                    + ", and cannot be opened with the clock " + wantedClock + " as well");
    }

    /** What it calls itself in errors. */
    String node() {
        return node;
    }

    int databases() {
        return options.databases();
    }

    Engine engine() {
        return engine;
    }

    /** One handle less; with the last one the engine goes. */
    void release() {
        synchronized (NAMED) {
            if (--handles > 0) return;
            NAMED.remove(node, this);
        }
        engine.close();
    }
}
