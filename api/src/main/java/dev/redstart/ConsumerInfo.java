package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code XINFO CONSUMERS} tells of a consumer of a group.
 *
 * @param name     its name
 * @param pending  how many entries are delivered to it and not acknowledged
 * @param idle     since it last tried to read or claim something, in milliseconds
 * @param inactive since it last got something, in milliseconds; null when it never did, and before Redis 7.2
 * @param fields   everything as it came, also what newer servers add; in the order of the reply
 */
public record ConsumerInfo(
        String name, long pending, Duration idle, @Nullable Duration inactive, Map<String, Reply> fields) {

    static ConsumerInfo decode(Reply reply) {
        Fields fields = Fields.of(reply);
        long inactive = fields.integerOr(-1, "inactive");
        return new ConsumerInfo(
                Decoders.text().decode(fields.get("name")),
                fields.integer("pending"),
                Duration.ofMillis(fields.integer("idle")),
                inactive < 0 ? null : Duration.ofMillis(inactive),
                fields.all);
    }
}
