package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.NodeTransport;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import dev.redstart.spi.server.cluster.Errand.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The driver's transports to the nodes, each made when it is first needed and closed when its node leaves the cluster.
 * Thread-safe.
 */
final class Nodes {

    private static final Request PING = Request.read("PING", 0).build();

    private final RoutedSettings settings;
    private final Function<ServerSettings, NodeTransport> open;
    private final Workers workers;
    private final Map<Target, NodeTransport> transports = new ConcurrentHashMap<>();
    /** Nanoseconds that a PING took; only measured when somebody wants the nearest. */
    private final Map<Endpoint.Node, Long> distances = new ConcurrentHashMap<>();

    private volatile boolean closed;

    Nodes(RoutedSettings settings, Function<ServerSettings, NodeTransport> open, Workers workers) {
        this.settings = settings;
        this.open = open;
        this.workers = workers;
    }

    Workers workers() {
        return workers;
    }

    boolean isClosed() {
        return closed;
    }

    /** The transport to a node; not necessarily connected. */
    NodeTransport at(Target target) {
        NodeTransport known = transports.get(target);
        if (known != null) return known;
        NodeTransport made = transports.computeIfAbsent(target, this::make);
        // close() may have gone through the map before it was there.
        if (closed) made.close();
        return made;
    }

    private NodeTransport make(Target target) {
        ServerSettings ofNode = settings.ofNode().withNode(target.node());
        return open.apply(target.readOnly() && settings.cluster() ? ofNode.withReadOnly() : ofNode);
    }

    /** Closes those of nodes that have left, and measures how far the others are if anybody wants to know. */
    void retain(Set<Endpoint.Node> present) {
        for (Target target : transports.keySet()) {
            if (present.contains(target.node())) continue;
            NodeTransport gone = transports.remove(target);
            if (gone != null) workers.execute(gone::close);
        }
        distances.keySet().retainAll(present);
        if (settings.readFrom() != ReadFrom.NEAREST) return;
        for (Endpoint.Node node : present) workers.execute(() -> measure(node));
    }

    private void measure(Endpoint.Node node) {
        NodeTransport transport = at(new Target(node, false));
        try {
            // The first may have to connect.
            transport.call(PING);
            long start = System.nanoTime();
            transport.call(PING);
            distances.put(node, System.nanoTime() - start);
        } catch (RedisException e) {
            distances.remove(node);
        }
    }

    /** The primary as long as no distance is known. */
    Endpoint.Node nearest(SlotMap.Shard shard) {
        List<Endpoint.Node> all = Stream.concat(Stream.of(shard.primary()), shard.replicas().stream())
                .toList();
        return all.stream()
                .min(Comparator.comparingLong(node -> distances.getOrDefault(node, Long.MAX_VALUE)))
                .orElse(shard.primary());
    }

    void close() {
        closed = true;
        transports.values().forEach(NodeTransport::close);
    }

    /** See {@link NodeTransport#refusalToWait}; all nodes are of one driver. */
    @Nullable
    RedisException refusalToWait(String command) {
        for (NodeTransport any : transports.values()) return any.refusalToWait(command);
        return null;
    }

    /** For a request that comes after {@link #close()}. */
    RedisException closedFor(String command) {
        return ServerFailures.closed(settings.origin(command), Phase.NOT_SENT);
    }
}
