package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who serves which slot, as one node said at one time ({@code CLUSTER SLOTS}). Immutable; a look-up is O(1). */
final class SlotMap {

    /** Nobody has been asked yet. */
    static final SlotMap EMPTY = new SlotMap(new Shard[KeySlot.COUNT]);

    private final @Nullable Shard[] shards;
    private final Set<Endpoint.Node> primaries = new LinkedHashSet<>();
    private final Set<Endpoint.Node> nodes = new LinkedHashSet<>();

    private SlotMap(@Nullable Shard[] shards) {
        this.shards = shards;
        Shard last = null;
        for (Shard shard : shards) {
            if (shard == null || shard == last) continue;
            last = shard;
            primaries.add(shard.primary());
            nodes.add(shard.primary());
            nodes.addAll(shard.replicas());
        }
    }

    /** Nodes with the same slots. */
    record Shard(Endpoint.Node primary, List<Endpoint.Node> replicas) {}

    /**
     * Reads the reply to {@code CLUSTER SLOTS}.
     *
     * @param from the node that gave it, whose host stands for one that is null or empty there
     * @throws IllegalArgumentException when it is no such reply
     */
    static SlotMap of(Reply reply, Endpoint.Node from) {
        Shard[] shards = new Shard[KeySlot.COUNT];
        for (Reply range : Reply.elements(reply)) {
            List<Reply> columns = Reply.elements(range);
            if (columns.size() < 3) throw new IllegalArgumentException("a range of slots without a node");
            int first = slot(columns.get(0));
            int last = slot(columns.get(1));
            Endpoint.Node primary = node(Reply.elements(columns.get(2)), from);
            if (primary == null) continue;
            List<Endpoint.Node> replicas = new ArrayList<>();
            for (Reply column : columns.subList(3, columns.size())) {
                Endpoint.Node replica = node(Reply.elements(column), from);
                if (replica != null) replicas.add(replica);
            }
            Shard shard = new Shard(primary, List.copyOf(replicas));
            for (int slot = first; slot <= last; slot++) shards[slot] = shard;
        }
        return new SlotMap(shards);
    }

    /** The same after {@code MOVED}: the slot's new primary, whose replicas are known when it had slots before. */
    SlotMap moved(int slot, Endpoint.Node primary) {
        @Nullable Shard[] copy = shards.clone();
        copy[slot] = shardOf(primary);
        return new SlotMap(copy);
    }

    private Shard shardOf(Endpoint.Node primary) {
        for (Shard shard : shards) if (shard != null && shard.primary().equals(primary)) return shard;
        return new Shard(primary, List.of());
    }

    /** Null when nobody serves it, or nobody is known to. */
    @Nullable
    Shard shard(int slot) {
        return shards[slot];
    }

    /** Those that serve slots, in the order of their first one; not to be changed. */
    Set<Endpoint.Node> primaries() {
        return primaries;
    }

    /** Those and their replicas; not to be changed. */
    Set<Endpoint.Node> nodes() {
        return nodes;
    }

    private static int slot(Reply reply) {
        long n = integer(reply);
        if (n < 0 || n >= KeySlot.COUNT) throw new IllegalArgumentException("no slot: " + n);
        return (int) n;
    }

    /** Null for a node whose address nobody knows: {@code ?}, by cluster-preferred-endpoint-type. */
    private static Endpoint.@Nullable Node node(List<Reply> parts, Endpoint.Node from) {
        if (parts.size() < 2) throw new IllegalArgumentException("a node without a port");
        String host = parts.get(0) instanceof Reply.Blob blob
                ? new String(blob.value(), StandardCharsets.UTF_8)
                : parts.get(0) instanceof Reply.Text text ? text.value() : "";
        long port = integer(parts.get(1));
        if (host.equals("?") || port < 1 || port > 65535) return null;
        return new Endpoint.Node(host.isEmpty() ? from.host() : host, (int) port);
    }

    private static long integer(Reply reply) {
        if (reply instanceof Reply.Int n) return n.value();
        throw new IllegalArgumentException("no number: " + reply);
    }
}
