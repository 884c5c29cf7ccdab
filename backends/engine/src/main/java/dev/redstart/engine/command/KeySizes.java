package dev.redstart.engine.command;

import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetValue;

/**
 * How many values there are of each size, by powers of two: bytes of a string, elements of anything else; streams are left
 * out. Counted when somebody asks, which takes a look at every key: Redis counts along with each change, which all who write
 * would pay for.
 */
final class KeySizes {

    private static final String[] TYPES = {
        "strings_sizes", "lists_items", "sets_items", "zsets_items", "hashes_items",
    };
    private static final int BINS = 61;
    private static final String UNITS = " KMGTPE";

    /** By type and by how many bits the size has. */
    private final long[][] counts = new long[TYPES.length][BINS];

    private KeySizes() {}

    /** One line for each type that is there. */
    static void tell(InfoText text, Keyspace db) {
        KeySizes sizes = new KeySizes();
        db.forEach((key, value) -> sizes.count(value));
        for (int type = 0; type < TYPES.length; type++) {
            String line = line(sizes.counts[type]);
            if (!line.isEmpty()) text.line("db" + db.index() + "_distrib_" + TYPES[type], line);
        }
    }

    private void count(Value value) {
        if (value instanceof StringValue s) count(0, s.length());
        else if (value instanceof ListValue l) count(1, l.size());
        else if (value instanceof SetValue s) count(2, s.size());
        else if (value instanceof ZSetValue z) count(3, z.size());
        else if (value instanceof HashValue h) count(4, h.size());
        else if (!(value instanceof StreamValue)) throw new IllegalStateException("a value of type " + value.type());
    }

    private void count(int type, long size) {
        counts[type][Long.SIZE - Long.numberOfLeadingZeros(size)]++;
    }

    private static String line(long[] bins) {
        StringBuilder line = new StringBuilder();
        for (int bits = 0; bits < bins.length; bits++) {
            if (bins[bits] == 0) continue;
            if (line.length() > 0) line.append(',');
            line.append(label(bits)).append('=').append(bins[bits]);
        }
        return line.toString();
    }

    /** The least size with so many bits, as 16 or 4K. */
    private static String label(int bits) {
        if (bits == 0) return "0";
        int power = bits - 1;
        long inUnit = 1L << power % 10;
        return power < 10 ? Long.toString(inUnit) : inUnit + UNITS.substring(power / 10, power / 10 + 1);
    }
}
