package dev.redstart.spi;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers: a value of RESP3. An error is a value, too, also as an element. Its byte arrays belong to the
 * caller; its lists are not to be changed.
 *
 * <p>Drivers lose some distinctions on the way: a RESP2 connection has no map, set, double, boolean or big number; some
 * clients give a simple string as a bulk string, a map as a flat array or a set as an array. Which of those arrives is
 * the one thing that may differ between backends; decoders accept each. Null, errors and the order of elements never
 * differ.
 */
public sealed interface Reply {

    /** The null reply, of whatever wire form. */
    Reply NULL = new Null();

    /** {@code +OK}. */
    Reply OK = new Text("OK");

    /** {@code +QUEUED}, the answer to a command inside {@code MULTI}. */
    Reply QUEUED = new Text("QUEUED");

    /** A simple string. */
    record Text(String value) implements Reply {}

    /** A bulk string. */
    record Blob(byte[] value) implements Reply {
        @Override
        public boolean equals(Object o) {
            return o instanceof Blob other && Arrays.equals(value, other.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Blob[" + printable(value) + "]";
        }
    }

    /** An integer. */
    record Int(long value) implements Reply {
        private static final Int[] SMALL = new Int[1024];

        static {
            for (int i = 0; i < SMALL.length; i++) SMALL[i] = new Int(i);
        }
    }

    /** A floating point number. */
    record Double(double value) implements Reply {}

    /** A boolean. */
    record Bool(boolean value) implements Reply {}

    /** An integer of any size. */
    record BigNumber(BigInteger value) implements Reply {}

    /** A text with its format, {@code txt} or {@code mkd}. */
    record Verbatim(String format, byte[] value) implements Reply {
        @Override
        public boolean equals(Object o) {
            return o instanceof Verbatim other && format.equals(other.format) && Arrays.equals(value, other.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Verbatim[" + format + ", " + printable(value) + "]";
        }
    }

    /** Nothing there; {@link Reply#NULL} is the instance to use. */
    record Null() implements Reply {}

    /** Several replies in order. */
    record Array(List<Reply> elements) implements Reply {}

    /** Pairs, in the order of the wire. */
    record MapOf(List<Map.Entry<Reply, Reply>> entries) implements Reply {}

    /** A set, in the order of the wire. */
    record SetOf(List<Reply> elements) implements Reply {}

    /** A message that answers no command; {@code kind} is {@code invalidate}, {@code message}, ... */
    record Push(String kind, List<Reply> elements) implements Reply {}

    /** An error; the message begins with its code. */
    record Error(String message) implements Reply {

        /** The first word, as {@code WRONGTYPE}. */
        public String code() {
            return codeOf(message);
        }

        static String codeOf(String message) {
            int end = message.indexOf(' ');
            return end < 0 ? message : message.substring(0, end);
        }
    }

    /** An integer; the small ones are shared. */
    static Int integer(long value) {
        return value >= 0 && value < Int.SMALL.length ? Int.SMALL[(int) value] : new Int(value);
    }

    /** A bulk string, or {@link #NULL} for null. */
    static Reply blob(byte @Nullable [] value) {
        return value == null ? NULL : new Blob(value);
    }

    /** A bulk string of UTF-8. */
    static Reply blob(String text) {
        return new Blob(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An array of these. */
    static Array array(Reply... elements) {
        return new Array(List.of(elements));
    }

    /** The elements of anything that has some; a map gives keys and values in turn. */
    static List<Reply> elements(Reply reply) {
        if (reply instanceof Array a) return a.elements;
        if (reply instanceof SetOf s) return s.elements;
        if (reply instanceof Push p) return p.elements;
        if (reply instanceof MapOf m) {
            return m.entries.stream()
                    .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                    .collect(Collectors.toList());
        }
        throw new IllegalArgumentException("has no elements: " + reply);
    }

    private static String printable(byte[] bytes) {
        int shown = Math.min(bytes.length, 200);
        StringBuilder s = new StringBuilder(shown + 16).append('"');
        for (int i = 0; i < shown; i++) {
            int b = bytes[i] & 0xFF;
            if (b == '"' || b == '\\') s.append('\\').append((char) b);
            else if (b >= 32 && b < 127) s.append((char) b);
            else s.append(String.format("\\x%02x", b));
        }
        s.append('"');
        return shown < bytes.length
                ? s.append("... (").append(bytes.length).append(" bytes)").toString()
                : s.toString();
    }
}
