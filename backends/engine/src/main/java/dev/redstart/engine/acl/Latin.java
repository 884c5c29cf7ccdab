package dev.redstart.engine.acl;

import java.nio.charset.StandardCharsets;

/** Text with one character per byte. */
public final class Latin {

    private Latin() {}

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same bytes read as UTF-8, as errors are written. */
    public static String readable(String text) {
        return new String(bytes(text), StandardCharsets.UTF_8);
    }

    /** Whether it holds a blank or a NUL, which neither a name nor a pattern may. */
    public static boolean hasBlanks(String text) {
        return text.chars().anyMatch(c -> c == ' ' || c == 0 || (c >= '\t' && c <= '\r'));
    }
}
