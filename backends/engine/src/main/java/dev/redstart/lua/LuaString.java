package dev.redstart.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A string of Lua: immutable bytes, of no encoding. Equal when the bytes are equal. The hash is Lua 5.1's over every
 * byte (Redis' patched one, which skips none), because it decides the order in which {@code pairs} meets the keys.
 */
public final class LuaString implements Comparable<LuaString> {

    public static final LuaString EMPTY = new LuaString(new byte[0]);

    /** The names that Java code has for fields and globals: one object each, so that most lookups compare pointers. */
    private static final Map<LuaString, LuaString> NAMES = new ConcurrentHashMap<>();

    private final byte[] bytes;
    private int hash;
    private boolean hashed;

    private LuaString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Keeps the array, which the caller gives away. */
    public static LuaString of(byte[] bytes) {
        return new LuaString(bytes);
    }

    /** A copy of {@code length} bytes from {@code offset}. */
    public static LuaString of(byte[] bytes, int offset, int length) {
        return length == 0 ? EMPTY : new LuaString(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** The text as UTF-8. */
    public static LuaString of(String text) {
        return new LuaString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The one string of that text. For names that stand in Java code, not for what scripts make up: it stays for ever. */
    public static LuaString name(String text) {
        LuaString fresh = of(text);
        LuaString known = NAMES.putIfAbsent(fresh, fresh);
        return known == null ? fresh : known;
    }

    /** The object that {@link #name} has of this text; itself when it has none. */
    public LuaString orName() {
        return NAMES.getOrDefault(this, this);
    }

    /** In bytes. */
    public int length() {
        return bytes.length;
    }

    /** The byte at {@code index} (from 0), 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** The bytes themselves: read them, never write them. */
    public byte[] bytes() {
        return bytes;
    }

    public LuaString substring(int from, int to) {
        return from == 0 && to == bytes.length ? this : of(bytes, from, to - from);
    }

    /** By unsigned bytes, as {@code strcoll} does in the C locale. */
    @Override
    public int compareTo(LuaString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof LuaString that && hashCode() == that.hashCode() && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        if (!hashed) {
            int h = bytes.length;
            for (int i = bytes.length - 1; i >= 0; i--) {
                h ^= (h << 5) + (h >>> 2) + (bytes[i] & 0xff);
            }
            hash = h;
            hashed = true;
        }
        return hash;
    }

    /** As UTF-8 text; bytes that are none become replacement characters. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
