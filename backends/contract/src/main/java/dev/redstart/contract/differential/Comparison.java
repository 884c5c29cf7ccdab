package dev.redstart.contract.differential;

import dev.redstart.contract.differential.Rules.Rule;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares two replies to the same command by its {@link Rule}. Errors and nulls always have to be equal. With
 * {@code exactShapes} the types on the wire, too; without, what a driver may lose of them: the kind of a string, a map for
 * a flat array, a set for an array, a double for a string, a boolean for a number.
 */
record Comparison(boolean exactShapes) {

    /** In seconds or milliseconds, whichever a command speaks in. */
    private static final long TIME_TOLERANCE = 5_000;

    boolean same(Request request, Reply a, Reply b, List<Reply> choice) {
        if (isPlain(a) || isPlain(b)) return a.equals(b);
        Reply x = exactShapes ? a : plain(a);
        Reply y = exactShapes ? b : plain(b);
        return switch (Rules.of(request)) {
            case EQUAL -> x.equals(y);
            case ANY_ORDER -> isSameKind(x, y) && sorted(Reply.elements(x)).equals(sorted(Reply.elements(y)));
            case PAIRS_IN_ANY_ORDER -> isSameKind(x, y) && sorted(pairs(x)).equals(sorted(pairs(y)));
            case PAGE -> samePages(request, a, b);
            case TIME -> sameTimes(x, y);
            case DELIVERIES -> new Deliveries(exactShapes).same(a, b);
            case NEW_ID -> x.equals(y) || Rules.hasWord(request, "*") && areBothTimes(a, b);
            case CHANCE -> isSameKind(x, y) && sameChance(request, x, y, choice);
            case SIZE -> isSameKind(x, y) && size(x) == size(y);
            case TYPE -> isSameKind(x, y);
        };
    }

    private static boolean isPlain(Reply reply) {
        return reply instanceof Reply.Error || reply instanceof Reply.Null;
    }

    private boolean isSameKind(Reply a, Reply b) {
        return exactShapes ? a.getClass() == b.getClass() : isAggregate(a) == isAggregate(b);
    }

    private static int size(Reply reply) {
        return isAggregate(reply) ? Reply.elements(reply).size() : 1;
    }

    static boolean isAggregate(Reply reply) {
        return reply instanceof Reply.Array || reply instanceof Reply.SetOf || reply instanceof Reply.MapOf;
    }

    private static List<String> sorted(List<Reply> replies) {
        return replies.stream()
                .map(Comparison::whole)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** All of a reply as text, to sort by: a printed blob would be cut. */
    private static String whole(Reply reply) {
        if (reply instanceof Reply.Blob b) return "$" + new String(b.value(), StandardCharsets.ISO_8859_1);
        if (isAggregate(reply))
            return Reply.elements(reply).stream()
                    .map(Comparison::whole)
                    .toList()
                    .toString();
        return reply.toString();
    }

    /** The pairs of a map, of an array of pairs, or of a flat array. */
    private static List<Reply> pairs(Reply reply) {
        List<Reply> elements = Reply.elements(reply);
        if (elements.size() % 2 != 0 || elements.stream().anyMatch(Comparison::isAggregate)) return elements;
        List<Reply> pairs = new ArrayList<>(elements.size() / 2);
        for (int i = 0; i < elements.size(); i += 2) pairs.add(Reply.array(elements.get(i), elements.get(i + 1)));
        return pairs;
    }

    private boolean samePages(Request request, Reply a, Reply b) {
        List<Reply> x = Reply.elements(a);
        List<Reply> y = Reply.elements(b);
        if (x.size() != 2 || y.size() != 2 || !x.get(0).equals(y.get(0))) return false;
        return sorted(content(request, x.get(1))).equals(sorted(content(request, y.get(1))));
    }

    private List<Reply> content(Request request, Reply page) {
        Reply shaped = exactShapes ? page : plain(page);
        boolean ofPairs =
                request.name().equals("ZSCAN") || request.name().equals("HSCAN") && !Rules.hasWord(request, "NOVALUES");
        return ofPairs ? pairs(shaped) : Reply.elements(shaped);
    }

    private static boolean sameTimes(Reply a, Reply b) {
        if (a instanceof Reply.Int x && b instanceof Reply.Int y) return isNear(x.value(), y.value());
        if (!(a instanceof Reply.Array x && b instanceof Reply.Array y)) return a.equals(b);
        if (x.elements().size() != y.elements().size()) return false;
        for (int i = 0; i < x.elements().size(); i++)
            if (!sameTimes(x.elements().get(i), y.elements().get(i))) return false;
        return true;
    }

    /** The IDs that a stream gave at about the same time. */
    private static boolean areBothTimes(Reply a, Reply b) {
        if (!(a instanceof Reply.Blob x && b instanceof Reply.Blob y)) return false;
        return isNear(millis(x), millis(y));
    }

    private static long millis(Reply.Blob id) {
        String text = new String(id.value(), StandardCharsets.ISO_8859_1);
        return Long.parseUnsignedLong(text.substring(0, text.indexOf('-')));
    }

    /** Negative ones are no times but answers. */
    static boolean isNear(long a, long b) {
        return a == b || a >= 0 && b >= 0 && Math.abs(a - b) <= TIME_TOLERANCE;
    }

    /** Each side chose as many as the other, nothing that was not there, and by a positive count nothing twice. */
    private boolean sameChance(Request request, Reply a, Reply b, List<Reply> choice) {
        List<Reply> x = Rules.flat(a);
        List<Reply> y = Rules.flat(b);
        Set<Reply> there = new HashSet<>(
                exactShapes ? choice : choice.stream().map(Comparison::plain).toList());
        if (x.size() != y.size() || !there.containsAll(x) || !there.containsAll(y)) return false;
        return !isDistinct(request) || areDistinct(x) && areDistinct(y);
    }

    private static boolean isDistinct(Request request) {
        byte[][] arguments = request.arguments();
        return arguments.length == 2 && arguments[1].length > 0 && arguments[1][0] != '-';
    }

    private static boolean areDistinct(List<Reply> replies) {
        return new HashSet<>(replies).size() == replies.size();
    }

    /** Without what drivers may lose. */
    static Reply plain(Reply reply) {
        if (reply instanceof Reply.Text t) return Reply.blob(t.value());
        if (reply instanceof Reply.Verbatim v) return new Reply.Blob(v.value());
        if (reply instanceof Reply.Bool b) return Reply.integer(b.value() ? 1 : 0);
        if (reply instanceof Reply.Double d) return number(d.value());
        if (reply instanceof Reply.Blob b) return asNumber(b);
        if (!isAggregate(reply)) return reply;
        // Pairs of member and score are nested in RESP3 and flat in RESP2.
        return new Reply.Array(Rules.flat(reply).stream().map(Comparison::plain).toList());
    }

    /** Doubles have more than one text. */
    private static Reply asNumber(Reply.Blob blob) {
        String text = new String(blob.value(), StandardCharsets.ISO_8859_1);
        Map<String, Double> words = Map.of("inf", Double.POSITIVE_INFINITY, "-inf", Double.NEGATIVE_INFINITY);
        if (words.containsKey(text)) return number(words.get(text));
        if (!text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) return blob;
        return number(Double.parseDouble(text));
    }

    private static Reply number(double value) {
        return new Reply.Double(value);
    }
}
