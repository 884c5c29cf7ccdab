package dev.redstart.bench.processes;

import dev.redstart.Pipeline;
import dev.redstart.Redis;

/** What is filled in. Keys, fields, members and values have 16 characters. */
enum MemoryRow {
    STRING("string, 16 B key, 16 B value"),
    STRING_WITH_TTL("the same with TTL"),
    INTEGER("integer value"),
    HASH_FIELD("hash field (hashtable)"),
    SET_MEMBER("set member"),
    ZSET_MEMBER("zset member (skiplist)"),
    LIST_ELEMENT("list element (quicklist)"),
    STREAM_ENTRY("stream entry, 2 fields"),
    SMALL_ZSET_MEMBER("zset member in a listpack of 128"),
    SMALL_HASH("hash of 10 fields, listpack, whole key");

    private static final String ZEROS = "-000000000000";
    private static final int BATCH = 10_000;
    private static final int PACKED = 128;
    private static final int FIELDS = 10;

    private final String title;

    MemoryRow(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** How many items so many commands make. */
    int items(int commands) {
        return this == SMALL_HASH ? commands / FIELDS : commands;
    }

    void fill(Redis redis, int commands) {
        try (Pipeline pipeline = redis.pipeline()) {
            for (int i = 0; i < commands; i++) {
                add(pipeline, i);
                if (pipeline.size() == BATCH) pipeline.flush();
            }
            pipeline.flush();
        }
    }

    private void add(Pipeline to, int i) {
        switch (this) {
            case STRING -> to.call("SET", text("key", i), text("val", i));
            case STRING_WITH_TTL -> to.call("SET", text("key", i), text("val", i), "EX", "1000000");
            case INTEGER -> to.call("SET", text("key", i), Integer.toString(1_000_000 + i));
            case HASH_FIELD -> to.call("HSET", "hash", text("fld", i), text("val", i));
            case SET_MEMBER -> to.call("SADD", "set", text("mem", i));
            case ZSET_MEMBER -> to.call("ZADD", "zset", i + ".5", text("mem", i));
            case LIST_ELEMENT -> to.call("RPUSH", "list", text("elm", i));
            case STREAM_ENTRY -> to.call("XADD", "stream", (i + 1) + "-0", "a", text("val", i), "b", "" + i);
            case SMALL_ZSET_MEMBER -> to.call("ZADD", text("set", i / PACKED), "" + i % PACKED, text("mem", i));
            case SMALL_HASH -> to.call("HSET", text("key", i / FIELDS), text("fld", i % FIELDS), text("val", i));
        }
    }

    private static String text(String kind, int i) {
        String digits = Integer.toString(i);
        return kind + ZEROS.substring(digits.length()) + digits;
    }
}
