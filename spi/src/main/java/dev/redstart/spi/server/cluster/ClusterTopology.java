package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.cluster.Errand.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What we know of the cluster, and how we learn: a MOVED changes one slot at once and has the whole map asked for soon; so
 * does a connection that fails. One thread asks at a time, those who come meanwhile take its answer, and the pause before
 * is random, so that a thousand clients do not all ask the node that has just become a primary. Thread-safe.
 */
final class ClusterTopology implements Topology {

    private static final Request CLUSTER_SLOTS =
            Request.read("CLUSTER", 1).arg(new byte[] {'S', 'L', 'O', 'T', 'S'}).build();
    private static final int LONGEST_JITTER_MILLIS = 100;

    private final RoutedSettings settings;
    private final Nodes nodes;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicBoolean refreshIsDue = new AtomicBoolean();
    private final AtomicReference<SlotMap> map = new AtomicReference<>(SlotMap.EMPTY);

    ClusterTopology(RoutedSettings settings, Nodes nodes) {
        this.settings = settings;
        this.nodes = nodes;
    }

    @Override
    public Target targetOf(Errand errand) {
        if (errand.fixed != null) return new Target(errand.fixed, false);
        if (errand.slot == KeySlot.NONE) return new Target(anyPrimary(), false);
        SlotMap.Shard shard = known().shard(errand.slot);
        // Nobody serves it, or nobody is known to: whom we ask will say so.
        if (shard == null) return new Target(anyPrimary(), false);
        if (settings.readFrom() == ReadFrom.PRIMARY || !errand.mayReadFromReplica())
            return new Target(shard.primary(), false);
        Endpoint.Node node = settings.readFrom() == ReadFrom.REPLICA ? anyReplica(shard) : nodes.nearest(shard);
        return new Target(node, !node.equals(shard.primary()));
    }

    private static Endpoint.Node anyReplica(SlotMap.Shard shard) {
        List<Endpoint.Node> replicas = shard.replicas();
        return replicas.isEmpty()
                ? shard.primary()
                : replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()));
    }

    /** For what has no key: always the same while the cluster stays as it is, so that a caller sees one server. */
    private Endpoint.Node anyPrimary() {
        return primaries().get(0);
    }

    @Override
    public List<Endpoint.Node> primaries() {
        Set<Endpoint.Node> primaries = known().primaries();
        // A cluster that is being set up serves nothing yet, but its nodes can be talked to.
        return primaries.isEmpty() ? settings.seeds() : List.copyOf(primaries);
    }

    @Override
    public Set<Endpoint.Node> all() {
        SlotMap known = known();
        return known.primaries().isEmpty() ? new LinkedHashSet<>(settings.seeds()) : known.nodes();
    }

    @Override
    public Endpoint.Node aSeed() {
        return settings.seeds().get(0);
    }

    private SlotMap known() {
        SlotMap known = map.get();
        return known == SlotMap.EMPTY ? refresh(known) : known;
    }

    @Override
    public void moved(int slot, Endpoint.Node primary) {
        map.updateAndGet(known -> {
            SlotMap.Shard shard = known.shard(slot);
            return shard != null && shard.primary().equals(primary) ? known : known.moved(slot, primary);
        });
        refreshSoon();
    }

    @Override
    public void refreshSoon() {
        if (!refreshIsDue.compareAndSet(false, true)) return;
        long jitter = ThreadLocalRandom.current().nextLong(LONGEST_JITTER_MILLIS);
        nodes.workers().schedule(this::refreshNow, jitter, TimeUnit.MILLISECONDS);
    }

    private void refreshNow() {
        refreshIsDue.set(false);
        try {
            refresh(map.get());
        } catch (RedisException e) {
            // Whoever has something to send will hear of it, and try again.
        }
    }

    /** A map newer than {@code seen}: the one that somebody else has got meanwhile, or a fresh one. */
    private SlotMap refresh(SlotMap seen) {
        asking.lock();
        try {
            SlotMap known = map.get();
            if (known != seen) return known;
            SlotMap fresh = ask();
            map.set(fresh);
            if (!fresh.primaries().isEmpty()) nodes.retain(fresh.nodes());
            return fresh;
        } finally {
            asking.unlock();
        }
    }

    /** The first answer wins; a random order spreads the load and does not stick to a node that hangs. */
    private SlotMap ask() {
        List<Endpoint.Node> candidates = new ArrayList<>(map.get().nodes());
        Collections.shuffle(candidates);
        List<Endpoint.Node> seeds = new ArrayList<>(settings.seeds());
        Collections.shuffle(seeds);
        candidates.addAll(seeds);
        RedisException last = null;
        Set<Endpoint.Node> tried = new HashSet<>();
        for (Endpoint.Node node : candidates) {
            if (!tried.add(node)) continue;
            try {
                Reply reply = nodes.at(new Target(node, false)).call(CLUSTER_SLOTS);
                if (reply instanceof Reply.Error error) throw settings.noCluster(node, error);
                return SlotMap.of(reply, node);
            } catch (RedisConnectionException | RedisTimeoutException e) {
                if (last != null) e.addSuppressed(last);
                last = e;
            } catch (IllegalArgumentException e) {
                throw new RedisConnectionException(
                        "the answer to CLUSTER SLOTS cannot be understood: " + e.getMessage(),
                        settings.origin("CLUSTER"),
                        Phase.NOT_SENT,
                        e);
            }
        }
        if (last == null) throw new IllegalStateException("no node to ask");
        throw new RedisConnectionException(
                "no node of the cluster answers; the last one: " + last.getMessage(),
                settings.origin("CLUSTER"),
                Phase.NOT_SENT,
                last);
    }
}
