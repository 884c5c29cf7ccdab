package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code INFO} tells of a server. Which sections there are depends on what was asked for, and which fields on the
 * server: a figure that is not there is empty, never an error.
 *
 * @param sections the fields of each section, by its name in lower case ({@code memory}), in the order of the server. A field
 *     that stands there several times (one line for each module) has its values joined by line breaks.
 */
public record ServerInfo(Map<String, Map<String, String>> sections) {

    /**
     * What one database holds.
     *
     * @param keys           how many keys, those that have expired but were not yet noticed included
     * @param expires        how many of them have a time to live
     * @param averageTtl     of those, on average, as far as the server has sampled them; zero when it has not
     * @param expiringHashes how many hashes have a field with a time to live; 0 where the server does not say
     */
    public record Keyspace(long keys, long expires, Duration averageTtl, long expiringHashes) {

        private static Keyspace parse(String text) {
            Map<String, String> fields = Fields.inText(text, ",", '=');
            return new Keyspace(
                    Fields.number(fields.get("keys")).orElse(0),
                    Fields.number(fields.get("expires")).orElse(0),
                    Duration.ofMillis(Fields.number(fields.get("avg_ttl")).orElse(0)),
                    Fields.number(fields.get("subexpiry")).orElse(0));
        }
    }

    static ServerInfo decode(Reply reply) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (String section : Decoders.string(reply).split("(?m)^# ")) {
            int end = section.indexOf('\n');
            if (end < 0) continue;
            String name = section.substring(0, end).strip().toLowerCase(Locale.ROOT);
            Map<String, String> fields = Fields.inText(section.substring(end), "\r?\n", ':');
            if (!name.isEmpty()) sections.put(name, Collections.unmodifiableMap(fields));
        }
        return new ServerInfo(Collections.unmodifiableMap(sections));
    }

    /** The fields of a section, as {@code memory}, in any case; none when it is not there. */
    public Map<String, String> section(String name) {
        return sections.getOrDefault(name.toLowerCase(Locale.ROOT), Map.of());
    }

    /** The value of a field in whatever section, or null when it is not there. */
    public @Nullable String field(String name) {
        for (Map<String, String> fields : sections.values()) {
            String value = fields.get(name);
            if (value != null) return value;
        }
        return null;
    }

    /** The value of a field that is a whole number; empty when it is not there, or is none. */
    public OptionalLong number(String name) {
        return Fields.number(field(name));
    }

    /** Version of the server, as {@code 8.0.6}; null without the section {@code server}. */
    public @Nullable String redisVersion() {
        return field("redis_version");
    }

    /** {@code master} or {@code slave}; null without the section {@code replication}. */
    public @Nullable String role() {
        return field("role");
    }

    /** How long the server has been running, in whole seconds; zero without the section {@code server}. */
    public Duration uptime() {
        return Duration.ofSeconds(number("uptime_in_seconds").orElse(0));
    }

    /** Clients with a connection, those of replicas not included. */
    public OptionalLong connectedClients() {
        return number("connected_clients");
    }

    /** Clients that wait in a blocking command. */
    public OptionalLong blockedClients() {
        return number("blocked_clients");
    }

    /** Bytes that the server has allocated. */
    public OptionalLong usedMemory() {
        return number("used_memory");
    }

    /** The most bytes that it ever had allocated. */
    public OptionalLong usedMemoryPeak() {
        return number("used_memory_peak");
    }

    /** Bytes that it may allocate before it evicts, or refuses; 0 for as many as there are. */
    public OptionalLong maxMemory() {
        return number("maxmemory");
    }

    /** Connections since the server began, or its statistics were reset. */
    public OptionalLong totalConnections() {
        return number("total_connections_received");
    }

    /** Commands since the server began, or its statistics were reset. */
    public OptionalLong totalCommands() {
        return number("total_commands_processed");
    }

    /** Lookups that found their key. */
    public OptionalLong keyspaceHits() {
        return number("keyspace_hits");
    }

    /** Lookups that did not. */
    public OptionalLong keyspaceMisses() {
        return number("keyspace_misses");
    }

    /** Keys that have expired. */
    public OptionalLong expiredKeys() {
        return number("expired_keys");
    }

    /** Keys that were evicted to make room. */
    public OptionalLong evictedKeys() {
        return number("evicted_keys");
    }

    /** What each database holds, by its number; one that is empty is not there. */
    public Map<Integer, Keyspace> keyspace() {
        Map<Integer, Keyspace> databases = new LinkedHashMap<>();
        section("keyspace").forEach((name, text) -> {
            OptionalLong number = name.startsWith("db") ? Fields.number(name.substring(2)) : OptionalLong.empty();
            number.ifPresent(n -> databases.put((int) n, Keyspace.parse(text)));
        });
        return Collections.unmodifiableMap(databases);
    }
}
