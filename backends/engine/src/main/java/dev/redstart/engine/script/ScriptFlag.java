package dev.redstart.engine.script;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script or function declares about itself, in the order in which FUNCTION LIST shows it. */
public enum ScriptFlag {
    NO_WRITES("no-writes"),
    ALLOW_OOM("allow-oom"),
    ALLOW_STALE("allow-stale"),
    NO_CLUSTER("no-cluster"),
    ALLOW_CROSS_SLOT_KEYS("allow-cross-slot-keys");

    private final String word;

    ScriptFlag(String word) {
        this.word = word;
    }

    /** As scripts write it. */
    public String word() {
        return word;
    }

    static @Nullable ScriptFlag of(String word) {
        for (ScriptFlag flag : values()) if (flag.word.equals(word)) return flag;
        return null;
    }

    static Set<ScriptFlag> none() {
        return EnumSet.noneOf(ScriptFlag.class);
    }
}
