package dev.redstart.bench.processes;

import java.util.Locale;

/** The tests of redis-benchmark that are run, in this order: what LPUSH leaves, RPOP takes. */
enum PortTest {
    SET(1),
    GET(1),
    INCR(1),
    LPUSH(1),
    RPOP(1),
    SADD(1),
    HSET(1),
    ZADD(1),
    LRANGE_100(4),
    MSET(4);

    /** How many times as long as a SET one takes, about. */
    private final int weight;

    PortTest(int weight) {
        this.weight = weight;
    }

    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** So many of it take about as long as {@code sets} SETs. */
    int requests(int sets) {
        return sets / weight;
    }
}
