package dev.redstart;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes with equality by content, fit to be a key of a map. Ordered as Redis orders: by unsigned byte. */
public final class Bytes implements Comparable<Bytes> {

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of {@code content}. */
    public static Bytes of(byte... content) {
        return new Bytes(content.clone());
    }

    /** The UTF-8 bytes of {@code text}. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes over an array that nobody else holds. */
    static Bytes wrap(byte[] content) {
        return new Bytes(content);
    }

    /** A copy. */
    public byte[] toArray() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    public byte get(int index) {
        return content[index];
    }

    /** As UTF-8, with replacements where it is none. */
    public String toUtf8() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Bytes other && Arrays.equals(content, other.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** In hexadecimal, the first 64. */
    @Override
    public String toString() {
        int shown = Math.min(64, content.length);
        return "Bytes[" + HexFormat.of().formatHex(content, 0, shown) + (shown < content.length ? "..." : "") + "]";
    }
}
