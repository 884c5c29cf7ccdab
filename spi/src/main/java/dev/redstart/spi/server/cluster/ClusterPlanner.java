package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.Collection;
import java.util.List;

/** On a cluster: by its keys, by what its caller said, or by what its command is. */
final class ClusterPlanner implements Planner {

    private final RoutedSettings settings;
    private final Topology topology;

    ClusterPlanner(RoutedSettings settings, Topology topology) {
        this.settings = settings;
        this.topology = topology;
    }

    @Override
    public Plan plan(Request request) {
        Route route = request.route();
        if (route instanceof Route.Key key) return byKey(request, key);
        if (route instanceof Route.Node node) return Plan.of(Errand.to(Planner.parse(node.address()), request));
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

    @Override
    public int slotOf(List<Request> requests) {
        return requests.size() == 1
                ? KeySlot.of(requests.get(0), settings.origin(requests.get(0).name()))
                : KeySlot.ofTransaction(requests, settings.origin("EXEC"));
    }

    @Override
    public int slotOf(byte[] key) {
        return KeySlot.of(key);
    }

    private static Plan toAll(Collection<Endpoint.Node> nodes, Request request, Merge merge) {
        List<Errand> errands =
                nodes.stream().map(node -> Errand.to(node, request)).toList();
        return new Plan(errands, merge);
    }
}
