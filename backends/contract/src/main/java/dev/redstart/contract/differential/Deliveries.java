package dev.redstart.contract.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.redstart.spi.Reply;
import java.util.List;
import java.util.Set;

/**
 * Compares what XPENDING and XINFO tell of groups: everything has to be equal, except that times may be near each other.
 * A time is what stands behind one of a few names, or before the number of deliveries of an entry.
 */
record Deliveries(boolean exactShapes) {

    private static final Set<String> NAMES_OF_TIMES = Set.of("idle", "inactive", "seen-time", "active-time");

    boolean same(Reply a, Reply b) {
        if (!Comparison.isAggregate(a) || !Comparison.isAggregate(b))
            return exactShapes ? a.equals(b) : Comparison.plain(a).equals(Comparison.plain(b));
        if (exactShapes && a.getClass() != b.getClass()) return false;
        List<Reply> x = Reply.elements(a);
        List<Reply> y = Reply.elements(b);
        if (x.size() != y.size()) return false;
        for (int i = 0; i < x.size(); i++) {
            boolean same = isTime(x, i) && isTime(y, i)
                    ? Comparison.isNear(((Reply.Int) x.get(i)).value(), ((Reply.Int) y.get(i)).value())
                    : same(x.get(i), y.get(i));
            if (!same) return false;
        }
        return true;
    }

    private static boolean isTime(List<Reply> elements, int i) {
        if (i == 0 || !(elements.get(i) instanceof Reply.Int)) return false;
        return NAMES_OF_TIMES.contains(name(elements.get(i - 1))) || isDelivery(elements) && i == elements.size() - 2;
    }

    /** {@code [id, consumer, time, count]}, or the same without the consumer. */
    private static boolean isDelivery(List<Reply> elements) {
        int n = elements.size();
        return (n == 3 || n == 4)
                && !name(elements.get(0)).isEmpty()
                && elements.get(n - 2) instanceof Reply.Int
                && elements.get(n - 1) instanceof Reply.Int;
    }

    private static String name(Reply reply) {
        if (reply instanceof Reply.Blob b) return new String(b.value(), ISO_8859_1);
        return reply instanceof Reply.Text t ? t.value() : "";
    }
}
