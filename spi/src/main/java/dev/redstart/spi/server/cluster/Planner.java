package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.Collection;
import java.util.List;

/** Decides where a request goes: by its keys, by what its caller said, or by what its command is. Thread-safe. */
final class Planner {

    private final ClusterSettings settings;
    private final Topology topology;

    Planner(ClusterSettings settings, Topology topology) {
        this.settings = settings;
        this.topology = topology;
    }

    /**
     * The way of {@code request}.
     *
     * @throws UnsupportedCommandException when its keys do not share a slot
     */
    Plan plan(Request request) {
        Route route = request.route();
        if (route instanceof Route.Key key) return byKey(request, key);
        if (route instanceof Route.Node node) return Plan.of(Errand.to(parse(node.address()), request));
        Spread spread = Spread.of(request);
        if (route instanceof Route.AllPrimaries) {
            return spread == null
                    ? toAll(topology.primaries(), request, Merge.BY_KIND)
                    : toAll(topology.primaries(), request, spread.merge());
        }
        if (spread != null)
            return toAll(spread.replicasToo() ? topology.all() : topology.primaries(), request, spread.merge());
        if (request.name().equals("SCAN")) {
            Plan scan = ClusterScan.plan(request, topology.primaries());
            if (scan != null) return scan;
        }
        return Plan.of(Errand.anywhere(request));
    }

    private Plan byKey(Request request, Route.Key key) {
        try {
            return Plan.of(Errand.bySlot(request, slot(request, key)));
        } catch (UnsupportedCommandException apart) {
            Plan parts = settings.split() ? MultiKey.split(request) : null;
            if (parts == null) throw apart;
            return parts;
        }
    }

    /** A caller's own route wins over the keys, which still have to share a slot. */
    private int slot(Request request, Route.Key key) {
        int slot = KeySlot.of(request, settings.origin(request.name()));
        return slot == KeySlot.NONE ? KeySlot.of(key.key()) : slot;
    }

    /** To where a session belongs that is pinned to {@code route}. */
    Errand home(Route route) {
        Request none = Request.of("PING");
        if (route instanceof Route.Key key) return Errand.bySlot(none, KeySlot.of(key.key()));
        return route instanceof Route.Node node ? Errand.to(parse(node.address()), none) : Errand.anywhere(none);
    }

    private static Plan toAll(Collection<Endpoint.Node> nodes, Request request, Merge merge) {
        List<Errand> errands =
                nodes.stream().map(node -> Errand.to(node, request)).toList();
        return new Plan(errands, merge);
    }

    private static Endpoint.Node parse(String address) {
        int colon = address.lastIndexOf(':');
        try {
            String host = address.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
            return new Endpoint.Node(host, Integer.parseInt(address.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new RedisConfigException("'" + address + "' is no address of a node, as 127.0.0.1:7000");
        }
    }
}
