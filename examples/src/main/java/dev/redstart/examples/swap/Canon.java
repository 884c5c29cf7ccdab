package dev.redstart.examples.swap;

import dev.redstart.Bytes;
import dev.redstart.FieldValue;
import dev.redstart.KeyValue;
import dev.redstart.RankedScore;
import dev.redstart.ScoredValue;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One text for each value: sets and maps sorted, numbers exact, whatever cannot be printed escaped. */
final class Canon {

    private Canon() {}

    static String text(@Nullable Object value) {
        if (value == null) return "null";
        if (value instanceof String s) return quoted(s);
        if (value instanceof Bytes b) return "0x" + HexFormat.of().formatHex(b.toArray());
        if (value instanceof Double d) return number(d);
        if (value instanceof Set<?> s)
            return "{" + joined(s.stream().map(Canon::text).sorted()) + "}";
        if (value instanceof Collection<?> c) return "[" + joined(c.stream().map(Canon::text)) + "]";
        if (value instanceof Map<?, ?> m)
            return "{" + joined(m.entrySet().stream().map(Canon::entry).sorted()) + "}";
        if (value instanceof ScoredValue<?> s) return text(s.value()) + " at " + number(s.score());
        if (value instanceof RankedScore r) return r.rank() + " at " + number(r.score());
        if (value instanceof FieldValue<?, ?> f) return text(f.field()) + "=" + text(f.value());
        if (value instanceof KeyValue<?, ?> k) return text(k.key()) + " -> " + text(k.value());
        if (value instanceof Reply r) return reply(r);
        // Long, Boolean, Instant, Duration, enumerations, and records of those.
        return value.toString();
    }

    /** The command as it goes over the wire. */
    static String request(Request request) {
        return request.name()
                + Stream.of(request.arguments())
                        .map(a -> " " + quoted(latin1(a)))
                        .collect(Collectors.joining());
    }

    private static String entry(Map.Entry<?, ?> entry) {
        return text(entry.getKey()) + "=" + text(entry.getValue());
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }

    /** Exact; {@code Double.toString} has changed with JDK 19. */
    private static String number(double d) {
        return Double.isInfinite(d) || Double.isNaN(d) ? String.valueOf(d) : new BigDecimal(d).toString();
    }

    /**
     * What RESP2 and RESP3 say in different shapes gets one text: 2.5 as a double or in digits, pairs in a map, in arrays
     * or in turn.
     */
    private static String reply(Reply reply) {
        if (reply instanceof Reply.Null) return "null";
        if (reply instanceof Reply.Error e) return "error " + e.message();
        if (reply instanceof Reply.Int i) return String.valueOf(i.value());
        if (reply instanceof Reply.Bool b) return b.value() ? "1" : "0";
        if (reply instanceof Reply.Double d) return number(d.value());
        if (reply instanceof Reply.BigNumber n) return n.value().toString();
        if (reply instanceof Reply.Text t) return scalar(t.value());
        if (reply instanceof Reply.Blob b) return scalar(latin1(b.value()));
        if (reply instanceof Reply.Verbatim v) return scalar(latin1(v.value()));
        return "[" + joined(leaves(reply).map(Canon::reply)) + "]";
    }

    private static Stream<Reply> leaves(Reply reply) {
        boolean aggregate =
                reply instanceof Reply.Array || reply instanceof Reply.SetOf || reply instanceof Reply.MapOf;
        return aggregate ? Reply.elements(reply).stream().flatMap(Canon::leaves) : Stream.of(reply);
    }

    private static String scalar(String text) {
        if (text.matches("-?[0-9]+")) return text;
        if (text.matches("-?[0-9]+\\.?[0-9]*(e[+-]?[0-9]+)?")) return number(Double.parseDouble(text));
        if (text.matches("-?inf")) return text.replace("inf", "Infinity");
        return quoted(text);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String quoted(String text) {
        StringBuilder s = new StringBuilder(text.length() + 2).append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') s.append('\\').append(c);
            else if (c >= 32 && c < 127) s.append(c);
            else s.append(String.format("\\u%04x", (int) c));
        }
        return s.append('"').toString();
    }
}
