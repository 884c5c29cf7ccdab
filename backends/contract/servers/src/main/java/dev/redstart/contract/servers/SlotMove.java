package dev.redstart.contract.servers;

import java.util.ArrayList;
import java.util.List;

/**
 * A slot on its way to another primary, step by step, so that a test can look in between: {@link #begin()}, then
 * {@link #carry()}, then {@link #end()}, which makes up for steps that were left out. Not thread-safe.
 */
public final class SlotMove {
    private static final String TIMEOUT_MILLIS = "5000";
    private static final String ALL = "1000000";

    private final RedisCluster cluster;
    private final String slot;
    private final RedisServer from;
    private final RedisServer to;
    private boolean begun;
    private boolean ended;

    SlotMove(RedisCluster cluster, int slot, RedisServer to) {
        this.cluster = cluster;
        this.slot = Integer.toString(slot);
        this.from = cluster.primaryOf(slot);
        this.to = to;
    }

    /** From here on the old node answers ASK for a key that it does not have. */
    public void begin() {
        if (begun) return;
        begun = true;
        to.call("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
        from.call("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
    }

    /** Takes over what keys there are now. */
    public void carry() {
        List<?> keys = (List<?>) RedisCluster.reply(from.call("CLUSTER", "GETKEYSINSLOT", slot, ALL));
        if (keys.isEmpty()) return;
        List<String> words = new ArrayList<>(
                List.of("MIGRATE", to.host(), Integer.toString(to.port()), "", "0", TIMEOUT_MILLIS, "KEYS"));
        for (Object key : keys) words.add((String) key);
        from.call(words.toArray(String[]::new));
    }

    /** From here on the old node answers MOVED; every node knows. */
    public void end() {
        if (ended) return;
        begin();
        carry();
        ended = true;
        String id = id(to);
        to.call("CLUSTER", "SETSLOT", slot, "NODE", id);
        from.call("CLUSTER", "SETSLOT", slot, "NODE", id);
        cluster.awaitPrimary(Integer.parseInt(slot), to);
    }

    private static String id(RedisServer node) {
        return (String) RedisCluster.reply(node.call("CLUSTER", "MYID"));
    }
}
