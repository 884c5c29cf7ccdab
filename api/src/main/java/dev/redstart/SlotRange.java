package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Slots of a cluster that follow each other, both ends included.
 *
 * @param first from 0
 * @param last  up to 16383; not before {@code first}
 */
public record SlotRange(int first, int last) {

    /** How many slots a cluster has. */
    public static final int SLOTS = 16_384;

    public SlotRange {
        if (first < 0 || last >= SLOTS || first > last)
            throw new IllegalArgumentException(
                    "slots go from 0 to " + (SLOTS - 1) + ", not from " + first + " to " + last);
    }

    /** All slots. */
    public static SlotRange all() {
        return new SlotRange(0, SLOTS - 1);
    }

    /** {@code 0-5460}, or {@code 7}. */
    static SlotRange parse(String text) {
        int dash = text.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        return new SlotRange(first, dash < 0 ? first : Integer.parseInt(text.substring(dash + 1)));
    }

    /** First and last in turn. */
    static List<SlotRange> decodeList(Reply reply) {
        List<Reply> ends = Decoders.elements(reply);
        if (ends.size() % 2 != 0) throw new UnexpectedReply("pairs of slots", reply);
        List<SlotRange> ranges = new ArrayList<>(ends.size() / 2);
        for (int i = 0; i < ends.size(); i += 2)
            ranges.add(new SlotRange(number(ends.get(i)), number(ends.get(i + 1))));
        return Collections.unmodifiableList(ranges);
    }

    static int number(Reply reply) {
        return Math.toIntExact(Decoders.integer().decode(reply));
    }

    public boolean contains(int slot) {
        return first <= slot && slot <= last;
    }
}
