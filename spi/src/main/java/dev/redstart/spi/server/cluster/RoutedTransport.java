package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import dev.redstart.spi.UnsupportedCommandException;
import dev.redstart.spi.server.NodeTransport;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import dev.redstart.spi.server.SubscriptionDialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Several servers behind the transport of one backend: of a Redis Cluster each command goes to the node that it concerns,
 * of servers behind Sentinels to the one that is the primary now. See the package's story.
 *
 * <p>Commands that one thread hands over by the same method take effect in that order as far as they go to one node, so
 * those on one key do. The exception is a slot that moves meanwhile: an asynchronous command that a node sent elsewhere
 * may come after one that was handed over later.
 */
public final class RoutedTransport implements Transport {

    private static final Set<Feature> LACKING_ON_A_CLUSTER = Set.of(Feature.DATABASES, Feature.MULTI_SLOT);

    private final RoutedSettings settings;
    private final Workers workers;
    private final Nodes nodes;
    private final Topology topology;
    private final Planner planner;
    private final Courier courier;
    private final Capabilities capabilities;
    private final Set<RoutedSubscriber> subscribers = ConcurrentHashMap.newKeySet();

    private final @Nullable SentinelDatabases databases;

    /** @param sentinels null on a cluster */
    private RoutedTransport(
            RoutedSettings settings,
            Function<ServerSettings, NodeTransport> open,
            @Nullable SentinelSettings sentinels) {
        this.settings = settings;
        this.workers = new Workers(settings.ofNode().driver());
        this.nodes = new Nodes(settings, open, workers);
        if (sentinels == null) {
            this.topology = new ClusterTopology(settings, nodes);
            this.planner = new ClusterPlanner(settings, topology);
            this.databases = null;
        } else {
            this.topology = new SentinelTopology(
                    settings, sentinels, nodes, new Nodes(settings.with(sentinels.ofSentinel()), open, workers));
            this.planner = new SentinelPlanner();
            this.databases = new SentinelDatabases(settings, index -> {
                RoutedTransport other = new RoutedTransport(settings.withDatabase(index), open, sentinels);
                other.connect();
                return other;
            });
        }
        this.courier = new Courier(settings, topology, nodes);
        this.capabilities =
                new RoutedCapabilities(settings, sentinels == null ? LACKING_ON_A_CLUSTER : Set.of(), this::call);
    }

    /**
     * Opens the cluster that the nodes of {@code server} belong to, or what its Sentinels watch.
     *
     * @param node  makes the transport to one node, without connecting
     * @param eager whether to fail now when no node answers
     */
    public static RoutedTransport open(
            Endpoint endpoint, Endpoint.Server server, Function<ServerSettings, NodeTransport> node, boolean eager) {
        SentinelSettings sentinels =
                server.topology() == Endpoint.Topology.SENTINEL ? SentinelSettings.of(endpoint, server) : null;
        RoutedTransport opened = new RoutedTransport(RoutedSettings.of(endpoint, server), node, sentinels);
        if (eager) opened.connect();
        return opened;
    }

    /** Proves that the servers are there and let us in; on failure closes itself. */
    private void connect() {
        boolean connected = false;
        try {
            topology.all();
            connected = true;
        } finally {
            if (!connected) close();
        }
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = refusal(request);
        if (refusal == null) refusal = nodes.refusalToWait(request.name());
        if (refusal != null) throw refusal;
        Plan plan = planner.plan(request);
        courier.run(plan.errands());
        return plan.outcome();
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        RedisException refusal = refusal(request);
        Plan plan = refusal == null ? tryPlan(request, handler) : null;
        if (refusal != null) ServerFailures.fail(handler, refusal);
        if (plan == null) return Cancellation.NONE;
        AtomicInteger missing = new AtomicInteger(plan.errands().size());
        List<AsyncErrand> errands = new ArrayList<>(plan.errands().size());
        for (Errand errand : plan.errands()) {
            errands.add(new AsyncErrand(errand, courier, nodes, () -> {
                if (missing.decrementAndGet() == 0) plan.tell(handler);
            }));
        }
        errands.forEach(AsyncErrand::leave);
        return () -> errands.forEach(AsyncErrand::cancel);
    }

    /** Null when there is none, of which the handler has heard. */
    private @Nullable Plan tryPlan(Request request, ReplyHandler handler) {
        try {
            return planner.plan(request);
        } catch (RedisException e) {
            ServerFailures.fail(handler, e);
            return null;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Here one flush is one for each node, all under way at the same time; handlers hear in the order of the requests.
     */
    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        List<@Nullable Plan> plans = new ArrayList<>(requests.size());
        List<Errand> errands = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            RedisException refusal = nodes.isClosed()
                    ? nodes.closedFor(request.name())
                    : ServerFailures.refusalInPipeline(request, settings.ofNode());
            if (refusal == null) refusal = nodes.refusalToWait(request.name());
            if (refusal != null) ServerFailures.fail(handlers.get(i), refusal);
            Plan plan = refusal == null ? tryPlan(request, handlers.get(i)) : null;
            plans.add(plan);
            if (plan != null) errands.addAll(plan.errands());
        }
        if (errands.isEmpty()) return;
        courier.run(errands);
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            if (plan != null) plan.tell(handlers.get(i));
        }
    }

    private @Nullable RedisException refusal(Request request) {
        return nodes.isClosed() ? nodes.closedFor(request.name()) : ServerFailures.refusal(request, settings.ofNode());
    }

    @Override
    public Session pin(Route route) {
        RedisException refusal = nodes.isClosed() ? nodes.closedFor("session") : nodes.refusalToWait("session");
        if (refusal != null) throw refusal;
        return new RoutedSession(settings, courier, topology, planner, nodes, route);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        String command = new SubscriptionDialogue(subscriptions).command().name();
        RedisException refusal = nodes.isClosed() ? nodes.closedFor(command) : nodes.refusalToWait(command);
        if (refusal != null) throw refusal;
        RoutedSubscriber subscriber =
                new RoutedSubscriber(subscriptions, listener, topology, planner, nodes, courier, subscribers::remove);
        subscribers.add(subscriber);
        // close() may have gone through the set before we were in it.
        if (nodes.isClosed()) subscriber.close();
        subscriber.start();
        return subscriber;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Transport database(int index) {
        if (databases != null) return databases.of(index, this);
        if (index == 0) return this;
        throw new UnsupportedCommandException(
                "a cluster has only database 0, not " + index, settings.origin("SELECT"), Phase.NOT_SENT);
    }

    @Override
    public void close() {
        if (nodes.isClosed()) return;
        subscribers.forEach(RoutedSubscriber::close);
        nodes.close();
        topology.close();
        if (databases != null) databases.close();
        workers.close();
    }

    @Override
    public String toString() {
        return settings.ofNode().driver() + " by way of " + settings.address();
    }
}
