package dev.redstart.engine;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.spi.RedisConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An engine with its handles counted; a named one is found again by whoever opens the same name in this JVM. */
final class SharedEngine {

    private static final Map<String, SharedEngine> NAMED = new HashMap<>();

    private static final String FILE = "file:";

    private final String node;
    private final String driver;
    private final EngineOptions options;
    private final Storage storage;
    private final Clock clock;
    private final Engine engine;
    private int handles = 1;

    private SharedEngine(String driver, String target, EngineOptions options, Storage storage, Clock clock) {
        this.driver = driver;
        this.node = driver + ":" + target;
        this.options = options;
        this.storage = storage;
        this.clock = clock;
        ServerConfig config = options.newConfig();
        boolean files = target.startsWith(FILE);
        if (files) config.load("dir", List.of(directory(target.substring(FILE.length()))));
        engine = Engine.open(config, storage, clock);
        if (options.cluster()) engine.dispatcher().cluster().serveAll();
        if (files) openFiles();
    }

    private String directory(String name) {
        try {
            return Files.createDirectories(Path.of(name)).toString();
        } catch (IOException | InvalidPathException e) {
            throw new RedisConfigException("redstart:" + node + ": cannot make that directory: " + e);
        }
    }

    private void openFiles() {
        boolean open = false;
        try {
            engine.openFiles();
            open = true;
        } catch (IOException | CorruptRdbException e) {
            throw new RedisConfigException("redstart:" + node + " cannot be opened: " + e.getMessage());
        } finally {
            if (!open) engine.close();
        }
    }

    static SharedEngine openPrivate(String driver, EngineOptions options, Storage storage, Clock clock) {
        return new SharedEngine(driver, "", options, storage, clock);
    }

    static SharedEngine openNamed(String driver, String target, EngineOptions options, Storage storage, Clock clock) {
        String node = driver + ":" + target;
        synchronized (NAMED) {
            SharedEngine open = NAMED.get(node);
            if (open == null) {
                NAMED.put(node, open = new SharedEngine(driver, target, options, storage, clock));
                return open;
            }
            open.checkSame(options, storage, clock);
            open.handles++;
            return open;
        }
    }

    private void checkSame(EngineOptions wanted, Storage wantedStorage, Clock wantedClock) {
        if (!options.equals(wanted) || !storage.equals(wantedStorage))
            throw new RedisConfigException("redstart:" + node + " is open in this JVM with "
                    + text(options, storage) + ", and cannot be opened with "
                    + text(wanted, wantedStorage) + " as well");
        if (!clock.equals(wantedClock))
            throw new RedisConfigException("redstart:" + node + " is open in this JVM with the clock " + clock
                    + ", and cannot be opened with the clock " + wantedClock + " as well");
    }

    /** As they would stand in a URL. */
    private static String text(EngineOptions options, Storage storage) {
        String text = Stream.of(storage.toString(), options.toString())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? "default options" : text;
    }

    String driver() {
        return driver;
    }

    Storage storage() {
        return storage;
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
