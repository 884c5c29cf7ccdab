package dev.redstart.redisson;

import dev.redstart.spi.Reply;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of RESP2 and RESP3, in whatever pieces they come, into {@link Reply}, with all their types. Attributes are
 * read and dropped. RESP3's streamed types are refused: no Redis sends them.
 *
 * <p>No byte is asked for again. What is half read is kept here: the line, the string, and a stack of the aggregates that
 * are not full yet. (Redisson's own decoder starts again from the first byte of a reply whenever one is missing.)
 *
 * <p>Nothing that the peer claims is believed before it has come: lists and long strings grow with the bytes that arrive,
 * lengths and nesting have limits, and whatever is not RESP ends in {@link MalformedReplyException}, after which the
 * decoder is of no more use.
 *
 * <p>Not thread-safe: belongs to the event loop of its connection.
 */
final class RespDecoder {

    /** Redis' own {@code proto-max-bulk-len}. */
    static final int MAX_BULK = 512 * 1024 * 1024;

    /** Deeper than any reply of Redis; EXEC of a script that returns nested tables is the worst of them. */
    static final int MAX_DEPTH = 128;

    /** BigInteger parses in more than linear time. */
    private static final int MAX_BIG_NUMBER = 64 * 1024;

    private static final String TYPES = "+-:$*%~>|_#,(!=";
    private static final int FIRST_CHUNK = 1024 * 1024;
    private static final int SCRATCH = 256;

    /** A line without its type and its end; may be half read. */
    private byte[] line = new byte[SCRATCH];

    private int lineLength;
    /** Of the line or the string being read; 0 between values. */
    private char type;
    /** The string being read, with the two bytes of its end; null while no string is. */
    private byte @Nullable [] body;

    private int bodyLength;
    private int bodyHave;
    private final Deque<Aggregate> open = new ArrayDeque<>();

    /** A list, set, map, push or attribute that is not full yet. */
    private static final class Aggregate {
        private final char type;
        private final long size;
        private final List<Reply> elements;

        /** @param size elements, where a pair counts as two */
        Aggregate(char type, long size) {
            this.type = type;
            this.size = size;
            this.elements = new ArrayList<>((int) Math.min(size, SCRATCH));
        }

        boolean isFull() {
            return elements.size() == size;
        }

        Reply close() {
            return switch (type) {
                case '%' -> new Reply.MapOf(pairs());
                case '~' -> new Reply.SetOf(elements);
                case '>' -> new Reply.Push(word(elements.get(0)), elements.subList(1, elements.size()));
                default -> new Reply.Array(elements);
            };
        }

        private List<Map.Entry<Reply, Reply>> pairs() {
            List<Map.Entry<Reply, Reply>> pairs = new ArrayList<>(elements.size() / 2);
            for (int i = 0; i < elements.size(); i += 2) pairs.add(Map.entry(elements.get(i), elements.get(i + 1)));
            return pairs;
        }

        private static String word(Reply reply) {
            if (reply instanceof Reply.Blob blob) return new String(blob.value(), StandardCharsets.UTF_8);
            if (reply instanceof Reply.Text text) return text.value();
            throw new MalformedReplyException("a message that does not begin with its kind");
        }
    }

    /** The next whole reply or push, or null when {@code in} has been used up before there was one. */
    @Nullable
    Reply next(ByteBuf in) {
        while (in.isReadable()) {
            Reply value = body == null ? readLine(in) ? header() : null : readBody(in);
            if (value == null) continue;
            Reply whole = put(value);
            if (whole != null) return whole;
        }
        return null;
    }

    /** Puts the value where it belongs; gives what is whole by it, at the outermost level. */
    private @Nullable Reply put(Reply value) {
        Reply whole = value;
        while (true) {
            Aggregate innermost = open.peek();
            if (innermost == null) return whole;
            innermost.elements.add(whole);
            if (!innermost.isFull()) return null;
            open.pop();
            // The value that the attribute is about comes next.
            if (innermost.type == '|') return null;
            whole = innermost.close();
        }
    }

    /** Whether the line is complete now. */
    private boolean readLine(ByteBuf in) {
        if (type == 0) {
            type = (char) (in.readByte() & 0xFF);
            lineLength = 0;
            if (TYPES.indexOf(type) < 0)
                throw new MalformedReplyException("a reply of type 0x" + Integer.toHexString(type)
                        + ", which RESP does not have; is this a Redis server, and is TLS on at both ends or none?");
            if (open.size() > MAX_DEPTH) throw new MalformedReplyException("a reply nested deeper than " + MAX_DEPTH);
        }
        int end = in.bytesBefore((byte) '\n');
        int length = end < 0 ? in.readableBytes() : end;
        if (lineLength + length > line.length) {
            if (lineLength + length > MAX_BULK)
                throw new MalformedReplyException("a line of more than " + MAX_BULK + " bytes");
            line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + length));
        }
        in.readBytes(line, lineLength, length);
        lineLength += length;
        if (end < 0) return false;
        in.skipBytes(1);
        lineLength--;
        if (lineLength < 0 || line[lineLength] != '\r')
            throw new MalformedReplyException("a line that ends without a carriage return");
        for (int i = 0; i < lineLength; i++) {
            if (line[i] == '\r') throw new MalformedReplyException("a line that holds a carriage return");
        }
        return true;
    }

    /** What the line says; null when more has to follow. */
    private @Nullable Reply header() {
        char of = type;
        type = 0;
        switch (of) {
            case '+':
                return text();
            case '-':
                return new Reply.Error(lineText());
            case ':':
                return Reply.integer(number());
            case '$':
                return lineLength == 2 && line[0] == '-' && line[1] == '1' ? Reply.NULL : begin(of, length());
            case '!', '=':
                return begin(of, length());
            case '*':
                return lineLength == 2 && line[0] == '-' && line[1] == '1' ? Reply.NULL : open(of, count());
            case '~':
                return open(of, count());
            case '%', '|':
                return open(of, 2L * count());
            case '>':
                if (!open.isEmpty()) throw new MalformedReplyException("a push inside a reply");
                int size = count();
                if (size == 0) throw new MalformedReplyException("an empty push");
                return open(of, size);
            case '_':
                if (lineLength != 0) throw new MalformedReplyException("a null with content");
                return Reply.NULL;
            case '#':
                return bool();
            case ',':
                return new Reply.Double(floating());
            default:
                return new Reply.BigNumber(bigNumber());
        }
    }

    private @Nullable Reply open(char of, long size) {
        Aggregate aggregate = new Aggregate(of, size);
        if (size == 0) return of == '|' ? null : aggregate.close();
        open.push(aggregate);
        return null;
    }

    private @Nullable Reply begin(char of, int length) {
        type = of;
        bodyLength = length;
        bodyHave = 0;
        body = new byte[Math.min(length + 2, FIRST_CHUNK)];
        return null;
    }

    /** The string, when it has come to its end. */
    private @Nullable Reply readBody(ByteBuf in) {
        byte[] bytes = body;
        if (bytes == null) throw new IllegalStateException("no string is being read");
        int whole = bodyLength + 2;
        while (bodyHave < whole && in.isReadable()) {
            if (bodyHave == bytes.length) body = bytes = Arrays.copyOf(bytes, (int) Math.min(whole, bytes.length * 2L));
            int length = Math.min(in.readableBytes(), bytes.length - bodyHave);
            in.readBytes(bytes, bodyHave, length);
            bodyHave += length;
        }
        if (bodyHave < whole) return null;
        if (bytes[bodyLength] != '\r' || bytes[bodyLength + 1] != '\n')
            throw new MalformedReplyException("a string longer than announced");
        char of = type;
        type = 0;
        body = null;
        return switch (of) {
            case '$' -> new Reply.Blob(Arrays.copyOf(bytes, bodyLength));
            case '!' -> new Reply.Error(new String(bytes, 0, bodyLength, StandardCharsets.UTF_8));
            default -> verbatim(bytes);
        };
    }

    private Reply verbatim(byte[] bytes) {
        if (bodyLength < 4 || bytes[3] != ':') throw new MalformedReplyException("a verbatim text without its format");
        String format = new String(bytes, 0, 3, StandardCharsets.US_ASCII);
        return new Reply.Verbatim(format, Arrays.copyOfRange(bytes, 4, bodyLength));
    }

    private Reply text() {
        if (lineLength == 2 && line[0] == 'O' && line[1] == 'K') return Reply.OK;
        String text = lineText();
        return text.equals("QUEUED") ? Reply.QUEUED : new Reply.Text(text);
    }

    private Reply bool() {
        if (lineLength == 1 && line[0] == 't') return new Reply.Bool(true);
        if (lineLength == 1 && line[0] == 'f') return new Reply.Bool(false);
        throw new MalformedReplyException("a boolean that is neither t nor f");
    }

    private double floating() {
        String text = lineText();
        switch (text) {
            case "inf":
                return Double.POSITIVE_INFINITY;
            case "-inf":
                return Double.NEGATIVE_INFINITY;
            case "nan", "-nan":
                return Double.NaN;
            default:
                try {
                    return Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new MalformedReplyException("a double that is no number");
                }
        }
    }

    private BigInteger bigNumber() {
        if (lineLength > MAX_BIG_NUMBER) throw new MalformedReplyException("a big number of " + lineLength + " digits");
        try {
            return new BigInteger(lineText());
        } catch (NumberFormatException e) {
            throw new MalformedReplyException("a big number that is no number");
        }
    }

    private int length() {
        long length = number();
        if (length < 0 || length > MAX_BULK)
            throw new MalformedReplyException("a string of " + length + " bytes, at most " + MAX_BULK + " can be");
        return (int) length;
    }

    private int count() {
        long count = number();
        if (count < 0 || count > Integer.MAX_VALUE) throw new MalformedReplyException("a list of " + count);
        return (int) count;
    }

    /** A signed decimal that fits a long. */
    private long number() {
        boolean negative = lineLength > 0 && line[0] == '-';
        int start = negative || (lineLength > 0 && line[0] == '+') ? 1 : 0;
        if (start == lineLength) throw noNumber();
        long n = 0;
        for (int i = start; i < lineLength; i++) {
            // Counted downwards, since Long.MIN_VALUE has no positive twin.
            int digit = line[i] - '0';
            if (digit < 0 || digit > 9 || n < (Long.MIN_VALUE + digit) / 10) throw noNumber();
            n = n * 10 - digit;
        }
        if (!negative && n == Long.MIN_VALUE) throw noNumber();
        return negative ? n : -n;
    }

    private static MalformedReplyException noNumber() {
        return new MalformedReplyException("a number that is none");
    }

    private String lineText() {
        String text = new String(line, 0, lineLength, StandardCharsets.UTF_8);
        if (line.length > FIRST_CHUNK) line = new byte[SCRATCH];
        return text;
    }
}
