package dev.redstart.jedis;

import dev.redstart.spi.Reply;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.util.RedisInputStream;

/**
 * Reads RESP2 and RESP3 into {@link Reply}, with all their types. Attributes are read and dropped. RESP3's streamed types
 * are refused: no Redis sends them.
 *
 * <p>Nothing that the peer claims is believed before it has come: lists and long strings grow with the bytes that arrive,
 * lengths and nesting have limits, and whatever is not RESP ends the connection with {@link MalformedReplyException}.
 *
 * <p>Not thread-safe: belongs to the one who reads its connection.
 */
final class RespReader {

    /** Redis' own {@code proto-max-bulk-len}. */
    static final int MAX_BULK = 512 * 1024 * 1024;

    /** Deeper than any reply of Redis; EXEC of a script that returns nested tables is the worst of them. */
    static final int MAX_DEPTH = 128;

    /** BigInteger parses in more than linear time. */
    private static final int MAX_BIG_NUMBER = 64 * 1024;

    private static final int FIRST_CHUNK = 1024 * 1024;
    private static final int SCRATCH = 256;

    private byte[] line = new byte[SCRATCH];
    private int lineLength;
    private boolean atStart = true;

    /** Whether no byte of the next reply has been read: a read that timed out here may be tried again. */
    boolean isAtStart() {
        return atStart;
    }

    /** The next reply or push. */
    Reply read(RedisInputStream in) {
        Reply reply = value(in, 0);
        atStart = true;
        return reply;
    }

    private Reply value(RedisInputStream in, int depth) {
        if (depth > MAX_DEPTH) throw new MalformedReplyException("a reply nested deeper than " + MAX_DEPTH);
        while (true) {
            byte type = in.readByte();
            atStart = false;
            switch (type) {
                case '+':
                    return text(in);
                case '-':
                    return new Reply.Error(lineText(in));
                case ':':
                    return Reply.integer(number(in));
                case '$':
                    return bulk(in);
                case '*':
                    return array(in, depth);
                case '%':
                    return new Reply.MapOf(pairs(in, depth));
                case '~':
                    return new Reply.SetOf(elements(in, count(in), depth));
                case '>':
                    return push(in, depth);
                case '|':
                    pairs(in, depth);
                    continue;
                case '_':
                    readLine(in);
                    if (lineLength != 0) throw new MalformedReplyException("a null with content");
                    return Reply.NULL;
                case '#':
                    return bool(in);
                case ',':
                    return new Reply.Double(floating(in));
                case '(':
                    return new Reply.BigNumber(bigNumber(in));
                case '!':
                    return new Reply.Error(new String(bytes(in, length(in)), StandardCharsets.UTF_8));
                case '=':
                    return verbatim(in);
                default:
                    throw new MalformedReplyException(
                            "a reply of type 0x" + Integer.toHexString(type & 0xFF)
                                    + ", which RESP does not have; is this a Redis server, and is TLS on at both ends or none?");
            }
        }
    }

    private Reply text(RedisInputStream in) {
        readLine(in);
        if (lineLength == 2 && line[0] == 'O' && line[1] == 'K') return Reply.OK;
        String text = lineText();
        return text.equals("QUEUED") ? Reply.QUEUED : new Reply.Text(text);
    }

    private Reply bulk(RedisInputStream in) {
        long length = number(in);
        if (length == -1) return Reply.NULL;
        return new Reply.Blob(bytes(in, checkedLength(length)));
    }

    private Reply array(RedisInputStream in, int depth) {
        long count = number(in);
        if (count == -1) return Reply.NULL;
        return new Reply.Array(elements(in, checkedCount(count), depth));
    }

    private Reply push(RedisInputStream in, int depth) {
        if (depth > 0) throw new MalformedReplyException("a push inside a reply");
        List<Reply> all = elements(in, count(in), depth);
        if (all.isEmpty()) throw new MalformedReplyException("an empty push");
        return new Reply.Push(word(all.get(0)), all.subList(1, all.size()));
    }

    /** What a message is called, by whatever kind of string. */
    static String word(Reply reply) {
        if (reply instanceof Reply.Blob blob) return new String(blob.value(), StandardCharsets.UTF_8);
        if (reply instanceof Reply.Text text) return text.value();
        throw new MalformedReplyException("a message that does not begin with its kind");
    }

    private List<Reply> elements(RedisInputStream in, int count, int depth) {
        List<Reply> elements = new ArrayList<>(Math.min(count, SCRATCH));
        for (int i = 0; i < count; i++) elements.add(value(in, depth + 1));
        return elements;
    }

    private List<Map.Entry<Reply, Reply>> pairs(RedisInputStream in, int depth) {
        int count = count(in);
        List<Map.Entry<Reply, Reply>> pairs = new ArrayList<>(Math.min(count, SCRATCH));
        for (int i = 0; i < count; i++) pairs.add(Map.entry(value(in, depth + 1), value(in, depth + 1)));
        return pairs;
    }

    private Reply bool(RedisInputStream in) {
        readLine(in);
        if (lineLength == 1 && line[0] == 't') return new Reply.Bool(true);
        if (lineLength == 1 && line[0] == 'f') return new Reply.Bool(false);
        throw new MalformedReplyException("a boolean that is neither t nor f");
    }

    private double floating(RedisInputStream in) {
        String text = lineText(in);
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

    private BigInteger bigNumber(RedisInputStream in) {
        readLine(in);
        if (lineLength > MAX_BIG_NUMBER) throw new MalformedReplyException("a big number of " + lineLength + " digits");
        try {
            return new BigInteger(lineText());
        } catch (NumberFormatException e) {
            throw new MalformedReplyException("a big number that is no number");
        }
    }

    private Reply verbatim(RedisInputStream in) {
        byte[] all = bytes(in, length(in));
        if (all.length < 4 || all[3] != ':') throw new MalformedReplyException("a verbatim text without its format");
        String format = new String(all, 0, 3, StandardCharsets.US_ASCII);
        return new Reply.Verbatim(format, Arrays.copyOfRange(all, 4, all.length));
    }

    private byte[] bytes(RedisInputStream in, int length) {
        byte[] bytes = new byte[Math.min(length, FIRST_CHUNK)];
        int have = 0;
        while (have < length) {
            if (have == bytes.length) bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
            have += in.read(bytes, have, bytes.length - have);
        }
        if (in.readByte() != '\r' || in.readByte() != '\n')
            throw new MalformedReplyException("a string longer than announced");
        return bytes;
    }

    private int length(RedisInputStream in) {
        return checkedLength(number(in));
    }

    private static int checkedLength(long length) {
        if (length < 0 || length > MAX_BULK)
            throw new MalformedReplyException("a string of " + length + " bytes, at most " + MAX_BULK + " can be");
        return (int) length;
    }

    private int count(RedisInputStream in) {
        return checkedCount(number(in));
    }

    private static int checkedCount(long count) {
        if (count < 0 || count > Integer.MAX_VALUE) throw new MalformedReplyException("a list of " + count);
        return (int) count;
    }

    /** A signed decimal that fits a long, to the end of its line. */
    private static long number(RedisInputStream in) {
        byte b = in.readByte();
        boolean negative = b == '-';
        if (negative || b == '+') b = in.readByte();
        long n = 0;
        int digits = 0;
        for (; b != '\r'; b = in.readByte()) {
            // Counted downwards, since Long.MIN_VALUE has no positive twin.
            int digit = b - '0';
            if (digit < 0 || digit > 9 || n < (Long.MIN_VALUE + digit) / 10) throw noNumber();
            n = n * 10 - digit;
            digits++;
        }
        if (in.readByte() != '\n' || digits == 0 || (!negative && n == Long.MIN_VALUE)) throw noNumber();
        return negative ? n : -n;
    }

    private static MalformedReplyException noNumber() {
        return new MalformedReplyException("a number that is none");
    }

    private String lineText(RedisInputStream in) {
        readLine(in);
        return lineText();
    }

    private String lineText() {
        String text = new String(line, 0, lineLength, StandardCharsets.UTF_8);
        if (line.length > FIRST_CHUNK) line = new byte[SCRATCH];
        return text;
    }

    private void readLine(RedisInputStream in) {
        int n = 0;
        while (true) {
            byte b = in.readByte();
            if (b == '\r') {
                byte next = in.readByte();
                if (next == '\n') break;
                throw new MalformedReplyException("a line that holds a carriage return");
            }
            if (n == line.length) {
                if (n >= MAX_BULK) throw new MalformedReplyException("a line of more than " + MAX_BULK + " bytes");
                line = Arrays.copyOf(line, n * 2);
            }
            line[n++] = b;
        }
        lineLength = n;
    }
}
