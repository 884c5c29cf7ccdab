package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;

/**
 * One step of a scan.
 *
 * @param cursor   where to go on; {@link ScanCursor#isFinished()} after the last page
 * @param elements what this step found; may be empty although the scan goes on; cannot be changed
 */
public record ScanPage<T>(ScanCursor cursor, List<T> elements) {

    /** For a reply of cursor and elements; {@code elements} decodes the second. */
    static <T> Decoder<ScanPage<T>> decoder(Decoder<? extends List<T>> elements) {
        return reply -> {
            List<Reply> two = Decoders.elements(reply);
            if (two.size() != 2) throw new UnexpectedReply("a cursor and elements", reply);
            return new ScanPage<>(ScanCursor.of(Decoders.string(two.get(0))), elements.decode(two.get(1)));
        };
    }
}
