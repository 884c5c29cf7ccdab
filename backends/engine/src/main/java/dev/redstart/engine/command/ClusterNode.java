package dev.redstart.engine.command;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientLink;
import dev.redstart.engine.dispatch.Cluster;
import dev.redstart.engine.dispatch.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * This node in the words of CLUSTER NODES, SLOTS and SHARDS. Its address is what {@code cluster-announce-*} say, else where
 * the client that asks was received. A real node that is alone does not know its own and says nothing, which not every
 * client understands (Redisson does not).
 */
final class ClusterNode {

    private static final int BUS_OFFSET = 10_000;

    private final ReplySink reply;
    private final Cluster cluster;
    private final ServerConfig config;
    private final long port;
    private final String ip;
    private final String hostname;

    ClusterNode(Call call) {
        reply = call.reply();
        cluster = ClusterCommands.cluster(call);
        config = call.dispatcher().config();
        ClientLink link = call.session().isUnixSocket() ? null : call.session().link();
        String local = link == null ? ":" + config.get("port") : link.localAddress();
        int colon = local.lastIndexOf(':');
        long announced = config.number("cluster-announce-port");
        port = announced != 0 ? announced : Long.parseLong(local.substring(colon + 1));
        String announcedIp = config.get("cluster-announce-ip");
        ip = announcedIp.isEmpty() ? local.substring(0, colon) : announcedIp;
        hostname = config.get("cluster-announce-hostname");
    }

    private long busPort() {
        long announced = config.number("cluster-announce-bus-port");
        if (announced != 0) return announced;
        long own = config.number("cluster-port");
        return own != 0 ? own : config.number("port") + BUS_OFFSET;
    }

    /** As CLUSTER NODES has it. */
    void replyLine() {
        String slots = cluster.ranges().stream()
                .map(r -> r.first() == r.last() ? " " + r.first() : " " + r.first() + "-" + r.last())
                .collect(Collectors.joining());
        String line = cluster.id() + " " + ip + ":" + port + "@" + busPort()
                + (hostname.isEmpty() ? "" : "," + hostname) + " myself,master - 0 0 " + cluster.epoch() + " connected"
                + slots + "\n";
        reply.verbatim("txt", line.getBytes(StandardCharsets.UTF_8));
    }

    /** As CLUSTER SLOTS has it. */
    void replySlots() {
        reply.array(cluster.ranges().size());
        for (Cluster.Range range : cluster.ranges()) {
            reply.array(3);
            reply.integer(range.first());
            reply.integer(range.last());
            replyNode();
        }
    }

    /** Its preferred endpoint, and in a map the others. */
    private void replyNode() {
        String preferred = config.get("cluster-preferred-endpoint-type");
        reply.array(4);
        switch (preferred) {
            case "ip" -> reply.blob(ip);
            case "hostname" -> reply.blob(hostname.isEmpty() ? "?" : hostname);
            default -> reply.nullBulk();
        }
        reply.integer(port);
        reply.blob(cluster.id());
        boolean showsIp = !preferred.equals("ip");
        boolean showsName = !preferred.equals("hostname") && !hostname.isEmpty();
        reply.map((showsIp ? 1 : 0) + (showsName ? 1 : 0));
        if (showsIp) field("ip", ip);
        if (showsName) field("hostname", hostname);
    }

    private void field(String name, String value) {
        reply.blob(name);
        reply.blob(value);
    }

    /** As CLUSTER SHARDS has it: the one shard. */
    void replyShard() {
        reply.array(1);
        reply.map(2);
        reply.blob("slots");
        reply.array(cluster.ranges().size() * 2);
        for (Cluster.Range range : cluster.ranges()) {
            reply.integer(range.first());
            reply.integer(range.last());
        }
        reply.blob("nodes");
        reply.array(1);
        reply.map(hostname.isEmpty() ? 7 : 8);
        field("id", cluster.id());
        reply.blob("port");
        reply.integer(port);
        field("ip", ip);
        field("endpoint", endpoint());
        if (!hostname.isEmpty()) field("hostname", hostname);
        field("role", "master");
        reply.blob("replication-offset");
        reply.integer(0);
        field("health", "online");
    }

    private String endpoint() {
        return switch (config.get("cluster-preferred-endpoint-type")) {
            case "ip" -> ip;
            case "hostname" -> hostname.isEmpty() ? "?" : hostname;
            default -> "";
        };
    }
}
