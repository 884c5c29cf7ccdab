package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long the calls of one command took.
 *
 * @param calls  how many there were
 * @param within how many of them took at most so long; cumulative, so that the last number is that of all of them
 */
public record LatencyHistogram(long calls, NavigableMap<Duration, Long> within) {

    private static final Decoder<Map<Long, Long>> BUCKETS = Decoders.map(Decoders.integer(), Decoders.integer());

    static LatencyHistogram decode(Reply reply) {
        Fields fields = Fields.of(reply);
        NavigableMap<Duration, Long> within = new TreeMap<>();
        BUCKETS.decode(fields.get("histogram_usec"))
                .forEach((micros, calls) -> within.put(Times.micros(micros), calls));
        return new LatencyHistogram(fields.integer("calls"), Collections.unmodifiableNavigableMap(within));
    }
}
