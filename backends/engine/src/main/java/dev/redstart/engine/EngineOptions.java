package dev.redstart.engine;

import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.keyspace.Limits;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a URL says about an engine: equal when two URLs ask for the same engine.
 *
 * @param databases how many there are
 * @param cluster   whether it is a Redis Cluster of one node, which serves all slots
 * @param memory    parameters about {@code maxmemory} as they were given
 * @param events    {@code notify-keyspace-events}
 * @param limits    encoding thresholds, by Redis' names
 * @param files     what it says about files, by Redis' names
 */
record EngineOptions(
        int databases,
        boolean cluster,
        Map<String, String> memory,
        String events,
        Map<String, Integer> limits,
        Map<String, String> files) {

    private static final int DEFAULT_DATABASES = 16;
    private static final int MAX_DATABASES = 10_000;
    private static final String EVENT_LETTERS = "KEg$lshzxetdmnA";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    /** How a directory is kept; every one of them is a parameter of redis.conf. */
    private static final List<Option> FILES = List.of(
            new Option("appendonly", "yes to keep a log of all changes, which loses nothing; default no"),
            new Option("appendfsync", "when the log is synced: always, everysec or no; default everysec"),
            new Option("appendfilename", "as in redis.conf; default appendonly.aof"),
            new Option("appenddirname", "as in redis.conf; default appendonlydir"),
            new Option("aof-load-truncated", "whether to cut a log that ends within a command; default yes"),
            new Option("aof-timestamp-enabled", "whether the log says what time it is; default no"),
            new Option(
                    "no-appendfsync-on-rewrite", "whether to sync nothing while the log is written anew; default no"),
            new Option("auto-aof-rewrite-percentage", "growth after which the log is written anew; default 100"),
            new Option("auto-aof-rewrite-min-size", "and the size from which on, as 64mb"),
            new Option("save", "when to write an RDB file: seconds and changes, as 3600 1 300 100; empty for never"),
            new Option("dbfilename", "name of the RDB file; default dump.rdb"),
            new Option("rdb-version", "of RDB files that older servers are to read: 10, 11 or 12; default 12"),
            new Option("rdbcompression", "whether long strings are compressed in files; default yes"));

    /** Those that every engine takes, wherever it keeps its keys. */
    static final List<Option> ALL = all();

    private static final List<Option> MEMORY = List.of(
            new Option("maxmemory", "most that keys and values may take, as 100mb; default 0, no limit"),
            new Option("maxmemory-policy", "which keys go when that is reached, as allkeys-lru; default noeviction"));

    /** Those of an engine that keeps its keys itself, in a directory or not. */
    static List<Option> withMemoryAndFiles() {
        return Stream.of(ALL, MEMORY, FILES).flatMap(List::stream).toList();
    }

    private static List<Option> all() {
        List<Option> options = new ArrayList<>(Option.COMMON);
        options.add(new Option("databases", "number of databases; default " + DEFAULT_DATABASES));
        options.add(new Option("cluster-enabled", "yes for a Redis Cluster of one node; default no"));
        options.add(
                new Option("notify-keyspace-events", "classes of keyspace events to publish, as KEA; default none"));
        options.add(new Option("user", "who this handle is to the engine; default: default"));
        options.add(new Option("password", "that user's password; default none, then nobody logs in"));
        Map<String, Integer> defaults = new Limits().values();
        for (Limits.Setting s : Limits.SETTINGS)
            options.add(new Option(s.name(), "as in redis.conf; default " + defaults.get(s.name())));
        return List.copyOf(options);
    }

    static EngineOptions parse(Endpoint endpoint) {
        checkCommon(endpoint);
        Limits limits = new Limits();
        for (Limits.Setting s : Limits.SETTINGS)
            s.set().accept(limits, endpoint.integer(s.name(), s.get().applyAsInt(limits), s.min(), Integer.MAX_VALUE));
        if (limits.listMaxListpackSize == 0)
            throw new RedisConfigException("option list-max-listpack-size=0 of redstart:" + endpoint.driver()
                    + ": is neither -5 to -1 nor above zero");
        boolean cluster = endpoint.oneOf("cluster-enabled", "no", "yes", "no").equals("yes");
        int databases = endpoint.integer("databases", cluster ? 1 : DEFAULT_DATABASES, 1, cluster ? 1 : MAX_DATABASES);
        return new EngineOptions(
                databases, cluster, memory(endpoint), events(endpoint), limits.values(), files(endpoint));
    }

    private static Map<String, String> files(Endpoint endpoint) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Option option : FILES) {
            String value = endpoint.text(option.name(), null);
            if (value == null) continue;
            String shown = "option " + option.name() + "=" + value + " of redstart:" + endpoint.driver() + ": ";
            if (!endpoint.target().startsWith("file:"))
                throw new RedisConfigException(shown + "needs a directory; open redstart:engine:file:DIR");
            try {
                new ServerConfig().load(option.name(), List.of(value));
            } catch (ConfigException e) {
                throw new RedisConfigException(shown + e.reason());
            }
            given.put(option.name(), value);
        }
        return given;
    }

    /** These mean nothing without a network; what would be an error elsewhere is one here, so that a swap brings none. */
    private static void checkCommon(Endpoint endpoint) {
        endpoint.duration("connectTimeout", DEFAULT_TIMEOUT);
        endpoint.integer("poolSize", 8, 1, Integer.MAX_VALUE);
        endpoint.duration("poolWait", DEFAULT_TIMEOUT);
        endpoint.oneOf("protocol", "resp3", "resp2", "resp3");
        endpoint.oneOf("connect", "eager", "eager", "lazy");
    }

    private static Map<String, String> memory(Endpoint endpoint) {
        Map<String, String> given = new TreeMap<>();
        for (Option option : MEMORY) {
            String value = endpoint.text(option.name(), null);
            if (value == null) continue;
            try {
                new ServerConfig().load(option.name(), List.of(value));
            } catch (ConfigException e) {
                throw new RedisConfigException("option " + option.name() + "=" + value + " of redstart:"
                        + endpoint.driver() + ": " + e.reason());
            }
            given.put(option.name(), value);
        }
        return given;
    }

    private static String events(Endpoint endpoint) {
        String letters = String.valueOf(endpoint.text("notify-keyspace-events", ""));
        for (char c : letters.toCharArray()) {
            if (EVENT_LETTERS.indexOf(c) < 0)
                throw new RedisConfigException("option notify-keyspace-events=" + letters + " of redstart:"
                        + endpoint.driver() + ": has '" + c + "'; allowed are the letters " + EVENT_LETTERS);
        }
        return letters.chars().distinct().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** Who wants to log in; null when nobody does. */
    static Resources.@Nullable Credentials credentials(Endpoint endpoint) {
        Supplier<Resources.Credentials> provider = endpoint.resources().credentials();
        if (provider != null) return provider.get();
        String password = endpoint.text("password", null);
        String user = endpoint.text("user", null);
        if (password != null) return new Resources.Credentials(user, password);
        if (user == null) return null;
        throw new RedisConfigException(
                "option user of redstart:" + endpoint.driver() + ": needs the option password, too");
    }

    /** How long a call may wait for its turn. */
    static Duration timeout(Endpoint endpoint) {
        return endpoint.duration("timeout", DEFAULT_TIMEOUT);
    }

    /** As a configuration of its own. */
    ServerConfig newConfig() {
        ServerConfig config = new ServerConfig();
        config.load("databases", List.of(Integer.toString(databases)));
        config.load("cluster-enabled", List.of(cluster ? "yes" : "no"));
        config.load("notify-keyspace-events", List.of(events));
        limits.forEach((name, n) -> config.load(name, List.of(Integer.toString(n))));
        memory.forEach((name, value) -> config.load(name, List.of(value)));
        files.forEach((name, value) -> config.load(name, List.of(value)));
        return config;
    }

    /** As they would stand in a URL, those that differ from the defaults; empty when none does. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (cluster) parts.add("cluster-enabled=yes");
        else if (databases != DEFAULT_DATABASES) parts.add("databases=" + databases);
        memory.forEach((name, value) -> parts.add(name + "=" + value));
        if (!events.isEmpty()) parts.add("notify-keyspace-events=" + events);
        Map<String, Integer> defaults = new Limits().values();
        limits.forEach((name, n) -> {
            if (!n.equals(defaults.get(name))) parts.add(name + "=" + n);
        });
        files.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join("&", parts);
    }
}
