package dev.redstart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decoders for the replies that scripts and raw commands give. Each accepts the RESP2 and the RESP3 shape of its value, so
 * that the same Java value comes out on every backend, and refuses any other shape with {@link UnexpectedReply}.
 */
public final class Decoders {

    private static final Decoder<Reply> REPLY = reply -> reply;
    private static final Decoder<Long> INTEGER = reply -> {
        if (reply instanceof Reply.Int i) return i.value();
        throw new UnexpectedReply("an integer", reply);
    };
    private static final Decoder<@Nullable Long> INTEGER_OR_NULL = orNull(INTEGER);
    private static final Decoder<Double> DECIMAL = Decoders::number;
    private static final Decoder<@Nullable Double> DECIMAL_OR_NULL = orNull(DECIMAL);
    private static final Decoder<Boolean> BOOL = reply -> {
        if (reply instanceof Reply.Int i && (i.value() == 0 || i.value() == 1)) return i.value() == 1;
        if (reply instanceof Reply.Bool b) return b.value();
        if (reply instanceof Reply.Null) return false;
        throw new UnexpectedReply("a boolean (or 0 or 1)", reply);
    };
    private static final Decoder<String> TEXT =
            reply -> reply instanceof Reply.Text t ? t.value() : Utf8Codec.INSTANCE.decode(blob(reply));
    private static final Decoder<@Nullable String> TEXT_OR_NULL = orNull(TEXT);
    private static final Decoder<Bytes> BYTES = reply -> Bytes.wrap(blob(reply));
    private static final Decoder<@Nullable Void> OK = reply -> {
        if (isOk(reply)) return null;
        throw new UnexpectedReply("OK", reply);
    };
    private static final Decoder<Boolean> OK_OR_NULL = reply -> {
        if (reply instanceof Reply.Null) return false;
        if (isOk(reply)) return true;
        throw new UnexpectedReply("OK or null", reply);
    };

    private Decoders() {}

    /** The reply as it came. */
    public static Decoder<Reply> reply() {
        return REPLY;
    }

    /** An integer. */
    public static Decoder<Long> integer() {
        return INTEGER;
    }

    /** An integer, or null. */
    public static Decoder<@Nullable Long> integerOrNull() {
        return INTEGER_OR_NULL;
    }

    /** A number with a fraction: a RESP3 double, or a string that reads as one. */
    public static Decoder<Double> decimal() {
        return DECIMAL;
    }

    /** As {@link #decimal()}, or null. */
    public static Decoder<@Nullable Double> decimalOrNull() {
        return DECIMAL_OR_NULL;
    }

    /** A RESP3 boolean, or the integers 1 and 0; null is false, since that is how the false of Lua arrives. */
    public static Decoder<Boolean> bool() {
        return BOOL;
    }

    /** A simple, bulk or verbatim string as strict UTF-8; a RESP3 number with a fraction, or a big one, as its digits. */
    public static Decoder<String> text() {
        return TEXT;
    }

    /** As {@link #text()}, or null. */
    public static Decoder<@Nullable String> textOrNull() {
        return TEXT_OR_NULL;
    }

    /** The bytes of what {@link #text()} takes. */
    public static Decoder<Bytes> bytes() {
        return BYTES;
    }

    /** {@code OK}, which says nothing more: the value is null. */
    public static Decoder<@Nullable Void> ok() {
        return OK;
    }

    /** True for {@code OK}, false for null: a condition that did not hold. */
    public static Decoder<Boolean> okOrNull() {
        return OK_OR_NULL;
    }

    /** Null for null, else as {@code decoder} says. */
    public static <T> Decoder<@Nullable T> orNull(Decoder<? extends T> decoder) {
        return reply -> reply instanceof Reply.Null ? null : decoder.decode(reply);
    }

    /** An array, or a set; null becomes an empty list. The list cannot be changed. */
    public static <T extends @Nullable Object> Decoder<List<T>> list(Decoder<? extends T> element) {
        return reply -> {
            List<Reply> elements = elements(reply);
            List<T> list = new ArrayList<>(elements.size());
            for (Reply e : elements) list.add(element.decode(noError(e)));
            return java.util.Collections.unmodifiableList(list);
        };
    }

    /** A set, or an array, of distinct elements in the order of the reply; null becomes an empty set. Cannot be changed. */
    public static <T> Decoder<Set<T>> set(Decoder<? extends T> element) {
        return reply -> {
            List<Reply> elements = elements(reply);
            Set<T> set = new LinkedHashSet<>(Math.max(16, elements.size() * 2));
            for (Reply e : elements) set.add(element.decode(noError(e)));
            return java.util.Collections.unmodifiableSet(set);
        };
    }

    /**
     * A map, or an array of keys and values in turn, or of pairs; in the order of the reply; null becomes an empty map.
     * Cannot be changed.
     */
    public static <A, B extends @Nullable Object> Decoder<Map<A, B>> map(
            Decoder<? extends A> key, Decoder<? extends B> value) {
        return reply -> {
            Map<A, B> map = new LinkedHashMap<>();
            forEachPair(reply, (k, v) -> map.put(key.decode(noError(k)), value.decode(noError(v))));
            return java.util.Collections.unmodifiableMap(map);
        };
    }

    /** Visits the pairs of a map, of a flat array, or of an array of pairs. */
    static void forEachPair(Reply reply, java.util.function.BiConsumer<Reply, Reply> visitor) {
        if (reply instanceof Reply.MapOf m) {
            for (Map.Entry<Reply, Reply> e : m.entries()) visitor.accept(e.getKey(), e.getValue());
            return;
        }
        List<Reply> elements = elements(reply);
        boolean pairs = !elements.isEmpty() && elements.get(0) instanceof Reply.Array;
        if (pairs) {
            for (Reply pair : elements) {
                List<Reply> two = elements(pair);
                if (two.size() != 2) throw new UnexpectedReply("pairs", reply);
                visitor.accept(two.get(0), two.get(1));
            }
        } else {
            if (elements.size() % 2 != 0) throw new UnexpectedReply("keys and values in turn", reply);
            for (int i = 0; i < elements.size(); i += 2) visitor.accept(elements.get(i), elements.get(i + 1));
        }
    }

    /** The elements of an array, set or map (flat); none for null. */
    static List<Reply> elements(Reply reply) {
        if (reply instanceof Reply.Array a) return a.elements();
        if (reply instanceof Reply.SetOf s) return s.elements();
        if (reply instanceof Reply.Null) return List.of();
        if (reply instanceof Reply.MapOf) return Reply.elements(reply);
        throw new UnexpectedReply("an array", reply);
    }

    /** The bytes of a simple, bulk or verbatim string, or of a number that RESP2 has no type for; they are the caller's. */
    static byte[] blob(Reply reply) {
        if (reply instanceof Reply.Blob b) return b.value();
        if (reply instanceof Reply.Text t) return t.value().getBytes(UTF_8);
        if (reply instanceof Reply.Verbatim v) return v.value();
        if (reply instanceof Reply.BigNumber n)
            return NumberCodecs.ascii(n.value().toString());
        if (reply instanceof Reply.Double d)
            return Double.isNaN(d.value()) ? NumberCodecs.ascii("nan") : NumberCodecs.DOUBLE.encode(d.value());
        throw new UnexpectedReply("a string", reply);
    }

    /** For words of the server's own: what is no UTF-8 is replaced, for they are read by people. */
    static String string(Reply reply) {
        return reply instanceof Reply.Text t ? t.value() : new String(blob(reply), UTF_8);
    }

    /** A whole number that some commands give as a text. */
    static long digits(Reply reply) {
        return reply instanceof Reply.Int i ? i.value() : Long.parseLong(string(reply));
    }

    private static double number(Reply reply) {
        if (reply instanceof Reply.Double d) return d.value();
        if (reply instanceof Reply.Int i) return i.value();
        if (reply instanceof Reply.Blob || reply instanceof Reply.Text) {
            try {
                return NumberCodecs.parse(new String(blob(reply), ISO_8859_1));
            } catch (NumberFormatException e) {
                throw new UnexpectedReply("a number", reply);
            }
        }
        throw new UnexpectedReply("a number", reply);
    }

    private static boolean isOk(Reply reply) {
        return reply instanceof Reply.Text t && t.value().equals("OK")
                || reply instanceof Reply.Blob b && b.value().length == 2 && b.value()[0] == 'O' && b.value()[1] == 'K';
    }

    private static Reply noError(Reply element) {
        if (element instanceof Reply.Error) throw new UnexpectedReply("no error inside the reply", element);
        return element;
    }
}
