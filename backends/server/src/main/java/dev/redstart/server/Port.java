package dev.redstart.server;

import dev.redstart.engine.Engine;
import dev.redstart.server.ServerLog.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What all connections of a server share. Thread-safe. */
final class Port {

    private final Engine engine;
    private final CommandNames names;
    private final Settings settings;
    private final ServerLog log;
    private final Traffic traffic = new Traffic();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    Port(Engine engine, ServerLog log) {
        this.engine = engine;
        this.log = log;
        names = new CommandNames(engine.dispatcher().commands());
        engine.dispatcher().acquire();
        try {
            settings = new Settings(engine.dispatcher().config());
        } finally {
            engine.dispatcher().release();
        }
    }

    Engine engine() {
        return engine;
    }

    CommandNames names() {
        return names;
    }

    Traffic traffic() {
        return traffic;
    }

    Settings settings() {
        return settings;
    }

    void log(Level level, String line) {
        log.log(level, line);
    }

    Set<Connection> connections() {
        return connections;
    }

    /** Takes a place for one more client; false when there is none. */
    boolean enter() {
        if (count.incrementAndGet() <= settings.maxClients) return true;
        count.decrementAndGet();
        traffic.rejected.increment();
        return false;
    }

    /** Gives a place back. */
    void leave() {
        count.decrementAndGet();
    }

    /** How many clients there are. */
    int count() {
        return count.get();
    }
}
