package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long an event held a server up.
 *
 * @param time    when, in whole seconds
 * @param latency for how long, in milliseconds; the worst of that second
 */
public record LatencySample(Instant time, Duration latency) {

    static LatencySample decode(Reply reply) {
        List<Reply> two = Decoders.elements(reply);
        if (two.size() != 2) throw new UnexpectedReply("a time and a latency", reply);
        return new LatencySample(
                Instant.ofEpochSecond(Decoders.integer().decode(two.get(0))),
                Duration.ofMillis(Decoders.integer().decode(two.get(1))));
    }
}
