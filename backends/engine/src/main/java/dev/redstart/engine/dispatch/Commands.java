package dev.redstart.engine.dispatch;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command table, by name. Immutable. */
public final class Commands {

    private final Map<String, Command> byName = new HashMap<>();

    public Commands(List<Command> rows) {
        for (Command row : rows) {
            if (byName.put(row.name(), row) != null) throw new IllegalArgumentException("two rows for " + row.name());
        }
    }

    /** By its name in upper case. */
    public @Nullable Command find(String name) {
        return byName.get(name);
    }

    /** {@code OBJECT} or {@code OBJECT ENCODING}, in upper case. */
    public boolean knows(String name) {
        int blank = name.indexOf(' ');
        if (blank < 0) return byName.containsKey(name);
        Command container = byName.get(name.substring(0, blank));
        return container != null && container.subcommands().containsKey(name.substring(blank + 1));
    }

    /** All rows, without the subcommands of containers. */
    public Collection<Command> all() {
        return Collections.unmodifiableCollection(byName.values());
    }
}
