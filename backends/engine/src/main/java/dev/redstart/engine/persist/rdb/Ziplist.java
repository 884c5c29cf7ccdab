package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.structure.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The compact form of versions before 7.0: a header of total bytes (4), offset of the last entry (4) and number of entries
 * (2), entries, and 0xFF. An entry has the length of the one before it in 1 or 5 bytes, an encoding, and a content.
 */
final class Ziplist {

    private static final int HEADER = 10;
    private static final int END = 0xFF;
    private static final int UNKNOWN = 65_535;

    private final byte[] bytes;
    private final RdbInput in;
    private final String form;
    private int at = HEADER;

    private Ziplist(byte[] bytes, RdbInput in, String form) {
        this.bytes = bytes;
        this.in = in;
        this.form = form;
    }

    /** The elements of the ziplist that comes next; an error calls it by {@code form}. */
    static List<byte[]> elements(RdbInput in, String form) {
        return new Ziplist(in.string(), in, form).read();
    }

    private List<byte[]> read() {
        int last = bytes.length - 1;
        if (last < HEADER || little(0, 4) != bytes.length || (bytes[last] & 0xFF) != END) throw damaged();
        List<byte[]> elements = new ArrayList<>();
        int before = 0;
        int start = HEADER;
        while (at < last) {
            start = at;
            int previous = get();
            if (previous == 254) previous = (int) take(4);
            if (previous != before) throw damaged();
            elements.add(content());
            before = at - start;
        }
        long count = little(8, 2);
        if (at != last || little(4, 4) != start || count != UNKNOWN && count != elements.size()) throw damaged();
        return elements;
    }

    private byte[] content() {
        int encoding = get();
        switch (encoding >> 6) {
            case 0:
                return text(encoding & 0x3F);
            case 1:
                return text((encoding & 0x3F) << 8 | get());
            case 2:
                return text(get() << 24 | get() << 16 | get() << 8 | get());
            default:
                return Numbers.toBytes(integer(encoding));
        }
    }

    private long integer(int encoding) {
        return switch (encoding) {
            case 0xC0 -> (short) take(2);
            case 0xD0 -> (int) take(4);
            case 0xE0 -> take(8);
            case 0xF0 -> (int) take(3) << 8 >> 8;
            case 0xFE -> (byte) take(1);
            default -> {
                if (encoding < 0xF1 || encoding > 0xFD) throw damaged();
                yield (encoding & 0x0F) - 1;
            }
        };
    }

    private byte[] text(int length) {
        if (length < 0 || length > bytes.length - 1 - at) throw damaged();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int get() {
        return (int) take(1);
    }

    private long take(int width) {
        if (at + width > bytes.length - 1) throw damaged();
        at += width;
        return little(at - width, width);
    }

    private long little(int from, int width) {
        long n = 0;
        for (int i = 0; i < width; i++) n |= (bytes[from + i] & 0xFFL) << 8 * i;
        return n;
    }

    private CorruptRdbException damaged() {
        return in.corrupt(form + " integrity check failed");
    }
}
