package dev.redstart.engine.persist.rdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The small hashes of versions before 2.6: a number of fields (254 when there are as many or more), then of each field and
 * each value its length in 1 or 5 bytes and its bytes, of a value with a byte between them that says how many unused ones
 * follow; at last 0xFF.
 */
final class Zipmap {

    private static final int END = 0xFF;
    private static final int LONG_LENGTH = 254;

    private Zipmap() {}

    /** Fields and values in turn of the zipmap that comes next. */
    static List<byte[]> elements(RdbInput in) {
        byte[] map = in.string();
        List<byte[]> elements = new ArrayList<>();
        int at = 1;
        boolean value = false;
        while (at < map.length && (map[at] & 0xFF) != END) {
            long length = map[at++] & 0xFF;
            if (length == LONG_LENGTH) {
                if (at + 4 > map.length) throw damaged(in);
                length = 0;
                for (int i = 0; i < 4; i++) length |= (map[at++] & 0xFFL) << 8 * i;
                // What fits into one byte is never written in five.
                if (length < LONG_LENGTH) throw damaged(in);
            }
            int unused = 0;
            if (value && at < map.length) unused = map[at++] & 0xFF;
            if (length + unused > map.length - 1 - at) throw damaged(in);
            elements.add(Arrays.copyOfRange(map, at, at + (int) length));
            at += (int) length + unused;
            value = !value;
        }
        boolean complete = !value && !elements.isEmpty() && at == map.length - 1;
        boolean counted = map.length > 0 && ((map[0] & 0xFF) >= LONG_LENGTH || (map[0] & 0xFF) == elements.size() / 2);
        if (!complete || !counted) throw damaged(in);
        return elements;
    }

    private static CorruptRdbException damaged(RdbInput in) {
        return in.corrupt("Zipmap integrity check failed");
    }
}
