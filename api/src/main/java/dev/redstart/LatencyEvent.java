package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A kind of event that has held a server up for longer than its {@code latency-monitor-threshold}.
 *
 * @param name   as {@code command} or {@code fork}
 * @param time   when it last did, in whole seconds
 * @param latest for how long then, in milliseconds
 * @param worst  for how long at worst since the event was last reset, in milliseconds
 */
public record LatencyEvent(String name, Instant time, Duration latest, Duration worst) {

    static LatencyEvent decode(Reply reply) {
        List<Reply> columns = Decoders.elements(reply);
        if (columns.size() < 4) throw new UnexpectedReply("an event of at least four columns", reply);
        return new LatencyEvent(
                Decoders.string(columns.get(0)),
                Instant.ofEpochSecond(Decoders.integer().decode(columns.get(1))),
                Duration.ofMillis(Decoders.integer().decode(columns.get(2))),
                Duration.ofMillis(Decoders.integer().decode(columns.get(3))));
    }
}
