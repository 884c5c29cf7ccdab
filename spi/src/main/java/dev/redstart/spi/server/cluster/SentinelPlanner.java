package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import java.util.List;

/** Behind Sentinels: one primary has all keys, as if all were in one slot. */
final class SentinelPlanner implements Planner {

    private static final int ALL_KEYS = 0;

    @Override
    public Plan plan(Request request) {
        return Plan.of(
                request.route() instanceof Route.Node node
                        ? Errand.to(Planner.parse(node.address()), request)
                        : Errand.bySlot(request, slotOf(List.of(request))));
    }

    @Override
    public int slotOf(List<Request> requests) {
        return requests.stream().anyMatch(request -> request.keyPositions().length > 0) ? ALL_KEYS : KeySlot.NONE;
    }

    @Override
    public int slotOf(byte[] key) {
        return ALL_KEYS;
    }
}
