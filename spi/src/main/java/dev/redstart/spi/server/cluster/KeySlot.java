package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The slot of a key: CRC16 (the XMODEM variant: polynomial 0x1021, beginning with 0) of its hash tag, modulo
 * {@value #COUNT}. The tag is what stands between the first <code>{</code> and the next <code>}</code>, and the whole key
 * when there is no such pair or nothing in it. As the Redis Cluster specification says. O(length of the key).
 */
public final class KeySlot {

    /** How many slots a cluster has. */
    public static final int COUNT = 16_384;

    /** {@link #of(Request, RedisException.Origin)} of a request without keys. */
    static final int NONE = -1;

    private static final int POLYNOMIAL = 0x1021;
    private static final char[] TABLE = new char[256];
    private static final int SHOWN = 40;

    static {
        for (int b = 0; b < TABLE.length; b++) {
            int crc = b << 8;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            TABLE[b] = (char) crc;
        }
    }

    private KeySlot() {}

    /** From 0 to {@value #COUNT} - 1. */
    public static int of(byte[] key) {
        int open = indexOf(key, '{', 0);
        int close = open < 0 ? -1 : indexOf(key, '}', open + 1);
        return close > open + 1 ? crc16(key, open + 1, close) % COUNT : crc16(key, 0, key.length) % COUNT;
    }

    /**
     * The slot that all keys of the request share; {@link #NONE} when it has none.
     *
     * @throws UnsupportedCommandException when they do not share one, naming two of them; nothing was sent
     */
    static int of(Request request, RedisException.Origin origin) {
        return of(List.of(request), request.name(), origin);
    }

    /** The same for a transaction: all keys of all its requests. */
    static int ofTransaction(List<Request> requests, RedisException.Origin origin) {
        return of(requests, "a transaction", origin);
    }

    private static int of(List<Request> requests, String what, RedisException.Origin origin) {
        int slot = NONE;
        byte[] first = {};
        for (Request request : requests) {
            for (int position : request.keyPositions()) {
                byte[] key = request.arguments()[position];
                int own = of(key);
                if (slot == NONE) {
                    slot = own;
                    first = key;
                } else if (own != slot) {
                    throw apart(what, first, slot, key, own, origin);
                }
            }
        }
        return slot;
    }

    /** Keys are no secrets as values are, and without them nobody could find the mistake. */
    private static UnsupportedCommandException apart(
            String what, byte[] a, int slotOfA, byte[] b, int slotOfB, RedisException.Origin origin) {
        return new UnsupportedCommandException(
                what + " needs keys of one slot, and '" + text(a) + "' is in slot " + slotOfA + ", '"
                        + text(b) + "' in slot " + slotOfB
                        + "; give them one hash tag, as {user:1}:name and {user:1}:age",
                origin,
                Phase.NOT_SENT);
    }

    private static String text(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    private static int crc16(byte[] bytes, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) crc = (crc << 8 ^ TABLE[(crc >>> 8 ^ bytes[i]) & 0xFF]) & 0xFFFF;
        return crc;
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == wanted) return i;
        return -1;
    }
}
