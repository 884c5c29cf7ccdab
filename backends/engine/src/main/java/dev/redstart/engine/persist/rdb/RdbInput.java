package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.structure.Numbers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the numbers and strings of the format, never beyond the end and never more than memory is there for. */
final class RdbInput {

    /** Of a compressed string: a few bytes of a mutated file must not ask for gigabytes. */
    private static final int MAX_STRING = 512 * 1024 * 1024;
    /** What three bytes of LZF can stand for, generously. */
    private static final long MAX_RATIO = 100;

    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    RdbInput(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    CorruptRdbException corrupt(String why) {
        return new CorruptRdbException(at, why);
    }

    private void need(long more) {
        if (more < 0 || more > end - at) throw corrupt("it ends in the middle of a value");
    }

    int get() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    byte[] raw(int length) {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
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
        if (n < 0 || n > (end - at) / bytesEach) throw corrupt(Long.toUnsignedString(n) + " elements are announced");
        return (int) n;
    }

    byte[] string() {
        need(1);
        if ((bytes[at] & 0xC0) != 0xC0) {
            long length = number();
            need(length);
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
        need(in);
        if (out <= 0 || out > MAX_STRING || out > in * MAX_RATIO)
            throw corrupt("a string of " + out + " bytes in " + in);
        byte[] text = Lzf.decompress(bytes, at, at + (int) in, (int) out);
        if (text == null) throw corrupt("a compressed string does not make what it says");
        at += (int) in;
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

    boolean isAtEnd() {
        return at == end;
    }
}
