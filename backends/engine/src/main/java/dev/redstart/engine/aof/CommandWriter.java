package dev.redstart.engine.aof;

import dev.redstart.engine.dispatch.Effect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Units as they stand in a log, in memory: arrays of bulk strings; SELECT where the database changes, MULTI and EXEC around
 * several.
 */
final class CommandWriter {

    private static final byte[] MULTI = ascii("*1\r\n$5\r\nMULTI\r\n");
    private static final byte[] EXEC = ascii("*1\r\n$4\r\nEXEC\r\n");
    private static final byte[] SELECT = ascii("SELECT");
    private static final int NONE = -1;
    private static final int SMALLEST = 512;
    private static final int MAX_KEPT = 1 << 20;
    /** A sign, ten digits and the end of a line. */
    private static final int LENGTH_BYTES = 13;

    private byte[] bytes = new byte[SMALLEST];
    private int size;
    private int selected = NONE;
    private long annotated;

    /** How many bytes there are. */
    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Forgets the bytes, and not which database is selected. */
    void clear() {
        size = 0;
        if (bytes.length > MAX_KEPT) bytes = new byte[SMALLEST];
    }

    /** Changes bytes with {@code other}, which goes on where this one was. */
    void swap(CommandWriter other) {
        byte[] b = bytes;
        bytes = other.bytes;
        other.bytes = b;
        int s = size;
        size = other.size;
        other.size = s;
    }

    /** Says what time it is, if that was not said within the same second. */
    void annotate(long second) {
        if (second == annotated) return;
        annotated = second;
        put(ascii("#TS:" + second + "\r\n"));
    }

    void write(List<Effect> unit) {
        boolean several = unit.size() > 1;
        if (several) put(MULTI);
        for (int i = 0; i < unit.size(); i++) {
            Effect effect = unit.get(i);
            select(effect.database());
            command(effect.words());
        }
        if (several) put(EXEC);
    }

    private void select(int database) {
        if (database == selected) return;
        selected = database;
        command(SELECT, ascii(Integer.toString(database)));
    }

    void command(byte[]... words) {
        length('*', words.length);
        for (byte[] word : words) {
            length('$', word.length);
            reserve(word.length + 2);
            System.arraycopy(word, 0, bytes, size, word.length);
            size += word.length;
            endLine();
        }
    }

    private void length(char sign, int length) {
        reserve(LENGTH_BYTES);
        bytes[size++] = (byte) sign;
        int digits = 1;
        for (int n = length; n >= 10; n /= 10) digits++;
        int n = length;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[size + i] = (byte) ('0' + n % 10);
            n /= 10;
        }
        size += digits;
        endLine();
    }

    private void endLine() {
        bytes[size++] = '\r';
        bytes[size++] = '\n';
    }

    private void put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    private void reserve(int more) {
        if (bytes.length - size >= more) return;
        bytes = Arrays.copyOf(
                bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(bytes.length * 2L, size + (long) more)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
