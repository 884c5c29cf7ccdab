package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Instant;
import java.util.Map;

/**
 * A connection between two nodes of a cluster; there are two for each pair, one in each direction.
 *
 * @param direction           {@code to} or {@code from} the other one
 * @param node                the other one's id
 * @param created             since when, in milliseconds
 * @param events              what it waits for: {@code r} to read, {@code w} to write
 * @param sendBufferAllocated size of its send buffer, in bytes
 * @param sendBufferUsed      how much of it is used, in bytes
 * @param fields              everything as it came, also what newer servers add; in the order of the reply
 */
public record ClusterLink(
        String direction,
        String node,
        Instant created,
        String events,
        long sendBufferAllocated,
        long sendBufferUsed,
        Map<String, Reply> fields) {

    static ClusterLink decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new ClusterLink(
                fields.text("direction"),
                fields.text("node"),
                Instant.ofEpochMilli(fields.integer("create-time")),
                fields.text("events"),
                fields.integer("send-buffer-allocated"),
                fields.integer("send-buffer-used"),
                fields.all);
    }
}
