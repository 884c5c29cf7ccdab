package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A primary of a cluster with its replicas.
 *
 * @param slots those that it serves; maybe none
 * @param nodes the primary and the replicas
 */
public record ClusterShard(List<SlotRange> slots, List<Node> nodes) {

    private static final Decoder<List<Node>> NODES = Decoders.list(Node::decode);

    /**
     * One of its nodes.
     *
     * @param id                its name, 40 hexadecimal digits
     * @param endpoint          where clients are to go; empty when not known
     * @param ip                its address; empty when not known
     * @param port              where it takes commands without TLS; 0 when it does not
     * @param tlsPort           where it takes commands with TLS; 0 when it does not
     * @param hostname          its name in the DNS, when it announces one, else null
     * @param role              {@code master} or {@code replica}
     * @param replicationOffset how far it is, in bytes
     * @param health            {@code online}, {@code fail} or {@code loading}
     * @param fields            everything as it came, also what newer servers add; in the order of the reply
     */
    public record Node(
            String id,
            String endpoint,
            String ip,
            int port,
            int tlsPort,
            @Nullable String hostname,
            String role,
            long replicationOffset,
            String health,
            Map<String, Reply> fields) {

        private static Node decode(Reply reply) {
            Fields fields = Fields.of(reply);
            String endpoint = fields.textOrNull("endpoint");
            return new Node(
                    fields.text("id"),
                    endpoint == null ? "" : endpoint,
                    fields.text("ip"),
                    (int) fields.integerOr(0, "port"),
                    (int) fields.integerOr(0, "tls-port"),
                    fields.textOrNull("hostname"),
                    fields.text("role"),
                    fields.integer("replication-offset"),
                    fields.text("health"),
                    fields.all);
        }
    }

    static ClusterShard decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new ClusterShard(SlotRange.decodeList(fields.get("slots")), NODES.decode(fields.get("nodes")));
    }
}
