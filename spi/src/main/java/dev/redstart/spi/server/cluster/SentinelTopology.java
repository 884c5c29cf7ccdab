package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.server.Backoff;
import dev.redstart.spi.server.NodeTransport;
import dev.redstart.spi.server.cluster.Errand.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One primary and its replicas, as the Sentinels tell. They are asked when a connection fails or a server turns out to be a
 * replica, and they tell by themselves when they have switched ({@code +switch-master}). What they call the primary is
 * asked for its role before it is believed: just after a failover some may not have heard yet. Thread-safe.
 */
final class SentinelTopology implements Topology {

    private static final Request ROLE = Request.read("ROLE", 0).build();
    private static final String SWITCHED = "+switch-master";
    private static final int LONGEST_JITTER_MILLIS = 50;

    private final RoutedSettings settings;
    private final SentinelSettings sentinels;
    private final Nodes nodes;
    private final Nodes sentinelNodes;
    private final ReentrantLock asking = new ReentrantLock();
    private final AtomicBoolean refreshIsDue = new AtomicBoolean();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final AtomicReference<SlotMap.@Nullable Shard> known = new AtomicReference<>();

    /** @param sentinelNodes opens the Sentinels themselves; closed with this */
    SentinelTopology(RoutedSettings settings, SentinelSettings sentinels, Nodes nodes, Nodes sentinelNodes) {
        this.settings = settings;
        this.sentinels = sentinels;
        this.nodes = nodes;
        this.sentinelNodes = sentinelNodes;
    }

    @Override
    public Target targetOf(Errand errand) {
        if (errand.fixed != null) return new Target(errand.fixed, false);
        SlotMap.Shard shard = shard();
        if (settings.readFrom() == ReadFrom.PRIMARY
                || !errand.mayReadFromReplica()
                || shard.replicas().isEmpty()) return new Target(shard.primary(), false);
        Endpoint.Node node = settings.readFrom() == ReadFrom.NEAREST
                ? nodes.nearest(shard)
                : shard.replicas()
                        .get(ThreadLocalRandom.current()
                                .nextInt(shard.replicas().size()));
        // By connections of their own, so that a failure of one is known to be that of a replica.
        return new Target(node, !node.equals(shard.primary()));
    }

    @Override
    public List<Endpoint.Node> primaries() {
        return List.of(shard().primary());
    }

    @Override
    public Set<Endpoint.Node> all() {
        return all(shard());
    }

    private static Set<Endpoint.Node> all(SlotMap.Shard shard) {
        Set<Endpoint.Node> all = new LinkedHashSet<>();
        all.add(shard.primary());
        all.addAll(shard.replicas());
        return all;
    }

    @Override
    public Endpoint.Node aSeed() {
        return sentinels.sentinels().get(0);
    }

    /** No server without a cluster says so. */
    @Override
    public void moved(int slot, Endpoint.Node primary) {
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
        if (nodes.isClosed()) return;
        try {
            refresh(known.get());
        } catch (RedisException e) {
            // Whoever has something to send will hear of it, and try again.
        }
    }

    private SlotMap.Shard shard() {
        SlotMap.Shard shard = known.get();
        return shard == null ? refresh(null) : shard;
    }

    /** Newer than {@code seen}: what somebody else has found out meanwhile, or what the Sentinels say now. */
    private SlotMap.Shard refresh(SlotMap.@Nullable Shard seen) {
        asking.lock();
        try {
            SlotMap.Shard shard = known.get();
            if (shard != null && shard != seen) return shard;
            SlotMap.Shard fresh = ask();
            known.set(fresh);
            nodes.retain(all(fresh));
            listen();
            return fresh;
        } finally {
            asking.unlock();
        }
    }

    /** The first Sentinel wins whose primary says itself that it is one. */
    private SlotMap.Shard ask() {
        RedisException last = null;
        for (Endpoint.Node sentinel : sentinels.sentinels()) {
            try {
                Endpoint.Node primary = primary(sentinel);
                List<Endpoint.Node> replicas = settings.readFrom() == ReadFrom.PRIMARY ? List.of() : replicas(sentinel);
                return new SlotMap.Shard(primary, replicas);
            } catch (RedisException e) {
                if (last != null) e.addSuppressed(last);
                last = e;
            }
        }
        if (last == null) throw new IllegalStateException("no Sentinel to ask");
        // A server that refuses us will not change its mind; all else may be over in a moment, and nothing was sent.
        if (last instanceof RedisReplyException || last instanceof RedisConfigException) throw last;
        throw new RedisConnectionException(
                "no Sentinel leads to a primary '" + sentinels.primaryName() + "'; the last one: " + last.getMessage(),
                settings.origin("SENTINEL"),
                Phase.NOT_SENT,
                last);
    }

    private Endpoint.Node primary(Endpoint.Node sentinel) {
        List<Reply> address = say(sentinel, "GET-MASTER-ADDR-BY-NAME");
        if (address.size() != 2)
            throw notFound(
                    "the Sentinel at " + sentinel + " watches no primary named '" + sentinels.primaryName() + "'");
        Endpoint.Node primary = new Endpoint.Node(text(address.get(0)), Integer.parseInt(text(address.get(1))));
        Reply role = nodes.at(new Target(primary, false)).call(ROLE);
        // A user who may not ask is not kept out: the next write will show it.
        if (role instanceof Reply.Array array && !text(array.elements().get(0)).equals("master"))
            throw notFound(primary + " is a " + text(array.elements().get(0)) + ", though the Sentinel at " + sentinel
                    + " calls it the primary");
        return primary;
    }

    private List<Endpoint.Node> replicas(Endpoint.Node sentinel) {
        List<Endpoint.Node> replicas = new ArrayList<>();
        for (Reply row : say(sentinel, "REPLICAS")) {
            Map<String, String> fields = new HashMap<>();
            List<Reply> flat = Reply.elements(row);
            for (int i = 0; i + 1 < flat.size(); i += 2) fields.put(text(flat.get(i)), text(flat.get(i + 1)));
            // s_down, o_down, disconnected: nobody to ask.
            if (fields.getOrDefault("flags", "down").equals("slave"))
                replicas.add(new Endpoint.Node(
                        fields.getOrDefault("ip", ""), Integer.parseInt(fields.getOrDefault("port", "0"))));
        }
        return replicas;
    }

    /** The elements of what it answers; none for null. */
    private List<Reply> say(Endpoint.Node sentinel, String question) {
        Reply reply = sentinelNode(sentinel)
                .call(Request.of("SENTINEL")
                        .arg(question)
                        .arg(sentinels.primaryName())
                        .readOnly());
        if (reply instanceof Reply.Error error)
            throw notFound("the Sentinel at " + sentinel + " says " + error.message());
        return reply instanceof Reply.Null ? List.of() : Reply.elements(reply);
    }

    private NodeTransport sentinelNode(Endpoint.Node sentinel) {
        return sentinelNodes.at(new Target(sentinel, false));
    }

    private RedisConnectionException notFound(String why) {
        return new RedisConnectionException(why, settings.origin("SENTINEL"), Phase.NOT_SENT);
    }

    /** To all Sentinels, once; the first that tells is heard. */
    private void listen() {
        if (!listening.compareAndSet(false, true)) return;
        for (Endpoint.Node sentinel : sentinels.sentinels())
            nodes.workers().execute(() -> listenTo(sentinel, new Backoff()));
    }

    private void listenTo(Endpoint.Node sentinel, Backoff backoff) {
        if (nodes.isClosed()) return;
        try {
            Subscriptions channel =
                    new Subscriptions(Subscriptions.Kind.CHANNEL, List.of(SWITCHED.getBytes(StandardCharsets.UTF_8)));
            subscribers.add(sentinelNode(sentinel).subscribe(channel, new Switches()));
        } catch (RedisException e) {
            nodes.workers().schedule(() -> listenTo(sentinel, backoff), backoff.next(), TimeUnit.MILLISECONDS);
        }
    }

    /** {@code mymaster 10.0.0.1 6379 10.0.0.2 6379}: name, the old one, the new one. */
    private final class Switches implements SubscriptionListener {

        @Override
        public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
            if (new String(body, StandardCharsets.UTF_8).startsWith(sentinels.primaryName() + " ")) refreshSoon();
        }

        /** It may have told in between. */
        @Override
        public void onGap(Throwable cause) {
            refreshSoon();
        }

        @Override
        public void onEnd(@Nullable Throwable cause) {
            // With the handle.
        }
    }

    @Override
    public void close() {
        subscribers.forEach(Subscriber::close);
        sentinelNodes.close();
    }

    private static String text(Reply reply) {
        if (reply instanceof Reply.Blob blob) return new String(blob.value(), StandardCharsets.UTF_8);
        return reply instanceof Reply.Text text ? text.value() : "";
    }
}
