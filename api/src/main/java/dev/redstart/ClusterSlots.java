package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slots of a cluster that follow each other, and who serves them.
 *
 * @param range    which slots
 * @param primary  who serves them
 * @param replicas who copies that one
 */
public record ClusterSlots(SlotRange range, Node primary, List<Node> replicas) {

    private static final Decoder<List<Node>> NODES = Decoders.list(Node::decode);

    /**
     * Where a node is.
     *
     * @param host     where clients are to go; null for the host that was asked, empty when not known
     * @param port     where it takes commands
     * @param id       its name, 40 hexadecimal digits
     * @param metadata further addresses, as {@code hostname} or {@code ip}
     */
    public record Node(@Nullable String host, int port, String id, Map<String, String> metadata) {

        private static final Decoder<Map<String, String>> METADATA = Decoders.map(Decoders.text(), Decoders.text());

        private static Node decode(Reply reply) {
            List<Reply> columns = Decoders.elements(reply);
            if (columns.size() < 3) throw new UnexpectedReply("a node's host, port and id", reply);
            return new Node(
                    Decoders.textOrNull().decode(columns.get(0)),
                    SlotRange.number(columns.get(1)),
                    Decoders.string(columns.get(2)),
                    METADATA.decode(columns.size() > 3 ? columns.get(3) : Reply.NULL));
        }
    }

    static ClusterSlots decode(Reply reply) {
        List<Reply> columns = Decoders.elements(reply);
        if (columns.size() < 3) throw new UnexpectedReply("two slots and a node", reply);
        List<Node> nodes = NODES.decode(new Reply.Array(columns.subList(2, columns.size())));
        return new ClusterSlots(
                new SlotRange(SlotRange.number(columns.get(0)), SlotRange.number(columns.get(1))),
                nodes.get(0),
                nodes.subList(1, nodes.size()));
    }
}
