package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a group has delivered and nobody has acknowledged yet.
 *
 * @param count     how many entries
 * @param lowest    the lowest of their IDs; null when there are none
 * @param highest   the highest of their IDs; null when there are none
 * @param consumers how many each consumer has, of those that have some; cannot be changed
 */
public record PendingSummary(
        long count, @Nullable StreamId lowest, @Nullable StreamId highest, Map<String, Long> consumers) {

    private static final Decoder<@Nullable StreamId> ID = Decoders.orNull(StreamDecoders::id);
    private static final Decoder<Map<String, Long>> CONSUMERS = Decoders.map(Decoders.text(), Decoders::digits);

    static PendingSummary decode(Reply reply) {
        List<Reply> four = Decoders.elements(reply);
        if (four.size() != 4) throw new UnexpectedReply("a count, two IDs and counts by consumer", reply);
        return new PendingSummary(
                Decoders.integer().decode(four.get(0)),
                ID.decode(four.get(1)),
                ID.decode(four.get(2)),
                CONSUMERS.decode(four.get(3)));
    }
}
