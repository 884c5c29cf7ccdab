package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;

/**
 * One step of going through what is pending.
 *
 * @param next    where to go on; {@link StreamId#MIN} when the end was reached, which begins anew
 * @param claimed what changed hands: entries, or just their IDs; cannot be changed
 * @param deleted what was pending, but is in the stream no more: pending no more either; cannot be changed
 */
public record AutoclaimPage<T>(StreamId next, List<T> claimed, List<StreamId> deleted) {

    private static final Decoder<List<StreamId>> IDS = Decoders.list(StreamDecoders::id);

    /** Whether the end of what is pending was reached. */
    public boolean isLast() {
        return next.equals(StreamId.MIN);
    }

    static <T> Decoder<AutoclaimPage<T>> decoder(Decoder<List<T>> claimed) {
        return reply -> {
            List<Reply> three = Decoders.elements(reply);
            if (three.size() != 3) throw new UnexpectedReply("an ID, what was claimed, and what is deleted", reply);
            return new AutoclaimPage<>(
                    StreamDecoders.id(three.get(0)), claimed.decode(three.get(1)), IDS.decode(three.get(2)));
        };
    }
}
