package dev.redstart.engine.script;

import dev.redstart.lua.LuaFunction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    private static final byte[] NO_NAME = {};
    private static final int MOST_EVALUATED = 500;
    /** What one costs beside its text: entries, and the tree it was compiled to, roughly. */
    private static final int OVERHEAD = 200;

    private final Map<String, Script> loaded = new HashMap<>();
    private final Map<String, Script> evaluated = new LinkedHashMap<>(16, 0.75f, true);
    /** What was used last, and by which name: most often it is also the next. */
    private @Nullable Script latest;

    private byte[] latestName = NO_NAME;
    private long bytes;

    /** Null when there is none; counts as a use. The digits of the SHA1 in any case. */
    @Nullable
    Script find(byte[] sha1) {
        if (Arrays.equals(sha1, latestName)) return latest;
        String name = name(sha1);
        Script script = loaded.get(name);
        if (script == null) script = evaluated.get(name);
        if (script != null) used(script, sha1);
        return script;
    }

    private void used(Script script, byte[] sha1) {
        latest = script;
        latestName = sha1;
    }

    private static String name(byte[] sha1) {
        return new String(sha1, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    /** The digits in any case. */
    boolean contains(String sha1) {
        String name = sha1.toLowerCase(Locale.ROOT);
        return loaded.containsKey(name) || evaluated.containsKey(name);
    }

    void addLoaded(Script script) {
        loaded.put(script.sha1, script);
        bytes += script.length;
    }

    /** How many had to go for it. */
    int addEvaluated(Script script) {
        evaluated.put(script.sha1, script);
        used(script, script.sha1.getBytes(StandardCharsets.ISO_8859_1));
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
        latest = null;
        latestName = NO_NAME;
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
