package dev.redstart.engine.aof;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log unit by unit: a command, or what stands between MULTI and EXEC. Lines that begin with {@code #} are
 * annotations. Memory stays within what the file really holds: no length in it is believed before the bytes are there.
 */
final class CommandReader {

    private static final int BUFFER = 1 << 16;
    private static final int MAX_WORDS = 1 << 20;
    private static final int MAX_LINE = 1 << 12;

    private final InputStream in;
    private final String file;
    private long offset;
    private long unitStart;

    /** @param offset of the first byte of {@code in} in that file */
    CommandReader(InputStream in, String file, long offset) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.file = file;
        this.offset = offset;
    }

    /** Where the unit read last, or the one cut off, begins. */
    long unitStart() {
        return unitStart;
    }

    /**
     * The next unit; null at the end of the file.
     *
     * @throws EOFException when the file ends within a unit
     * @throws CorruptAofException when it goes on with what is no command
     */
    @Nullable
    List<byte[][]> next() throws IOException {
        unitStart = offset;
        byte[][] first = command(true);
        if (first == null) return null;
        if (!is(first, "MULTI")) return List.<byte[][]>of(first);
        List<byte[][]> unit = new ArrayList<>();
        while (true) {
            byte[][] command = command(false);
            if (command == null) throw new EOFException();
            if (is(command, "EXEC")) return unit;
            unit.add(command);
        }
    }

    private static boolean is(byte[][] command, String name) {
        return command.length == 1 && new String(command[0], StandardCharsets.ISO_8859_1).equalsIgnoreCase(name);
    }

    private byte @Nullable [][] command(boolean mayEnd) throws IOException {
        int c = in.read();
        while (c == '#') {
            offset++;
            line();
            if (mayEnd) unitStart = offset;
            c = in.read();
        }
        if (c < 0) return null;
        offset++;
        if (c != '*') throw corrupt("a command begins with *");
        int words = number(MAX_WORDS);
        if (words < 1) throw corrupt("a command without a name");
        List<byte[]> read = new ArrayList<>();
        for (int i = 0; i < words; i++) read.add(word());
        return read.toArray(byte[][]::new);
    }

    private byte[] word() throws IOException {
        if (one() != '$') throw corrupt("a word begins with $");
        int length = number(Integer.MAX_VALUE - 8);
        byte[] bytes = in.readNBytes(length);
        offset += bytes.length;
        if (bytes.length < length) throw new EOFException();
        if (one() != '\r' || one() != '\n') throw corrupt("a word is longer than it says");
        return bytes;
    }

    private int number(int max) throws IOException {
        String text = line();
        if (!text.matches("[0-9]{1,10}\r") || Long.parseLong(text.substring(0, text.length() - 1)) > max)
            throw corrupt("not a length");
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    /** Up to the line feed, which is left out. */
    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = one(); c != '\n'; c = one()) {
            if (text.length() == MAX_LINE) throw corrupt("a line without end");
            text.append((char) c);
        }
        return text.toString();
    }

    private int one() throws IOException {
        int c = in.read();
        if (c < 0) throw new EOFException();
        offset++;
        return c;
    }

    private CorruptAofException corrupt(String why) {
        return new CorruptAofException(
                "Bad file format reading the append only file " + file + ", at byte " + offset + ": " + why);
    }
}
