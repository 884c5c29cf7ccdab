package dev.redstart.server;

import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Commands;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The command table, by names as they arrive: bytes, in whatever case. A hash table with open addressing, of which at most
 * a quarter is filled, so that one comparison finds nearly every name and nothing is allocated. Immutable.
 */
final class CommandNames {

    private final byte[][] names;
    private final Command[] rows;
    private final int mask;

    CommandNames(Commands commands) {
        Collection<Command> all = commands.all();
        int size = Integer.highestOneBit(Math.max(1, all.size())) * 8;
        names = new byte[size][];
        rows = new Command[size];
        mask = size - 1;
        for (Command row : all) {
            byte[] name = row.name().getBytes(StandardCharsets.UTF_8);
            int slot = slot(name, 0, name.length);
            while (names[slot] != null) slot = slot + 1 & mask;
            names[slot] = name;
            rows[slot] = row;
        }
    }

    /** The row of that name; null when there is none. */
    @Nullable
    Command find(byte[] text, int offset, int length) {
        for (int slot = slot(text, offset, length); ; slot = slot + 1 & mask) {
            byte[] name = names[slot];
            if (name == null) return null;
            if (matches(name, text, offset, length)) return rows[slot];
        }
    }

    private int slot(byte[] text, int offset, int length) {
        int h = length;
        for (int i = offset; i < offset + length; i++) h = h * 31 + upper(text[i]);
        return (h ^ h >>> 15) & mask;
    }

    private static boolean matches(byte[] name, byte[] text, int offset, int length) {
        if (name.length != length) return false;
        for (int i = 0; i < length; i++) if (name[i] != upper(text[offset + i])) return false;
        return true;
    }

    private static int upper(byte b) {
        return b >= 'a' && b <= 'z' ? b - ('a' - 'A') : b;
    }
}
