package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.List;

/**
 * An entry that was delivered to a consumer and is not acknowledged yet.
 *
 * @param id         the entry, which may have been deleted from the stream
 * @param consumer   who has it
 * @param idle       for how long: since the last delivery, in milliseconds
 * @param deliveries how many times it was delivered
 */
public record PendingEntry(StreamId id, String consumer, Duration idle, long deliveries) {

    static PendingEntry decode(Reply reply) {
        List<Reply> four = Decoders.elements(reply);
        if (four.size() != 4) throw new UnexpectedReply("an ID, a consumer, a time and a count", reply);
        return new PendingEntry(
                StreamDecoders.id(four.get(0)),
                Decoders.text().decode(four.get(1)),
                Duration.ofMillis(Decoders.integer().decode(four.get(2))),
                Decoders.integer().decode(four.get(3)));
    }
}
