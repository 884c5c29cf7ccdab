package dev.redstart.spi.server.cluster;

import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Subscriptions.Kind;
import dev.redstart.spi.server.Backoff;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.SubscriptionDialogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription on a cluster. Channels and patterns are heard on any one node, for a PUBLISH reaches all; shard channels
 * on the node of their slot, those of one slot together; MONITOR on every primary. When a node is lost, or a slot has
 * moved, that part subscribes again wherever it belongs then, and the listener hears of a gap.
 */
final class RoutedSubscriber implements Subscriber {

    private final Topology topology;
    private final Nodes nodes;
    private final Courier courier;
    private final SubscriptionListener listener;
    private final Consumer<RoutedSubscriber> onEnd;
    private final List<Part> parts = new ArrayList<>();
    /** Several connections, and a listener that hears one thing at a time. */
    private final ReentrantLock telling = new ReentrantLock();

    private volatile boolean closed;
    private volatile boolean started;

    RoutedSubscriber(
            Subscriptions subscriptions,
            SubscriptionListener listener,
            Topology topology,
            Planner planner,
            Nodes nodes,
            Courier courier,
            Consumer<RoutedSubscriber> onEnd) {
        this.topology = topology;
        this.nodes = nodes;
        this.courier = courier;
        this.listener = listener;
        this.onEnd = onEnd;
        Request command = new SubscriptionDialogue(subscriptions).command();
        switch (subscriptions.kind()) {
            case CHANNEL, PATTERN -> parts.add(new Part(subscriptions, Errand.anywhere(command)));
            case MONITOR ->
                topology.primaries().forEach(node -> parts.add(new Part(subscriptions, Errand.to(node, command))));
            case SHARD ->
                bySlot(planner, subscriptions.names())
                        .forEach((slot, names) -> parts.add(
                                new Part(new Subscriptions(Kind.SHARD, names), Errand.bySlot(command, slot))));
        }
    }

    private static Map<Integer, List<byte[]>> bySlot(Planner planner, Collection<byte[]> names) {
        Map<Integer, List<byte[]>> bySlot = new TreeMap<>();
        for (byte[] name : names)
            bySlot.computeIfAbsent(planner.slotOf(name), slot -> new ArrayList<>())
                    .add(name);
        return bySlot;
    }

    /** Returns when every name is confirmed. */
    void start() {
        try {
            parts.forEach(Part::start);
            started = true;
        } finally {
            if (!started) close();
        }
    }

    /** What is subscribed to on one connection. */
    private final class Part implements SubscriptionListener {

        private final Subscriptions subscriptions;
        private final Errand errand;
        private final Backoff backoff = new Backoff();
        private volatile @Nullable Subscriber subscriber;

        Part(Subscriptions subscriptions, Errand errand) {
            this.subscriptions = subscriptions;
            this.errand = errand;
            errand.onlyFromPrimary();
        }

        void start() {
            Attempts attempts = courier.attempts();
            while (true) {
                RedisException failure = subscribe();
                if (failure == null) return;
                Attempts.Verdict verdict = attempts.judge(errand);
                if (verdict == Attempts.Verdict.AGAIN_LATER) attempts.pause();
                if (verdict == Attempts.Verdict.DONE || !attempts.areLeft() || closed) throw failure;
            }
        }

        /** Null when it worked. */
        private @Nullable RedisException subscribe() {
            if (!courier.depart(errand)) return errand.failure();
            try {
                Subscriber fresh = nodes.at(errand.target()).subscribe(subscriptions, this);
                subscriber = fresh;
                // close() may have looked before it was there.
                if (closed) fresh.close();
                return null;
            } catch (RedisReplyException refused) {
                errand.onReply(new Reply.Error(refused.reply()));
                return refused;
            } catch (RedisConnectionException | RedisTimeoutException e) {
                errand.onFailure(e);
                return e;
            }
        }

        @Override
        public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
            tell(() -> listener.onMessage(pattern, channel, body));
        }

        /** Which node to ask next is ours to say. */
        @Override
        public boolean onLost(Throwable cause) {
            return false;
        }

        @Override
        public void onGap(Throwable cause) {
            tell(() -> listener.onGap(cause));
        }

        @Override
        public void onEnd(@Nullable Throwable cause) {
            if (closed || nodes.isClosed()) return;
            topology.refreshSoon();
            comeBack(cause == null ? new IllegalStateException("the node left the cluster") : cause);
        }

        private void comeBack(Throwable cause) {
            nodes.workers()
                    .schedule(
                            () -> {
                                if (closed) return;
                                RedisException failure = subscribe();
                                if (failure == null) {
                                    backoff.reset();
                                    tell(() -> listener.onGap(cause));
                                    return;
                                }
                                courier.attempts().judge(errand);
                                comeBack(cause);
                            },
                            backoff.next(),
                            TimeUnit.MILLISECONDS);
        }

        boolean isActive() {
            Subscriber current = subscriber;
            return current != null && current.isActive();
        }

        void close() {
            Subscriber current = subscriber;
            if (current != null) current.close();
        }
    }

    private void tell(Runnable call) {
        telling.lock();
        try {
            ServerFailures.tell(call);
        } finally {
            telling.unlock();
        }
    }

    @Override
    public boolean isActive() {
        return !closed && parts.stream().allMatch(Part::isActive);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        parts.forEach(Part::close);
        onEnd.accept(this);
        // One that never started has nobody to tell.
        if (started) tell(() -> listener.onEnd(null));
    }
}
