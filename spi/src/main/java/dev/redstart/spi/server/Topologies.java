package dev.redstart.spi.server;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Transport;
import dev.redstart.spi.server.cluster.ClusterTransport;
import java.util.function.Function;

/** How a driver that can talk to one server opens any address: a single server, or a cluster of them. */
public final class Topologies {

    private Topologies() {}

    /**
     * Opens what the endpoint says, as {@link dev.redstart.spi.Driver#open} has to.
     *
     * @param node makes the driver's transport to one server, without connecting
     */
    public static Transport open(Endpoint endpoint, Function<ServerSettings, NodeTransport> node) {
        Endpoint.Server server = endpoint.server();
        boolean eager = ServerSettings.isEager(endpoint);
        if (server != null && server.topology() == Endpoint.Topology.CLUSTER)
            return ClusterTransport.open(endpoint, server, node, eager);
        if (endpoint.options().containsKey("readFrom") || endpoint.options().containsKey("splitMultiKey"))
            throw new RedisConfigException("readFrom and splitMultiKey are for redis-cluster:// URLs; redstart:"
                    + endpoint.driver() + ": has been given the address of one server");
        NodeTransport transport = node.apply(ServerSettings.of(endpoint));
        if (eager) transport.connect();
        return transport;
    }
}
