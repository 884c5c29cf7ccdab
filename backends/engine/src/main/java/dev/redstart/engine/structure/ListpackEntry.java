package dev.redstart.engine.structure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One element of a {@link Listpack}: encoding, data, back length.
 *
 * <pre>
 * 0xxxxxxx            integer 0 to 127
 * 10xxxxxx            string of up to 63 bytes
 * 110xxxxx +1         integer of 13 bits
 * 1110xxxx +1         string of up to 4095 bytes
 * 0xF1 .. 0xF4        integer of 16, 24, 32, 64 bits, little endian
 * 0xF0 +4             string, length in 32 bits, little endian
 * 0xFF                end of the listpack
 * </pre>
 *
 * <p>The back length, of encoding and data together, is in groups of seven bits, the highest first; all but the first
 * have their high bit set, so that it can be read from its last byte. Its size classes end one early (16382 instead of
 * 16383 and so on) as they do in Redis.
 */
final class ListpackEntry {
    static final int HEADER = 6;
    static final int END = 0xff;

    private static final int STRING32 = 0xf0;
    private static final int INT16 = 0xf1;
    private static final int INT24 = 0xf2;
    private static final int INT32 = 0xf3;
    private static final int INT64 = 0xf4;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ListpackEntry() {}

    static int int32(byte[] lp, int at) {
        return (int) INTS.get(lp, at);
    }

    static void putInt32(byte[] lp, int at, int value) {
        INTS.set(lp, at, value);
    }

    /** Bytes of the whole element. */
    static int size(byte[] lp, int pos) {
        return withBackLength(bareSize(lp, pos));
    }

    /** Bytes of encoding and data. */
    private static int bareSize(byte[] lp, int pos) {
        int b = lp[pos] & 0xff;
        if (b < 0x80) {
            return 1;
        }
        if (b < 0xc0) {
            return 1 + (b & 0x3f);
        }
        if (b < 0xe0) {
            return 2;
        }
        if (b < 0xf0) {
            return 2 + ((b & 0x0f) << 8 | (lp[pos + 1] & 0xff));
        }
        return switch (b) {
            case STRING32 -> 5 + int32(lp, pos + 1);
            case INT16 -> 3;
            case INT24 -> 4;
            case INT32 -> 5;
            case INT64 -> 9;
            default -> throw new IllegalStateException("corrupt listpack: encoding byte " + b);
        };
    }

    static boolean isInteger(byte[] lp, int pos) {
        int b = lp[pos] & 0xff;
        return b < 0x80 || (b >= 0xc0 && b < 0xe0) || b > STRING32;
    }

    static long longAt(byte[] lp, int pos) {
        int b = lp[pos] & 0xff;
        if (b < 0x80) {
            return b;
        }
        if (b < 0xe0) {
            return ((b & 0x1f) << 8 | (lp[pos + 1] & 0xff)) << 19 >> 19;
        }
        return switch (b) {
            case INT16 -> (lp[pos + 1] & 0xff) | lp[pos + 2] << 8;
            case INT24 -> (lp[pos + 1] & 0xff) | (lp[pos + 2] & 0xff) << 8 | lp[pos + 3] << 16;
            case INT32 -> int32(lp, pos + 1);
            default -> (long) LONGS.get(lp, pos + 1);
        };
    }

    static int stringOffset(byte[] lp, int pos) {
        int b = lp[pos] & 0xff;
        return pos + (b < 0xc0 ? 1 : b < 0xf0 ? 2 : 5);
    }

    static int stringLength(byte[] lp, int pos) {
        int b = lp[pos] & 0xff;
        if (b < 0xc0) {
            return b & 0x3f;
        }
        return b < 0xf0 ? (b & 0x0f) << 8 | (lp[pos + 1] & 0xff) : int32(lp, pos + 1);
    }

    /** The position of the element that ends where {@code pos} begins. */
    static int before(byte[] lp, int pos) {
        int at = pos - 1;
        int size = lp[at] & 0x7f;
        for (int shift = 7; lp[at] < 0; shift += 7) {
            at--;
            size |= (lp[at] & 0x7f) << shift;
        }
        return pos - withBackLength(size);
    }

    static int longSize(long value) {
        if (value >= 0 && value <= 127) {
            return 1;
        }
        if (value >= -4096 && value <= 4095) {
            return 2;
        }
        if (value == (short) value) {
            return 3;
        }
        if (value >= -(1 << 23) && value < 1 << 23) {
            return 4;
        }
        return value == (int) value ? 5 : 9;
    }

    static void writeLong(byte[] lp, int pos, int size, long value) {
        switch (size) {
            case 1 -> lp[pos] = (byte) value;
            case 2 -> {
                lp[pos] = (byte) (0xc0 | (value >> 8 & 0x1f));
                lp[pos + 1] = (byte) value;
            }
            case 3 -> {
                lp[pos] = (byte) INT16;
                lp[pos + 1] = (byte) value;
                lp[pos + 2] = (byte) (value >> 8);
            }
            case 4 -> {
                lp[pos] = (byte) INT24;
                lp[pos + 1] = (byte) value;
                lp[pos + 2] = (byte) (value >> 8);
                lp[pos + 3] = (byte) (value >> 16);
            }
            case 5 -> {
                lp[pos] = (byte) INT32;
                putInt32(lp, pos + 1, (int) value);
            }
            default -> {
                lp[pos] = (byte) INT64;
                LONGS.set(lp, pos + 1, value);
            }
        }
    }

    static int stringSize(int length) {
        return Math.addExact(length, length < 64 ? 1 : length < 4096 ? 2 : 5);
    }

    static void writeString(byte[] lp, int pos, byte[] string) {
        int length = string.length;
        int at = pos;
        if (length < 64) {
            lp[at++] = (byte) (0x80 | length);
        } else if (length < 4096) {
            lp[at++] = (byte) (0xe0 | length >> 8);
            lp[at++] = (byte) length;
        } else {
            lp[at] = (byte) STRING32;
            putInt32(lp, at + 1, length);
            at += 5;
        }
        System.arraycopy(string, 0, lp, at, length);
    }

    static int withBackLength(int size) {
        return size + backLengthBytes(size);
    }

    private static int backLengthBytes(int size) {
        if (size <= 127) {
            return 1;
        }
        if (size < 16383) {
            return 2;
        }
        if (size < 2097151) {
            return 3;
        }
        return size < 268435455 ? 4 : 5;
    }

    static void writeBackLength(byte[] lp, int at, int size) {
        int rest = size;
        for (int i = backLengthBytes(size) - 1; i > 0; i--) {
            lp[at + i] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        lp[at] = (byte) rest;
    }

    /** The position behind the element at {@code pos}, or -1 when it is broken or does not end before {@code end}. */
    static int validate(byte[] lp, int pos, int end) {
        int b = lp[pos] & 0xff;
        int needed = b >= 0xe0 && b < 0xf0 ? 2 : b == STRING32 ? 5 : 1;
        if (b > INT64 || pos + needed > end) {
            return -1;
        }
        long size = b == STRING32 ? 5 + (int32(lp, pos + 1) & 0xffff_ffffL) : bareSize(lp, pos);
        if (size > end - pos) {
            return -1;
        }
        int backBytes = backLengthBytes((int) size);
        long following = pos + size + backBytes;
        if (following > end) {
            return -1;
        }
        int at = (int) following - 1;
        long back = 0;
        int shift = 0;
        for (int i = 0; ; i++, shift += 7, at--) {
            if (i == backBytes) {
                return -1;
            }
            back |= (long) (lp[at] & 0x7f) << shift;
            if (lp[at] >= 0) {
                return back == size ? (int) following : -1;
            }
        }
    }
}
