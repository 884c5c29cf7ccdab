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

    private static final Decoder<Map<String, Reply>> FIELDS = Decoders.map(Decoders.text(), Decoders.reply());

    static HelloInfo decode(Reply reply) {
        Map<String, Reply> fields = FIELDS.decode(reply);
        for (String name : new String[] {"server", "version", "proto", "id", "mode", "role"}) {
            if (!fields.containsKey(name)) throw new UnexpectedReply("a field " + name, reply);
        }
        return new HelloInfo(
                Decoders.string(fields.get("server")),
                Decoders.string(fields.get("version")),
                Math.toIntExact(Decoders.integer().decode(fields.get("proto"))),
                Decoders.integer().decode(fields.get("id")),
                Decoders.string(fields.get("mode")),
                Decoders.string(fields.get("role")),
                fields);
    }
}
