package dev.redstart.engine.keyspace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/** Up to where a value keeps its compact encoding: Redis' options, by Redis' names and defaults. */
public final class Limits {

    public int hashMaxListpackEntries = 512;
    public int hashMaxListpackValue = 64;
    /** Entries per node of a list when positive; -1 to -5 mean 4, 8, 16, 32, 64 KiB per node. */
    public int listMaxListpackSize = -2;

    public int setMaxIntsetEntries = 512;
    public int setMaxListpackEntries = 128;
    public int setMaxListpackValue = 64;
    public int zsetMaxListpackEntries = 128;
    public int zsetMaxListpackValue = 64;
    /** Longest sparse HyperLogLog, its header included. */
    public int hllSparseMaxBytes = 3000;
    /** Bytes and entries per node of a stream; 0 for no limit. */
    public int streamNodeMaxBytes = 4096;

    public int streamNodeMaxEntries = 100;

    /** Arrays of Java end there. */
    public static final int MAX_STRING_LENGTH = Integer.MAX_VALUE - 8;

    /** Longest string that a command may build: {@code proto-max-bulk-len}. */
    public int maxStringLength = 512 * 1024 * 1024;

    /**
     * One of them.
     *
     * @param name in redis.conf
     * @param min  least value allowed
     */
    public record Setting(String name, int min, ToIntFunction<Limits> get, ObjIntConsumer<Limits> set) {}

    /** All of them. */
    public static final List<Setting> SETTINGS = List.of(
            new Setting(
                    "hash-max-listpack-entries",
                    0,
                    l -> l.hashMaxListpackEntries,
                    (l, n) -> l.hashMaxListpackEntries = n),
            new Setting(
                    "hash-max-listpack-value", 0, l -> l.hashMaxListpackValue, (l, n) -> l.hashMaxListpackValue = n),
            new Setting("hll-sparse-max-bytes", 0, l -> l.hllSparseMaxBytes, (l, n) -> l.hllSparseMaxBytes = n),
            new Setting("list-max-listpack-size", -5, l -> l.listMaxListpackSize, (l, n) -> l.listMaxListpackSize = n),
            new Setting("set-max-intset-entries", 0, l -> l.setMaxIntsetEntries, (l, n) -> l.setMaxIntsetEntries = n),
            new Setting(
                    "set-max-listpack-entries", 0, l -> l.setMaxListpackEntries, (l, n) -> l.setMaxListpackEntries = n),
            new Setting("set-max-listpack-value", 0, l -> l.setMaxListpackValue, (l, n) -> l.setMaxListpackValue = n),
            new Setting("stream-node-max-bytes", 0, l -> l.streamNodeMaxBytes, (l, n) -> l.streamNodeMaxBytes = n),
            new Setting(
                    "stream-node-max-entries", 0, l -> l.streamNodeMaxEntries, (l, n) -> l.streamNodeMaxEntries = n),
            new Setting(
                    "zset-max-listpack-entries",
                    0,
                    l -> l.zsetMaxListpackEntries,
                    (l, n) -> l.zsetMaxListpackEntries = n),
            new Setting(
                    "zset-max-listpack-value", 0, l -> l.zsetMaxListpackValue, (l, n) -> l.zsetMaxListpackValue = n));

    /** All as they stand, by name. */
    public Map<String, Integer> values() {
        Map<String, Integer> values = new TreeMap<>();
        for (Setting s : SETTINGS) values.put(s.name(), s.get().applyAsInt(this));
        return values;
    }
}
