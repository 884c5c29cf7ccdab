package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Map;

/**
 * What {@code HELLO} tells of the server and the connection.
 *
 * @param server   what it is: {@code redis}
 * @param version  its version
 * @param protocol the version of RESP that the connection speaks from now on: 2 or 3
 * @param clientId the connection's own number, as {@code CLIENT ID} gives it
 * @param mode     {@code standalone}, {@code cluster} or {@code sentinel}
 * @param role     {@code master} or {@code replica}
 * @param fields   everything as it came, also what newer servers add; in the order of the reply
 */
public record HelloInfo(
        String server,
        String version,
        int protocol,
        long clientId,
        String mode,
        String role,
        Map<String, Reply> fields) {

    static HelloInfo decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new HelloInfo(
                fields.text("server"),
                fields.text("version"),
                Math.toIntExact(fields.integer("proto")),
                fields.integer("id"),
                fields.text("mode"),
                fields.text("role"),
                fields.all);
    }
}
