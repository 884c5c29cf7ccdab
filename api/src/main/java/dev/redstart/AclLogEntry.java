package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a user was refused; the same refusals within a minute are one entry.
 *
 * @param id          grows from entry to entry; 0 before Redis 7.2
 * @param count       how often
 * @param reason      {@code command}, {@code key}, {@code channel} or {@code auth}
 * @param context     {@code toplevel}, {@code multi}, {@code lua} or {@code module}
 * @param object      what was refused: the command, the key, the channel; {@code AUTH} or {@code HELLO} for a wrong password
 * @param user        as whom it was tried
 * @param created     the first time, in milliseconds; null before Redis 7.2
 * @param lastUpdated the last time, in milliseconds; null before Redis 7.2
 * @param client      who tried it
 * @param fields      everything as it came, also what newer servers add; in the order of the reply
 */
public record AclLogEntry(
        long id,
        long count,
        String reason,
        String context,
        String object,
        String user,
        @Nullable Instant created,
        @Nullable Instant lastUpdated,
        ClientInfo client,
        Map<String, Reply> fields) {

    static AclLogEntry decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new AclLogEntry(
                fields.integerOr(0, "entry-id"),
                fields.integer("count"),
                fields.text("reason"),
                fields.text("context"),
                fields.text("object"),
                fields.text("username"),
                time(fields, "timestamp-created"),
                time(fields, "timestamp-last-updated"),
                ClientInfo.decode(fields.get("client-info")),
                fields.all);
    }

    private static @Nullable Instant time(Fields fields, String name) {
        return fields.all.containsKey(name) ? Instant.ofEpochMilli(fields.integer(name)) : null;
    }
}
