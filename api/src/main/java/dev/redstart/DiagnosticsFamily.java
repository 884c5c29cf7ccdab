package dev.redstart;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is doing: its figures, its memory, what was slow. Each command speaks of the one server that answers it; on a
 * cluster that is any of the nodes.
 */
@CommandFamily
final class DiagnosticsFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<SlowLogEntry>> SLOW_LOG = Decoders.list(SlowLogEntry::decode);
    private static final Decoder<List<LatencyEvent>> LATENCY_EVENTS = Decoders.list(LatencyEvent::decode);
    private static final Decoder<List<LatencySample>> LATENCY_SAMPLES = Decoders.list(LatencySample::decode);
    private static final Decoder<Map<String, LatencyHistogram>> HISTOGRAMS =
            Decoders.map(Decoders.text(), LatencyHistogram::decode);

    DiagnosticsFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * The server's figures: these sections ({@code memory}, {@code keyspace}, ...; also {@code all} and
     * {@code everything}), or its default ones when none is named. A section that it does not know is left out.
     */
    Command<ServerInfo> info(String... sections) {
        return read("INFO", sections.length).texts(sections).returning(ServerInfo::decode);
    }

    /**
     * About how many bytes the key takes, its name and what manages it included; of an aggregate five elements are looked at.
     * Null when the key is missing.
     */
    Command<@Nullable Long> memoryUsage(K key) {
        return read("MEMORY", 2).word("USAGE").key(key).returning(Decoders.integerOrNull());
    }

    /** As {@link #memoryUsage(Object)}, looking at so many elements; 0 for all of them: O(N) then. */
    Command<@Nullable Long> memoryUsage(K key, int samples) {
        return read("MEMORY", 4)
                .word("USAGE")
                .key(key)
                .word("SAMPLES")
                .number(samples)
                .returning(Decoders.integerOrNull());
    }

    /** Where the server's memory goes. */
    Command<MemoryStats> memoryStats() {
        return read("MEMORY", 1).word("STATS").returning(MemoryStats::decode);
    }

    /** What the server thinks of its memory; a text for people. */
    Command<String> memoryDoctor() {
        return read("MEMORY", 1).word("DOCTOR").returning(Decoders.text());
    }

    /** What the allocator says of itself; a text for people, and none that could be relied on. */
    Command<String> memoryMallocStats() {
        return read("MEMORY", 1).word("MALLOC-STATS").returning(Decoders.text());
    }

    /** Asks the allocator to give back what it does not need. */
    Command<@Nullable Void> memoryPurge() {
        return write("MEMORY", 1).word("PURGE").returning(Decoders.ok());
    }

    /** The ten latest commands that took longer than {@code slowlog-log-slower-than} says, the latest first. */
    Command<List<SlowLogEntry>> slowlogGet() {
        return read("SLOWLOG", 1).word("GET").returning(SLOW_LOG);
    }

    /** As {@link #slowlogGet()}, at most so many of them; -1 for all. */
    Command<List<SlowLogEntry>> slowlogGet(int count) {
        return read("SLOWLOG", 2).word("GET").number(count).returning(SLOW_LOG);
    }

    /** How many entries the log of slow commands has. */
    Command<Long> slowlogLen() {
        return read("SLOWLOG", 1).word("LEN").returning(Decoders.integer());
    }

    /** Empties the log of slow commands. */
    Command<@Nullable Void> slowlogReset() {
        return write("SLOWLOG", 1).word("RESET").returning(Decoders.ok());
    }

    /** The kinds of events that have held the server up; none unless {@code latency-monitor-threshold} is above 0. */
    Command<List<LatencyEvent>> latencyLatest() {
        return read("LATENCY", 1).word("LATEST").returning(LATENCY_EVENTS);
    }

    /** When this kind of event held the server up, and for how long, the oldest first; at most 160 of them. */
    Command<List<LatencySample>> latencyHistory(String event) {
        return read("LATENCY", 2).word("HISTORY").text(event).returning(LATENCY_SAMPLES);
    }

    /**
     * As {@link #latencyHistory}, drawn with characters.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR No samples available for event}
     */
    Command<String> latencyGraph(String event) {
        return read("LATENCY", 2).word("GRAPH").text(event).returning(Decoders.text());
    }

    /** What the server thinks of its latency; a text for people. */
    Command<String> latencyDoctor() {
        return read("LATENCY", 1).word("DOCTOR").returning(Decoders.text());
    }

    /**
     * How long the calls of these commands took ({@code config} has all of its subcommands); of all commands when none is
     * named. Commands that were not called, or are not known, are not there.
     */
    Command<Map<String, LatencyHistogram>> latencyHistogram(String... commands) {
        return read("LATENCY", 1 + commands.length)
                .word("HISTOGRAM")
                .texts(commands)
                .returning(HISTOGRAMS);
    }

    /** Forgets these kinds of events, or all when none is named. Gives how many there were. */
    Command<Long> latencyReset(String... events) {
        return write("LATENCY", 1 + events.length).word("RESET").texts(events).returning(Decoders.integer());
    }

    /** A piece of art, and the server's version. */
    Command<String> lolwut() {
        return read("LOLWUT", 0).returning(Decoders.text());
    }

    /** The piece of art of an older version, which may have parameters. */
    Command<String> lolwut(int version, String... parameters) {
        return read("LOLWUT", 2 + parameters.length)
                .word("VERSION")
                .number(version)
                .texts(parameters)
                .returning(Decoders.text());
    }
}
