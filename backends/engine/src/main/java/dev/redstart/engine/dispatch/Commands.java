package dev.redstart.engine.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command table of an engine, by name. Changed by {@link #rename} before the engine starts, and never after. */
public final class Commands {

    private final Map<String, Command> byName = new HashMap<>();

    /** Copies the rows, so that this engine counts for itself. */
    public Commands(List<Command> rows) {
        for (Command row : rows) {
            if (byName.put(row.name(), row.copy()) != null)
                throw new IllegalArgumentException("two rows for " + row.name());
        }
    }

    /** {@code rename-command}: from now on it is found by the other name only (in upper case), or not at all if that is empty. */
    public void rename(String name, String to) {
        Command row = byName.remove(name);
        if (row != null && !to.isEmpty()) byName.put(to, row);
    }

    /** CONFIG RESETSTAT. */
    public void resetStats() {
        for (Command row : byName.values()) {
            row.stats().reset();
            for (Command sub : row.subcommands().values()) sub.stats().reset();
        }
    }

    /** By its name in upper case. */
    public @Nullable Command find(String name) {
        return byName.get(name);
    }

    /** The row for {@code OBJECT} or {@code OBJECT ENCODING}, in upper case; null when there is none. */
    public @Nullable Command findWhole(String name) {
        int blank = name.indexOf(' ');
        if (blank < 0) return byName.get(name);
        Command container = byName.get(name.substring(0, blank));
        return container == null ? null : container.subcommands().get(name.substring(blank + 1));
    }

    /** The row that would run with those arguments, of a container that of the subcommand; null when there is none. */
    public @Nullable Command lookup(String name, byte[][] args) {
        Command row = find(name.toUpperCase(Locale.ROOT));
        if (row == null || !row.isContainer() || args.length == 0) return row;
        return row.subcommand(new String(args[0], StandardCharsets.ISO_8859_1));
    }

    /** Whether {@code OBJECT} or {@code OBJECT ENCODING}, in upper case, does what it should. */
    public boolean knows(String name) {
        Command row = findWhole(name);
        return row != null && !row.is(Flag.REFUSED);
    }

    /** All rows, without the subcommands of containers. */
    public Collection<Command> all() {
        return Collections.unmodifiableCollection(byName.values());
    }
}
