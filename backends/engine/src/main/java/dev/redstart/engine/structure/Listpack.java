package dev.redstart.engine.structure;

import static dev.redstart.engine.structure.ListpackEntry.HEADER;

import java.util.Arrays;

/**
 * Listpack: a sequence of strings and integers in one byte array, in Redis' exact layout.
 *
 * <p>Layout: total bytes (32 bits, little endian), number of elements (16 bits, 65535 when there are more or it is not
 * known), the elements, 0xFF. An element is an encoding byte, its data, and its own length written so that it can be
 * read backwards; {@link ListpackEntry} has the details. A string that is a canonical integer is stored as one.
 *
 * <p>Source: Salvatore Sanfilippo's listpack specification and Redis' {@code listpack.c}.
 *
 * <p>Use: a position is the offset of an element's first byte; -1 is none. Iterate with
 * {@code for (int p = first(lp); p >= 0; p = next(lp, p))}. Operations that change something never touch the array they
 * are given but return another one, exactly as long as its content: so a listpack may be shared with a snapshot or a
 * reply. Deviation: the variants with {@code roomy} are for an owner of a growing array: they may write into it, and
 * leave room behind the content ({@link #bytes} is the content's length, {@link #trim} cuts the rest off).
 *
 * <p>Everything but {@link #validate} trusts its input: validate first what came from outside.
 */
public final class Listpack {
    private static final int UNKNOWN = 65535;
    /** Redis lets no listpack grow beyond a gibibyte. */
    private static final int MAX_SAFE_BYTES = 1 << 30;

    private Listpack() {}

    public static byte[] create() {
        return new byte[] {HEADER + 1, 0, 0, 0, 0, 0, (byte) ListpackEntry.END};
    }

    public static byte[] of(byte[]... elements) {
        byte[] lp = create();
        for (byte[] element : elements) {
            lp = append(lp, element, true);
        }
        return trim(lp);
    }

    /** Bytes of the content, which is what DUMP and RDB write. */
    public static int bytes(byte[] lp) {
        return ListpackEntry.int32(lp, 0);
    }

    /** Number of elements; walks the whole of it beyond 65534. */
    public static int length(byte[] lp) {
        int n = header(lp);
        return n != UNKNOWN ? n : count(lp);
    }

    private static int header(byte[] lp) {
        return (lp[4] & 0xff) | (lp[5] & 0xff) << 8;
    }

    private static int count(byte[] lp) {
        int n = 0;
        for (int p = first(lp); p >= 0; p = next(lp, p)) {
            n++;
        }
        return n;
    }

    public static boolean isEmpty(byte[] lp) {
        return bytes(lp) == HEADER + 1;
    }

    /** Whether {@code more} bytes may be added without passing the size that Redis thinks safe. */
    public static boolean isSafeToAdd(byte[] lp, long more) {
        return bytes(lp) + more <= MAX_SAFE_BYTES;
    }

    /** The same content in an array without room to spare; the same array when it has none. */
    public static byte[] trim(byte[] lp) {
        int total = bytes(lp);
        return total == lp.length ? lp : Arrays.copyOf(lp, total);
    }

    // Positions

    public static int first(byte[] lp) {
        return isEmpty(lp) ? -1 : HEADER;
    }

    public static int last(byte[] lp) {
        return isEmpty(lp) ? -1 : ListpackEntry.before(lp, end(lp));
    }

    /** The position behind the last element: nothing can be read there, but {@link #insert} takes it. */
    public static int end(byte[] lp) {
        return bytes(lp) - 1;
    }

    public static int next(byte[] lp, int pos) {
        int p = pos + ListpackEntry.size(lp, pos);
        return lp[p] == (byte) ListpackEntry.END ? -1 : p;
    }

    /** As {@link #next}, but {@link #end} instead of none. */
    public static int after(byte[] lp, int pos) {
        return pos + ListpackEntry.size(lp, pos);
    }

    public static int prev(byte[] lp, int pos) {
        return pos == HEADER ? -1 : ListpackEntry.before(lp, pos);
    }

    /** Position of the element at {@code index}, counted from the end when negative (-1 is the last). */
    public static int seek(byte[] lp, long index) {
        int n = header(lp);
        boolean backward = index < 0;
        long steps = backward ? -1 - index : index;
        if (n != UNKNOWN) {
            if (steps >= n) {
                return -1;
            }
            if (steps > n / 2) {
                backward = !backward;
                steps = n - 1 - steps;
            }
        }
        int p = backward ? last(lp) : first(lp);
        for (; p >= 0 && steps > 0; steps--) {
            p = backward ? prev(lp, p) : next(lp, p);
        }
        return p;
    }

    // Reading

    public static boolean isInteger(byte[] lp, int pos) {
        return ListpackEntry.isInteger(lp, pos);
    }

    /** The element where {@link #isInteger}. */
    public static long longAt(byte[] lp, int pos) {
        return ListpackEntry.longAt(lp, pos);
    }

    /** Where the bytes of a string element begin. */
    public static int stringOffset(byte[] lp, int pos) {
        return ListpackEntry.stringOffset(lp, pos);
    }

    public static int stringLength(byte[] lp, int pos) {
        return ListpackEntry.stringLength(lp, pos);
    }

    /** The element as bytes, an integer as its text. */
    public static byte[] getBytes(byte[] lp, int pos) {
        if (ListpackEntry.isInteger(lp, pos)) {
            return Numbers.toBytes(ListpackEntry.longAt(lp, pos));
        }
        int from = ListpackEntry.stringOffset(lp, pos);
        return Arrays.copyOfRange(lp, from, from + ListpackEntry.stringLength(lp, pos));
    }

    /** Whether the element equals these bytes. */
    public static boolean compare(byte[] lp, int pos, byte[] bytes) {
        if (ListpackEntry.isInteger(lp, pos)) {
            return Numbers.isLong(bytes) && Numbers.parseLong(bytes) == ListpackEntry.longAt(lp, pos);
        }
        int length = ListpackEntry.stringLength(lp, pos);
        if (length != bytes.length) {
            return false;
        }
        int from = ListpackEntry.stringOffset(lp, pos);
        return Arrays.equals(lp, from, from + length, bytes, 0, length);
    }

    /**
     * The first element from {@code pos} on that equals {@code bytes}, or -1. After each one compared, {@code skip} are
     * passed over: 1 searches the fields of a hash or the members of a sorted set.
     */
    public static int find(byte[] lp, int pos, byte[] bytes, int skip) {
        boolean integer = Numbers.isLong(bytes);
        long value = integer ? Numbers.parseLong(bytes) : 0;
        int length = bytes.length;
        int stop = end(lp);
        int passing = 0;
        for (int p = pos; p >= 0 && p < stop; p += ListpackEntry.size(lp, p)) {
            if (passing > 0) {
                passing--;
                continue;
            }
            passing = skip;
            if (ListpackEntry.isInteger(lp, p)) {
                if (integer && ListpackEntry.longAt(lp, p) == value) {
                    return p;
                }
            } else if (ListpackEntry.stringLength(lp, p) == length) {
                int from = ListpackEntry.stringOffset(lp, p);
                if (Arrays.equals(lp, from, from + length, bytes, 0, length)) {
                    return p;
                }
            }
        }
        return -1;
    }

    // Changing

    public static byte[] append(byte[] lp, byte[] element) {
        return insert(lp, end(lp), element, false);
    }

    public static byte[] append(byte[] lp, byte[] element, boolean roomy) {
        return insert(lp, end(lp), element, roomy);
    }

    public static byte[] append(byte[] lp, long element) {
        return put(lp, end(lp), 0, 1, element, false);
    }

    public static byte[] append(byte[] lp, long element, boolean roomy) {
        return put(lp, end(lp), 0, 1, element, roomy);
    }

    public static byte[] prepend(byte[] lp, byte[] element) {
        return insert(lp, HEADER, element, false);
    }

    public static byte[] prepend(byte[] lp, byte[] element, boolean roomy) {
        return insert(lp, HEADER, element, roomy);
    }

    /** Inserts before the element at {@code pos}, or at the {@link #end}; the new element is then at {@code pos}. */
    public static byte[] insert(byte[] lp, int pos, byte[] element) {
        return insert(lp, pos, element, false);
    }

    public static byte[] insert(byte[] lp, int pos, byte[] element, boolean roomy) {
        return put(lp, pos, 0, 1, element, roomy);
    }

    public static byte[] insert(byte[] lp, int pos, long element) {
        return put(lp, pos, 0, 1, element, false);
    }

    /** Inserts behind the element at {@code pos}; the new element is at {@code after(lp, pos)}. */
    public static byte[] insertAfter(byte[] lp, int pos, byte[] element) {
        return insert(lp, after(lp, pos), element, false);
    }

    /** Replaces the element at {@code pos}, where the new one then is. */
    public static byte[] replace(byte[] lp, int pos, byte[] element) {
        return replace(lp, pos, element, false);
    }

    public static byte[] replace(byte[] lp, int pos, byte[] element, boolean roomy) {
        return put(lp, pos, ListpackEntry.size(lp, pos), 0, element, roomy);
    }

    public static byte[] replace(byte[] lp, int pos, long element) {
        return replace(lp, pos, element, false);
    }

    public static byte[] replace(byte[] lp, int pos, long element, boolean roomy) {
        return put(lp, pos, ListpackEntry.size(lp, pos), 0, element, roomy);
    }

    /** Deletes the element at {@code pos}, where the one behind it, or the end, then is. */
    public static byte[] delete(byte[] lp, int pos) {
        return delete(lp, pos, false);
    }

    public static byte[] delete(byte[] lp, int pos, boolean roomy) {
        return open(lp, pos, ListpackEntry.size(lp, pos), 0, -1, roomy);
    }

    /** Deletes up to {@code n} elements from {@code index} on, which may count from the end. */
    public static byte[] deleteRange(byte[] lp, long index, long n) {
        int p = seek(lp, index);
        return p < 0 || n <= 0 ? lp : deleteRangeAt(lp, p, n, false);
    }

    /** Deletes up to {@code n} elements from position {@code pos} on. */
    public static byte[] deleteRangeAt(byte[] lp, int pos, long n, boolean roomy) {
        int stop = end(lp);
        int p = pos;
        int deleted = 0;
        for (; p < stop && deleted < n; deleted++) {
            p += ListpackEntry.size(lp, p);
        }
        return deleted == 0 ? lp : open(lp, pos, p - pos, 0, -deleted, roomy);
    }

    /** The elements of both. */
    public static byte[] merge(byte[] head, byte[] tail) {
        int elements = header(head) == UNKNOWN || header(tail) == UNKNOWN ? UNKNOWN : header(head) + header(tail);
        int headEnd = end(head);
        int tailBytes = end(tail) - HEADER;
        byte[] lp = new byte[headEnd + tailBytes + 1];
        System.arraycopy(head, 0, lp, 0, headEnd);
        System.arraycopy(tail, HEADER, lp, headEnd, tailBytes);
        return close(lp, lp.length, elements);
    }

    /** A listpack of the {@code n} elements that stand from position {@code from} up to position {@code to}. */
    public static byte[] slice(byte[] lp, int from, int to, int n) {
        byte[] part = new byte[HEADER + to - from + 1];
        System.arraycopy(lp, from, part, HEADER, to - from);
        return close(part, part.length, n);
    }

    private static byte[] put(byte[] lp, int pos, int removed, int elements, byte[] element, boolean roomy) {
        if (Numbers.isLong(element)) {
            return put(lp, pos, removed, elements, Numbers.parseLong(element), roomy);
        }
        int size = ListpackEntry.stringSize(element.length);
        byte[] changed = open(lp, pos, removed, ListpackEntry.withBackLength(size), elements, roomy);
        ListpackEntry.writeString(changed, pos, element);
        ListpackEntry.writeBackLength(changed, pos + size, size);
        return changed;
    }

    private static byte[] put(byte[] lp, int pos, int removed, int elements, long element, boolean roomy) {
        int size = ListpackEntry.longSize(element);
        byte[] changed = open(lp, pos, removed, size + 1, elements, roomy);
        ListpackEntry.writeLong(changed, pos, size, element);
        changed[pos + size] = (byte) size;
        return changed;
    }

    /** Puts {@code added} bytes to be filled in the place of {@code removed} ones, and brings the header up to date. */
    private static byte[] open(byte[] lp, int pos, int removed, int added, int elements, boolean roomy) {
        int total = bytes(lp);
        int changed = Math.addExact(total - removed, added);
        byte[] to = lp;
        if (roomy && removed == added) {
            return lp;
        }
        if (!roomy) {
            to = new byte[changed];
        } else if (changed > lp.length || changed < lp.length / 4) {
            to = new byte[changed + Math.min(changed / 2, 8192)];
        }
        if (to != lp) {
            System.arraycopy(lp, 0, to, 0, pos);
        }
        System.arraycopy(lp, pos + removed, to, pos + added, total - pos - removed);
        int n = header(lp);
        return close(to, changed, n == UNKNOWN ? UNKNOWN : n + elements);
    }

    private static byte[] close(byte[] lp, int total, int elements) {
        int n = Math.min(elements, UNKNOWN);
        ListpackEntry.putInt32(lp, 0, total);
        lp[4] = (byte) n;
        lp[5] = (byte) (n >>> 8);
        lp[total - 1] = (byte) ListpackEntry.END;
        return lp;
    }

    // Checking

    /**
     * Whether this is a listpack that every operation here can trust. Without {@code deep} only its header and end are
     * looked at, which is not enough for bytes from outside.
     */
    public static boolean validate(byte[] lp, boolean deep) {
        if (lp.length < HEADER + 1 || bytes(lp) != lp.length || lp[lp.length - 1] != (byte) ListpackEntry.END) {
            return false;
        }
        if (!deep) {
            return true;
        }
        int end = lp.length - 1;
        int n = 0;
        int p = HEADER;
        while (p < end) {
            p = ListpackEntry.validate(lp, p, end);
            if (p < 0) {
                return false;
            }
            n++;
        }
        return p == end && (header(lp) == UNKNOWN || header(lp) == n);
    }
}
