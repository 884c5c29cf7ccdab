package dev.redstart.contract.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the contract lets differ in the reply to a command. */
final class Rules {

    /** How two replies are compared when both are there and neither is an error. */
    enum Rule {
        /** Equal to the byte. */
        EQUAL,
        /** The same elements in any order. */
        ANY_ORDER,
        /** The same pairs in any order. */
        PAIRS_IN_ANY_ORDER,
        /** A cursor, then elements in any order; comparable only when all of it came at once. */
        PAGE,
        /** Times, of which some goes by between the two sides. */
        TIME,
        /** Equal but for the times at which entries were delivered and consumers seen. */
        DELIVERIES,
        /** An ID, which may be the time. */
        NEW_ID,
        /** Chosen by chance from what is there. */
        CHANCE,
        /** As many elements. */
        SIZE,
        /** The same type of reply. */
        TYPE
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("SMEMBERS", Rule.ANY_ORDER),
            Map.entry("SUNION", Rule.ANY_ORDER),
            Map.entry("SINTER", Rule.ANY_ORDER),
            Map.entry("SDIFF", Rule.ANY_ORDER),
            Map.entry("HKEYS", Rule.ANY_ORDER),
            Map.entry("HVALS", Rule.ANY_ORDER),
            Map.entry("KEYS", Rule.ANY_ORDER),
            Map.entry("HGETALL", Rule.PAIRS_IN_ANY_ORDER),
            Map.entry("SCAN", Rule.PAGE),
            Map.entry("SSCAN", Rule.PAGE),
            Map.entry("HSCAN", Rule.PAGE),
            Map.entry("ZSCAN", Rule.PAGE),
            Map.entry("TTL", Rule.TIME),
            Map.entry("PTTL", Rule.TIME),
            Map.entry("EXPIRETIME", Rule.TIME),
            Map.entry("PEXPIRETIME", Rule.TIME),
            Map.entry("HTTL", Rule.TIME),
            Map.entry("HPTTL", Rule.TIME),
            Map.entry("HEXPIRETIME", Rule.TIME),
            Map.entry("HPEXPIRETIME", Rule.TIME),
            Map.entry("SPOP", Rule.CHANCE),
            Map.entry("SRANDMEMBER", Rule.CHANCE),
            Map.entry("HRANDFIELD", Rule.CHANCE),
            Map.entry("ZRANDMEMBER", Rule.CHANCE),
            Map.entry("RANDOMKEY", Rule.CHANCE),
            Map.entry("XADD", Rule.NEW_ID),
            Map.entry("XPENDING", Rule.DELIVERIES),
            Map.entry("XINFO STREAM", Rule.DELIVERIES),
            Map.entry("XINFO CONSUMERS", Rule.DELIVERIES),
            Map.entry("DUMP", Rule.TYPE),
            Map.entry("OBJECT REFCOUNT", Rule.TYPE),
            Map.entry("TIME", Rule.SIZE));

    private static final Set<String> BLOCKING =
            Set.of("BLPOP", "BRPOP", "BLMPOP", "BLMOVE", "BRPOPLPUSH", "BZPOPMIN", "BZPOPMAX", "BZMPOP");

    private static final Set<String> READING = Set.of("XREAD", "XREADGROUP");

    private static final Set<String> SORTING = Set.of("SORT", "SORT_RO");

    private Rules() {}

    static boolean mayBlock(Request request) {
        return BLOCKING.contains(request.name()) || READING.contains(request.name()) && hasWord(request, "BLOCK");
    }

    static Rule of(Request request) {
        if (SORTING.contains(request.name()) && isUnsorted(request)) return Rule.SIZE;
        Rule rule = RULES.get(request.name());
        if (rule == null && request.arguments().length > 0)
            rule = RULES.get(request.name() + " " + word(request, 0).toUpperCase(Locale.ROOT));
        if (rule == Rule.PAGE && !isWholePage(request)) return Rule.SIZE;
        return rule == null ? Rule.EQUAL : rule;
    }

    /**
     * Where the order is left to chance: {@code BY} something without a star takes a set as it lies there, and texts whose
     * weights are missing ({@code BY} with {@code ALPHA}) are not told apart.
     */
    private static boolean isUnsorted(Request request) {
        boolean byText = hasWord(request, "ALPHA");
        for (int i = 1; i + 1 < request.arguments().length; i++)
            if (word(request, i).equalsIgnoreCase("BY")
                    && (byText || !word(request, i + 1).contains("*"))) return true;
        return false;
    }

    static boolean hasWord(Request request, String word) {
        return Stream.of(request.arguments()).anyMatch(a -> new String(a, ISO_8859_1).equalsIgnoreCase(word));
    }

    private static boolean isWholePage(Request request) {
        int cursor = request.name().equals("SCAN") ? 0 : 1;
        return request.arguments().length > cursor && word(request, cursor).equals("0") && hasWord(request, "1000");
    }

    /** What asks for all that chance may choose from; null for other commands. */
    static @Nullable Request choiceOf(Request request) {
        if (request.name().equals("RANDOMKEY")) return Request.of("KEYS").arg("*");
        if (request.arguments().length == 0) return null;
        byte[] key = request.arguments()[0];
        return switch (request.name()) {
            case "SPOP", "SRANDMEMBER" -> Request.of("SMEMBERS").arg(key);
            case "HRANDFIELD" -> Request.of("HGETALL").arg(key);
            case "ZRANDMEMBER" ->
                Request.of("ZRANGE").arg(key).arg("0").arg("-1").arg("WITHSCORES");
            default -> null;
        };
    }

    /** Whether chance or time has made the two sides different, so that the key has to go on both. */
    static boolean divergesAfter(Request request, Reply a, Reply b) {
        if (request.name().equals("XADD")) return !a.equals(b);
        return request.name().equals("SPOP") && !(a instanceof Reply.Error) && !(a instanceof Reply.Null);
    }

    /** For a command that lets its key end in a millisecond, if its conditions hold: what tells the time left; else null. */
    static @Nullable Request endingOf(Request request) {
        boolean ends = request.name().equals("PEXPIRE")
                && request.arguments().length >= 2
                && word(request, 1).equals("1");
        return ends ? Request.of("PTTL").arg(request.arguments()[0]) : null;
    }

    /** Whether a time left is that of a key about to end, and none that the grammar gives. */
    static boolean isEnding(Reply timeLeft) {
        return timeLeft instanceof Reply.Int left && left.value() >= 0 && left.value() < 1000;
    }

    /**
     * Whether the difference may come from a weakness of Redis 8.0: SORT looks at an error number that an earlier command
     * may have left behind, and then refuses good numbers. It counts only when it comes again.
     */
    static boolean isFickle(Request request, Reply a, Reply b) {
        return SORTING.contains(request.name()) && isUnconverted(a) != isUnconverted(b);
    }

    private static boolean isUnconverted(Reply reply) {
        return reply instanceof Reply.Error e && e.message().startsWith("ERR One or more scores can't be converted");
    }

    private static String word(Request request, int index) {
        return new String(request.arguments()[index], ISO_8859_1);
    }

    /** Elements of anything, pairs of pairs unfolded: the members and scores that chance may choose from. */
    static List<Reply> flat(Reply reply) {
        if (!(reply instanceof Reply.Array || reply instanceof Reply.MapOf || reply instanceof Reply.SetOf))
            return reply instanceof Reply.Null ? List.of() : List.of(reply);
        return Reply.elements(reply).stream().flatMap(e -> flat(e).stream()).toList();
    }
}
