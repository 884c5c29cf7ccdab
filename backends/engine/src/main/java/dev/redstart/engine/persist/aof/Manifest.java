package dev.redstart.engine.persist.aof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files make up the log, as Redis writes it: a line {@code file NAME seq N type T} for each, where T is b for the
 * base, i for an increment and h for what is no longer needed. Immutable.
 */
record Manifest(@Nullable Part base, List<Part> increments) {

    static final Manifest EMPTY = new Manifest(null, List.of());

    /** A file and its number. */
    record Part(String file, long sequence) {

        String line(char type) {
            return "file " + file + " seq " + sequence + " type " + type + "\n";
        }
    }

    /** @throws CorruptAofException naming the line that makes no sense */
    static Manifest parse(byte[] text) throws CorruptAofException {
        Part base = null;
        List<Part> increments = new ArrayList<>();
        int number = 0;
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
            number++;
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] words = line.strip().split(" +");
            Part part = part(words);
            char type = part == null || words[5].length() != 1 ? '?' : words[5].charAt(0);
            if (part == null || "bih".indexOf(type) < 0)
                throw new CorruptAofException(
                        "manifest, line " + number + ": not of the form file NAME seq N type b|h|i");
            if (type == 'b') {
                if (base != null) throw new CorruptAofException("manifest, line " + number + ": a second base");
                base = part;
            } else if (type == 'i') {
                if (!increments.isEmpty() && part.sequence <= increments.get(increments.size() - 1).sequence)
                    throw new CorruptAofException("manifest, line " + number + ": sequence numbers do not grow");
                increments.add(part);
            }
        }
        return new Manifest(base, List.copyOf(increments));
    }

    private static @Nullable Part part(String[] words) {
        if (words.length < 6 || !words[0].equals("file") || !words[2].equals("seq") || !words[4].equals("type"))
            return null;
        // A name with a path in it would lead out of the directory.
        if (words[1].indexOf('/') >= 0 || words[1].indexOf('\\') >= 0) return null;
        if (!words[3].matches("[0-9]{1,18}")) return null;
        return new Part(words[1], Long.parseLong(words[3]));
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        if (base != null) text.append(base.line('b'));
        for (Part increment : increments) text.append(increment.line('i'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    boolean isEmpty() {
        return base == null && increments.isEmpty();
    }

    /** The number for the next increment. */
    long nextSequence() {
        return increments.isEmpty() ? 1 : increments.get(increments.size() - 1).sequence + 1;
    }

    /** The same with one more increment. */
    Manifest plus(Part increment) {
        List<Part> more = new ArrayList<>(increments);
        more.add(increment);
        return new Manifest(base, List.copyOf(more));
    }
}
