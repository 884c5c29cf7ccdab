package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.List;

/** Decides where a request goes. Thread-safe. */
interface Planner {

    /**
     * The way of {@code request}.
     *
     * @throws UnsupportedCommandException when its keys do not share a slot
     */
    Plan plan(Request request);

    /**
     * The slot that all keys of these requests share, {@link KeySlot#NONE} without a key.
     *
     * @throws UnsupportedCommandException when they do not share one
     */
    int slotOf(List<Request> requests);

    /** The slot of a key or a shard channel. */
    int slotOf(byte[] key);

    /** To where a session belongs that is pinned to {@code route}. */
    default Errand home(Route route) {
        Request none = Request.of("PING");
        if (route instanceof Route.Key key) return Errand.bySlot(none, slotOf(key.key()));
        return route instanceof Route.Node node ? Errand.to(parse(node.address()), none) : Errand.anywhere(none);
    }

    /** The node at an address as {@code 127.0.0.1:7000}. */
    static Endpoint.Node parse(String address) {
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
