package dev.redstart.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A command is one method of a family and one row of the engine. Its name, as a whole string literal, stands nowhere else in
 * main code, but for the few places that own the state of a connection, and words of options that happen to be names, too.
 */
class CommandNamesTest {

    /** Whole places that may name commands. */
    private static final Pattern HOMES = Pattern.compile("api/src/main/java/dev/redstart/[A-Za-z]+Family\\.java"
            + "|backends/engine/src/main/java/dev/redstart/engine/command/[A-Za-z]+\\.java"
            // Not part of what users run: they test and measure commands, so they name them.
            + "|backends/contract/.*|backends/bench/.*");

    /** Files that may name just these, and why. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            // Connection state: the one list of it, and who brings a connection into a state and out of it.
            Map.entry(
                    "spi/ConnectionState",
                    Set.of(
                            "WATCH",
                            "UNWATCH",
                            "MULTI",
                            "EXEC",
                            "DISCARD",
                            "SELECT",
                            "AUTH",
                            "HELLO",
                            "RESET",
                            "QUIT",
                            "CLIENT",
                            "READONLY",
                            "READWRITE",
                            "ASKING",
                            "SYNC",
                            "PSYNC",
                            "REPLCONF",
                            "MONITOR",
                            "SUBSCRIBE",
                            "PSUBSCRIBE",
                            "SSUBSCRIBE",
                            "UNSUBSCRIBE",
                            "PUNSUBSCRIBE",
                            "SUNSUBSCRIBE")),
            Map.entry("Transactions", Set.of("EXEC")),
            Map.entry("TransactionView", Set.of("DISCARD", "EXEC")),
            Map.entry("spi/server/ServerGreeting", Set.of("HELLO", "AUTH", "SELECT", "CLIENT", "PING", "READONLY")),
            Map.entry(
                    "spi/server/SubscriptionDialogue",
                    Set.of("SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "MONITOR", "PING")),
            Map.entry("jedis/JedisSession", Set.of("DISCARD", "UNWATCH")),
            Map.entry("jedis/JedisTransport", Set.of("SELECT")),
            Map.entry("jedis/RespConnection", Set.of("PING")),
            Map.entry("lettuce/LettuceSession", Set.of("DISCARD", "UNWATCH")),
            Map.entry("lettuce/LettuceTransport", Set.of("SELECT")),
            Map.entry("lettuce/Line", Set.of("PING")),
            Map.entry("redisson/RedissonSession", Set.of("DISCARD", "UNWATCH")),
            Map.entry("redisson/RedissonTransport", Set.of("SELECT")),
            Map.entry("redisson/RespConnection", Set.of("PING")),
            Map.entry("engine/EngineOpener", Set.of("AUTH")),
            Map.entry("engine/EngineSubscriber", Set.of("SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "MONITOR")),
            Map.entry("engine/EngineTransport", Set.of("SUBSCRIBE", "MONITOR", "SELECT")),
            Map.entry("engine/dispatch/Command", Set.of("CLIENT")),
            Map.entry("engine/dispatch/Dispatcher", Set.of("CLIENT", "EXEC")),
            Map.entry("engine/dispatch/Gate", Set.of("PING")),
            // Refused by enable-debug-command and enable-module-command.
            Map.entry("engine/dispatch/Protection", Set.of("DEBUG", "MODULE")),
            // Where the keys depend on words among the arguments.
            Map.entry("engine/catalog/KeyUse", Set.of("AUTH", "GET", "KEYS")),
            // What frames commands in a log.
            Map.entry("engine/aof/CommandReader", Set.of("MULTI", "EXEC")),
            Map.entry("engine/aof/CommandWriter", Set.of("SELECT")),
            // What a key or field that goes by itself is told as.
            Map.entry("engine/dispatch/Propagation", Set.of("DEL", "HDEL")),
            // A script's global table.
            Map.entry("engine/script/Scripting", Set.of("KEYS")),
            // What goes to another node than a key's, to all of them, or is said between us and a node.
            Map.entry("spi/server/cluster/Attempts", Set.of("READONLY")),
            Map.entry("spi/server/cluster/ClusterPlanner", Set.of("EXEC", "SCAN")),
            Map.entry("spi/server/cluster/ClusterScan", Set.of("PING", "SCAN")),
            Map.entry("spi/server/cluster/ClusterTopology", Set.of("CLUSTER")),
            Map.entry("spi/server/cluster/Courier", Set.of("ASKING")),
            Map.entry("spi/server/cluster/MultiKey", Set.of("DEL", "EXISTS", "MGET", "MSET", "TOUCH", "UNLINK")),
            Map.entry("spi/server/cluster/Nodes", Set.of("PING")),
            Map.entry("spi/server/cluster/Planner", Set.of("PING")),
            Map.entry("spi/server/cluster/RoutedSession", Set.of("EXEC", "MULTI", "WATCH")),
            Map.entry("spi/server/cluster/RoutedSettings", Set.of("CLUSTER")),
            Map.entry("spi/server/cluster/RoutedTransport", Set.of("SELECT")),
            Map.entry("spi/server/cluster/SentinelTopology", Set.of("ROLE")),
            Map.entry("spi/server/cluster/Spread", Set.of("DBSIZE", "FLUSHALL", "FLUSHDB", "KEYS", "RANDOMKEY")),
            // What a server is and can.
            Map.entry("spi/server/ServerCapabilities", Set.of("HELLO", "INFO", "COMMAND")),
            // Said in an error about an option that the command does not have.
            Map.entry("ScanCommands", Set.of("HSCAN", "SSCAN", "ZSCAN")),
            // Words of options.
            Map.entry("BitfieldOperations", Set.of("GET", "INCRBY", "SET")),
            Map.entry("ClientFilter", Set.of("TYPE")),
            Map.entry("CommandFilter", Set.of("MODULE")),
            Map.entry("GetexOptions", Set.of("PERSIST")),
            Map.entry("HelloOptions", Set.of("AUTH")),
            Map.entry("MigrateOptions", Set.of("AUTH", "COPY")),
            Map.entry("ScanOptions", Set.of("TYPE")),
            Map.entry("ShutdownOptions", Set.of("SAVE")),
            Map.entry("SortOptions", Set.of("GET")),
            Map.entry("XclaimOptions", Set.of("TIME")));

    /** Comments and characters are skipped; a text block and a literal are taken. */
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\n]*|(?s:/\\*.*?\\*/)|'(?:[^'\\\\]|\\\\.)+'" + "|\"\"\"(?s:.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    @Test
    void aCommandsNameStandsInItsFamilyAndInTheEngine() throws IOException {
        Map<String, Set<String>> elsewhere = new TreeMap<>();
        Set<String> atHome = new TreeSet<>();
        for (Path source : mainSources()) {
            String path = root().relativize(source).toString().replace('\\', '/');
            Set<String> named = commandsNamedIn(Files.readString(source));
            if (HOMES.matcher(path).matches()) atHome.addAll(named);
            else if (!named.isEmpty()) elsewhere.put(shortName(path), named);
        }
        assertThat(atHome).as("the scan finds what is there").contains("GET", "HSET", "ZADD", "BLMOVE", "EVALSHA");
        assertThat(elsewhere).isEqualTo(new TreeMap<>(ALLOWED));
    }

    private static Set<String> commandsNamedIn(String source) throws IOException {
        Set<String> names = commandNames();
        Set<String> found = new TreeSet<>();
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            String literal = token.group(1);
            if (literal != null && names.contains(literal)) found.add(literal);
        }
        return found;
    }

    /** Names of two letters and less are none that one could tell from other words; there is none today. */
    private static Set<String> commandNames() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CommandNamesTest.class.getResourceAsStream("/dev/redstart/commands.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("[ |]")[0])
                    .filter(name -> name.length() > 2)
                    .collect(Collectors.toSet());
        }
    }

    private static Set<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(root())) {
            Set<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(sources).hasSizeGreaterThan(100);
            return sources;
        }
    }

    /** The folder above this module. */
    private static Path root() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return Objects.requireNonNull(module.getParent());
    }

    /** {@code jedis/Pool} for a class of the driver, {@code Redis} for one of the API. */
    private static String shortName(String path) {
        return path.replaceFirst(".*/src/main/java/dev/redstart/", "").replaceFirst("\\.java$", "");
    }
}
