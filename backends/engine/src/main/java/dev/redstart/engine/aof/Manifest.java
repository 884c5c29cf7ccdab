package dev.redstart.engine.aof;

import dev.redstart.engine.config.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which files make up the log, as Redis writes it: a line {@code file NAME seq N type T} for each, where T is b for the
 * base, i for an increment and h for what is no longer needed. Immutable.
 */
record Manifest(@Nullable Part base, List<Part> history, List<Part> increments) {

    static final Manifest EMPTY = new Manifest(null, List.of(), List.of());

    private static final int MAX_LINE = 1024;

    /** A file and its number. */
    record Part(String file, long sequence) {

        String line(char type) {
            boolean plain = file.matches("[!#-&(-\\[\\]-~]+");
            return "file " + (plain ? file : Words.quote(file)) + " seq " + sequence + " type " + type + "\n";
        }
    }

    /** @throws CorruptAofException naming the line that makes no sense */
    static Manifest parse(byte[] text) throws CorruptAofException {
        if (text.length == 0) throw new CorruptAofException("Found an empty AOF manifest");
        Part base = null;
        List<Part> history = new ArrayList<>();
        List<Part> increments = new ArrayList<>();
        String whole = new String(text, StandardCharsets.ISO_8859_1);
        int number = 0;
        for (int at = 0, end; at < whole.length(); at = end + 1) {
            number++;
            end = whole.indexOf('\n', at);
            if (end < 0) end = whole.length();
            String line = whole.substring(at, end);
            if (line.startsWith("#")) continue;
            if (end == whole.length() || line.length() >= MAX_LINE)
                throw corrupt(number, line, "The AOF manifest file contains too long line");
            Line parsed = Line.parse(line.strip());
            if (parsed == null) throw corrupt(number, line, "Invalid AOF manifest file format");
            Part part = parsed.part;
            if (isPath(part.file)) throw corrupt(number, line, "File can't be a path, just a filename");
            switch (parsed.type) {
                case 'b' -> {
                    if (base != null) throw corrupt(number, line, "Found duplicate base file information");
                    base = part;
                }
                case 'h' -> history.add(part);
                case 'i' -> {
                    if (part.sequence <= last(increments))
                        throw corrupt(number, line, "Found a non-monotonic sequence number");
                    increments.add(part);
                }
                default -> throw corrupt(number, line, "Unknown AOF file type");
            }
        }
        return new Manifest(base, List.copyOf(history), List.copyOf(increments));
    }

    /** A line as pairs of a key and its value; keys that are not known are passed over. */
    private record Line(Part part, char type) {

        static @Nullable Line parse(String text) {
            List<String> words = Words.split(text);
            if (words == null || words.size() < 6 || words.size() % 2 != 0) return null;
            String file = "";
            String sequence = "";
            String type = "";
            for (int i = 0; i < words.size(); i += 2) {
                String value = words.get(i + 1);
                switch (words.get(i).toLowerCase(Locale.ROOT)) {
                    case "file" -> file = value;
                    case "seq" -> sequence = value;
                    case "type" -> type = value;
                    default -> {}
                }
            }
            if (file.isEmpty() || type.isEmpty() || !sequence.matches("[1-9][0-9]{0,17}")) return null;
            return new Line(new Part(file, Long.parseLong(sequence)), type.charAt(0));
        }
    }

    /** A name with a path in it would lead out of the directory. */
    private static boolean isPath(String file) {
        return file.indexOf('/') >= 0 || file.indexOf('\\') >= 0;
    }

    private static CorruptAofException corrupt(int number, String line, String why) {
        return new CorruptAofException("Reading the manifest file, at line " + number + " >>> '" + line + "': " + why);
    }

    private static long last(List<Part> parts) {
        return parts.isEmpty() ? 0 : parts.get(parts.size() - 1).sequence;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        if (base != null) text.append(base.line('b'));
        for (Part old : history) text.append(old.line('h'));
        for (Part increment : increments) text.append(increment.line('i'));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isEmpty() {
        return base == null && increments.isEmpty();
    }

    /** Base and increments, in the order in which they are loaded. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        if (base != null) parts.add(base);
        parts.addAll(increments);
        return parts;
    }

    @Nullable
    Part lastIncrement() {
        return increments.isEmpty() ? null : increments.get(increments.size() - 1);
    }

    /** The number for a base after this one. */
    long nextBase() {
        return base == null ? 1 : base.sequence + 1;
    }

    /** The number for an increment after these. */
    long nextIncrement() {
        long used = last(increments);
        for (Part old : history) used = Math.max(used, old.sequence);
        return used + 1;
    }

    /** The same with one more increment. */
    Manifest plus(Part increment) {
        List<Part> more = new ArrayList<>(increments);
        more.add(increment);
        return new Manifest(base, history, List.copyOf(more));
    }

    /** With another base, after which that increment comes, or none; all others become history, the newest first. */
    Manifest rebased(Part newBase, @Nullable Part increment) {
        List<Part> old = parts();
        old.remove(increment);
        Collections.reverse(old);
        old.addAll(history);
        return new Manifest(newBase, List.copyOf(old), increment == null ? List.of() : List.of(increment));
    }

    Manifest withoutHistory() {
        return new Manifest(base, List.of(), increments);
    }
}
