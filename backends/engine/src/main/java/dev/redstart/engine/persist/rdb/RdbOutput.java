package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.structure.Numbers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the numbers and strings of the format in memory. */
final class RdbOutput {

    /** Up to this length a string may be an integer, and not longer than that one is worth compressing. */
    private static final int MAX_INTEGER = 11;

    private static final int MIN_COMPRESSED = 20;
    /** A longer string may be left for later. */
    static final int LONG = 1 << 16;
    /** A larger buffer is not kept for what comes next. */
    private static final int MAX_KEPT = 1 << 18;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final @Nullable Lzf lzf;
    private byte[] bytes = new byte[64];
    private int size;
    /** Long strings left for later; null when they are written at once. */
    private @Nullable List<Piece.Later> later;

    /** {@code compression}: whether long strings are written compressed where that makes them shorter. */
    RdbOutput(boolean compression) {
        this(compression ? new Lzf() : null);
    }

    private RdbOutput(@Nullable Lzf lzf) {
        this.lzf = lzf;
    }

    /** An empty one that writes strings as this does. */
    RdbOutput sibling() {
        RdbOutput sibling = new RdbOutput(lzf);
        if (later != null) sibling.later = new ArrayList<>();
        return sibling;
    }

    /** Leaves long strings for who {@linkplain #takePiece takes} what has been collected. */
    void leaveLongStrings() {
        later = new ArrayList<>();
    }

    private void room(int more) {
        if (size + more > bytes.length || size + more < 0) bytes = Arrays.copyOf(bytes, newLength(more));
    }

    private int newLength(int more) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(bytes.length * 2L, (long) size + more));
    }

    void put(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    void raw(byte[] more) {
        raw(more, more.length);
    }

    private void raw(byte[] more, int length) {
        room(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    /** 64 bits, lowest byte first. */
    void fixed(long number) {
        room(Long.BYTES);
        LITTLE.set(bytes, size, number);
        size += Long.BYTES;
    }

    /** A length in 1, 2, 5 or 9 bytes; unsigned. */
    void length(long n) {
        if (n >= 0 && n < 1 << 6) {
            put((int) n);
        } else if (n >= 0 && n < 1 << 14) {
            put((int) (0x40 | n >> 8));
            put((int) n);
        } else if (n >= 0 && n <= 0xFFFFFFFFL) {
            put(0x80);
            for (int shift = 24; shift >= 0; shift -= 8) put((int) (n >> shift));
        } else {
            put(0x81);
            room(Long.BYTES);
            BIG.set(bytes, size, n);
            size += Long.BYTES;
        }
    }

    /** A string: as an integer, compressed, or as it is, whatever is shortest. */
    void string(byte[] text) {
        if (text.length <= MAX_INTEGER && Numbers.isLong(text)) {
            long n = Numbers.parseLong(text);
            if (n == (int) n) {
                integer((int) n);
                return;
            }
        }
        if (lzf != null && text.length > MIN_COMPRESSED) {
            byte[] shorter = lzf.compress(text, text.length - 4);
            if (shorter != null) {
                put(0xC3);
                length(shorter.length);
                length(text.length);
                raw(shorter);
                return;
            }
        }
        length(text.length);
        raw(text);
    }

    /** The same of the first bytes of an array, which stay as they are for good: it may be left for later. */
    void stable(byte[] array, int length) {
        if (later != null && length > LONG) later.add(new Piece.Later(size, array, length));
        else string(array.length == length ? array : Arrays.copyOf(array, length));
    }

    private void integer(int n) {
        int width = n == (byte) n ? 1 : n == (short) n ? 2 : 4;
        put(0xC0 | width >> 1);
        for (int i = 0; i < width; i++) put(n >> 8 * i);
    }

    /** What has been collected so far, without what is left for later. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    /** What has been collected; it begins anew with nothing. */
    Piece takePiece() {
        Piece taken = new Piece(toBytes(), later == null ? List.of() : List.copyOf(later));
        clear();
        return taken;
    }

    private void clear() {
        size = 0;
        if (later != null) later.clear();
        if (bytes.length > MAX_KEPT) bytes = new byte[MAX_KEPT];
    }

    /** Goes on with what another has collected, which begins anew with nothing. */
    void append(RdbOutput more) {
        if (later != null && more.later != null) {
            for (Piece.Later string : more.later)
                later.add(new Piece.Later(size + string.at(), string.array(), string.length()));
        }
        raw(more.bytes, more.size);
        more.clear();
    }
}
