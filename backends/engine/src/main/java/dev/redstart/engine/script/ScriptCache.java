package dev.redstart.engine.script;

import dev.redstart.lua.LuaFunction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiled scripts by their SHA1. Those that were loaded stay; of those that EVAL brought along only the {@value
 * #MOST_EVALUATED} used last do, so that a client that makes a new script for each call costs no more than that.
 */
final class ScriptCache {

    /**
     * One of them.
     *
     * @param flags null when it declares nothing
     */
    record Script(String sha1, int length, @Nullable Set<ScriptFlag> flags, LuaFunction function) {}

    private static final int MOST_EVALUATED = 500;
    /** What one costs beside its text: entries, and the tree it was compiled to, roughly. */
    private static final int OVERHEAD = 200;

    private final Map<String, Script> loaded = new HashMap<>();
    private final Map<String, Script> evaluated = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Null when there is none; counts as a use. The SHA1 in lower case. */
    @Nullable
    Script find(String sha1) {
        Script script = loaded.get(sha1);
        return script != null ? script : evaluated.get(sha1);
    }

    boolean contains(String sha1) {
        return loaded.containsKey(sha1) || evaluated.containsKey(sha1);
    }

    void addLoaded(Script script) {
        loaded.put(script.sha1, script);
        bytes += script.length;
    }

    /** How many had to go for it. */
    int addEvaluated(Script script) {
        evaluated.put(script.sha1, script);
        bytes += script.length;
        if (evaluated.size() <= MOST_EVALUATED) return 0;
        Script oldest = evaluated.values().iterator().next();
        evaluated.remove(oldest.sha1);
        bytes -= oldest.length;
        return 1;
    }

    void clear() {
        loaded.clear();
        evaluated.clear();
        bytes = 0;
    }

    int size() {
        return loaded.size() + evaluated.size();
    }

    /** About how much it takes. */
    long bytes() {
        return bytes + (long) OVERHEAD * size();
    }
}
