package dev.redstart.engine.acl;

import dev.redstart.engine.catalog.KeyUse;
import dev.redstart.engine.structure.Glob;

/**
 * Keys of some names, and what may be done with them.
 *
 * @param text  the pattern
 * @param glob  the same as bytes
 * @param read  whether they may be read
 * @param write whether they may be changed
 */
record KeyPattern(String text, byte[] glob, boolean read, boolean write) {

    /** From {@code ~pattern}, {@code %R~pattern}, {@code %W~pattern} or {@code %RW~pattern}. */
    static KeyPattern parse(String rule) {
        boolean read = rule.startsWith("~");
        boolean write = read;
        int at = 1;
        for (boolean prefix = !read; prefix && at < rule.length(); at++) {
            char c = Character.toUpperCase(rule.charAt(at));
            if (c == 'R' && !read) read = true;
            else if (c == 'W' && !write) write = true;
            else if (c == '~') prefix = false;
            else throw new RuleException(RuleException.Reason.SYNTAX);
        }
        String text = rule.substring(at);
        if (!read && !write || Latin.hasBlanks(text)) throw new RuleException(RuleException.Reason.SYNTAX);
        return new KeyPattern(text, Latin.bytes(text), read, write);
    }

    /** Also what the other allows with keys of the same pattern. */
    KeyPattern and(KeyPattern other) {
        return new KeyPattern(text, glob, read || other.read, write || other.write);
    }

    boolean allows(KeyUse use, byte[] key) {
        return (read || !use.reads()) && (write || !use.writes()) && Glob.matches(glob, key);
    }

    /** Whether all keys may be read. */
    boolean readsAll() {
        return read && text.equals("*");
    }

    @Override
    public String toString() {
        return (read && write ? "~" : read ? "%R~" : "%W~") + text;
    }
}
