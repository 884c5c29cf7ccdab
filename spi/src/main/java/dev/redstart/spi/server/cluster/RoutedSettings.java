package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.server.ServerSettings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the URL says to a cluster or behind Sentinels. Immutable.
 *
 * @param ofNode for the first seed; see {@link ServerSettings#withNode}
 * @param cluster whether it is one: then connections to replicas have to say READONLY
 * @param split  whether MGET and its kin may have keys of several slots
 */
record RoutedSettings(
        ServerSettings ofNode,
        boolean cluster,
        List<Endpoint.Node> seeds,
        String address,
        ReadFrom readFrom,
        boolean split) {

    static RoutedSettings of(Endpoint endpoint, Endpoint.Server server) {
        String readFrom = endpoint.oneOf("readFrom", "primary", "primary", "replica", "nearest");
        return new RoutedSettings(
                ServerSettings.of(endpoint, server),
                server.topology() == Endpoint.Topology.CLUSTER,
                server.nodes(),
                server.address(),
                ReadFrom.valueOf(readFrom.toUpperCase(Locale.ROOT)),
                endpoint.bool("splitMultiKey", false));
    }

    /** The same in another database. */
    RoutedSettings withDatabase(int index) {
        return with(ofNode.withDatabase(index));
    }

    /** The same with other settings of a node. */
    RoutedSettings with(ServerSettings other) {
        return new RoutedSettings(other, cluster, seeds, address, readFrom, split);
    }

    /** Where a failure of {@code command} happened that no single node is to blame for. */
    Origin origin(@Nullable String command) {
        return new Origin(command, ofNode.driver(), address);
    }

    /** Why a node does not tell its slots. */
    RuntimeException noCluster(Endpoint.Node node, Reply.Error error) {
        if (error.message().contains("cluster support disabled"))
            return new RedisConfigException(
                    node + " is no node of a cluster (cluster-enabled no); for one server the URL is redis://");
        return new RedisReplyException(error, origin("CLUSTER"));
    }
}
