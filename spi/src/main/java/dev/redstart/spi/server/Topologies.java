package dev.redstart.spi.server;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Transport;
import dev.redstart.spi.server.cluster.RoutedTransport;
import java.util.List;
import java.util.function.Function;

/** How a driver that can talk to one server opens any address: a single server, a cluster, or servers behind Sentinels. */
public final class Topologies {

    private static final List<String> ROUTED = List.of("readFrom", "splitMultiKey", "sentinelUser", "sentinelPassword");

    private Topologies() {}

    /**
     * Opens what the endpoint says, as {@link dev.redstart.spi.Driver#open} has to.
     *
     * @param node makes the driver's transport to one server, without connecting
     */
    public static Transport open(Endpoint endpoint, Function<ServerSettings, NodeTransport> node) {
        Endpoint.Server server = endpoint.server();
        boolean eager = ServerSettings.isEager(endpoint);
        if (server != null && server.topology() != Endpoint.Topology.STANDALONE)
            return RoutedTransport.open(endpoint, server, node, eager);
        for (String option : ROUTED) {
            if (endpoint.options().containsKey(option))
                throw new RedisConfigException("the option " + option + " is for redis-cluster:// and redis-sentinel://"
                        + " URLs; redstart:" + endpoint.driver() + ": has been given the address of one server");
        }
        NodeTransport transport = node.apply(ServerSettings.of(endpoint));
        if (eager) transport.connect();
        return transport;
    }
}
