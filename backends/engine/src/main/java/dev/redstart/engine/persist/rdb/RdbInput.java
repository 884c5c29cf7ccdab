package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.structure.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the numbers and strings of the format, from memory or from a file piece by piece: never beyond the end and never more than memory is there for. */
final class RdbInput {

    /** Of a compressed string: a few bytes of a mutated file must not ask for gigabytes. */
    private static final int MAX_STRING = 512 * 1024 * 1024;

    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;
    /** What three bytes of LZF can stand for, generously. */
    private static final long MAX_RATIO = 100;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Of a file at once, and of a string that a file announces before its bytes are seen. */
    private static final int PIECE = 64 * 1024;

    private final @Nullable InputStream source;
    private final Runnable progress;
    /** From {@link #at} to {@link #end} there are bytes that were not read yet. */
    private byte[] bytes;

    private int end;
    private int at;
    /** Where {@link #bytes} begins in all there is. */
    private long base;
    /** How much there is in all; of a file that may still grow more than will ever come. */
    private final long total;

    private long crc;
    /** Up to here the bytes are in {@link #crc}. */
    private int summed;

    RdbInput(byte[] bytes, int end) {
        source = null;
        progress = () -> {};
        this.bytes = bytes;
        this.end = end;
        total = end;
    }

    /** Reads from a file, which has {@code total} bytes; {@code progress} runs each time that more of it was read. */
    RdbInput(InputStream source, long total, Runnable progress) {
        this.source = source;
        this.progress = progress;
        bytes = new byte[PIECE];
        this.total = total;
    }

    CorruptRdbException corrupt(String why) {
        return new CorruptRdbException(offset(), why);
    }

    /** How many bytes have been read. */
    long offset() {
        return base + at;
    }

    /** Whether nothing is left. */
    boolean isAtEnd() {
        return left() == 0;
    }

    private long left() {
        return total - offset();
    }

    /** Makes sure of some bytes in one piece; of a file {@link #PIECE} at most. */
    private void need(long more) {
        if (more < 0 || more > left()) throw corrupt("it ends in the middle of a value");
        if (more > end - at) fill((int) more);
    }

    private void fill(int more) {
        if (source == null) throw corrupt("it ends in the middle of a value");
        sum();
        System.arraycopy(bytes, at, bytes, 0, end - at);
        base += at;
        end -= at;
        at = 0;
        summed = 0;
        try {
            int n = source.readNBytes(bytes, end, (int) Math.min(bytes.length - end, total - base - end));
            end += n;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (more > end) throw corrupt("it ends in the middle of a value");
        progress.run();
    }

    private void sum() {
        crc = Crc64.update(crc, bytes, summed, at);
        summed = at;
    }

    /** The checksum of what has been read. */
    long checksum() {
        sum();
        return crc;
    }

    int get() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    byte[] raw(int length) {
        if (length < 0 || length > left()) throw corrupt("it ends in the middle of a value");
        if (length <= end - at) {
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }
        // Grows with what is really there: the length may be a lie.
        byte[] text = new byte[Math.min(length, PIECE)];
        for (int n = 0; n < length; ) {
            if (n == text.length) text = Arrays.copyOf(text, (int) Math.min(length, text.length * 2L));
            need(1);
            int part = Math.min(end - at, text.length - n);
            System.arraycopy(bytes, at, text, n, part);
            at += part;
            n += part;
        }
        return text;
    }

    /** 64 bits, lowest byte first. */
    long fixed() {
        need(Long.BYTES);
        at += Long.BYTES;
        return (long) LITTLE.get(bytes, at - Long.BYTES);
    }

    /** A length, or another number written like one: unsigned. */
    long number() {
        int first = get();
        return switch (first >> 6) {
            case 0 -> first;
            case 1 -> (first & 0x3F) << 8 | get();
            case 2 -> longNumber(first);
            default -> throw corrupt("a number begins with " + first);
        };
    }

    private long longNumber(int first) {
        if (first == 0x80) return (long) get() << 24 | get() << 16 | get() << 8 | get();
        if (first != 0x81) throw corrupt("a number begins with " + first);
        need(Long.BYTES);
        at += Long.BYTES;
        return (long) BIG.get(bytes, at - Long.BYTES);
    }

    /** How many things follow, of which each takes at least so many bytes. */
    int count(int bytesEach) {
        long n = number();
        if (n < 0 || n > left() / bytesEach || n > Integer.MAX_VALUE)
            throw corrupt(Long.toUnsignedString(n) + " elements are announced");
        return (int) n;
    }

    byte[] string() {
        need(1);
        if ((bytes[at] & 0xC0) != 0xC0) {
            long length = number();
            if (length < 0 || length > MAX_LENGTH)
                throw corrupt("a string of " + Long.toUnsignedString(length) + " bytes");
            return raw((int) length);
        }
        int encoding = get();
        return switch (encoding) {
            case 0xC0 -> Numbers.toBytes((byte) get());
            case 0xC1 -> Numbers.toBytes((short) (get() | get() << 8));
            case 0xC2 -> Numbers.toBytes(get() | get() << 8 | get() << 16 | get() << 24);
            case 0xC3 -> compressed();
            default -> throw corrupt("a string begins with " + encoding);
        };
    }

    private byte[] compressed() {
        long in = number();
        long out = number();
        if (in < 0 || in > Math.min(left(), MAX_LENGTH)) throw corrupt("it ends in the middle of a value");
        if (out <= 0 || out > MAX_STRING || out > in * MAX_RATIO)
            throw corrupt("a string of " + out + " bytes in " + in);
        byte[] compressed = raw((int) in);
        byte[] text = Lzf.decompress(compressed, 0, compressed.length, (int) out);
        if (text == null) throw corrupt("a compressed string does not make what it says");
        return text;
    }

    double binaryDouble() {
        return Double.longBitsToDouble(fixed());
    }

    /** As versions before 8 have it: in decimal. */
    double textDouble() {
        int length = get();
        switch (length) {
            case 253:
                return Double.NaN;
            case 254:
                return Double.POSITIVE_INFINITY;
            case 255:
                return Double.NEGATIVE_INFINITY;
            default:
                return Numbers.parseDouble(new String(raw(length), StandardCharsets.US_ASCII)
                        .strip()
                        .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
