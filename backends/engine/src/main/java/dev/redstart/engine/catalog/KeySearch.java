package dev.redstart.engine.catalog;

import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A key specification of Redis: how to find some of a command's keys among its words (the name being word 0), and what is
 * done with them. First where they begin, at a word or behind a keyword, then which they are from there on, a range or as
 * many as a number says.
 *
 * @param flags {@code RO}, {@code RW}, {@code OW} or {@code RM} (read, changed, overwritten, removed), then
 *              {@code access}, {@code update}, {@code insert}, {@code delete} and others
 * @param begin {@code index 1}, {@code keyword STREAMS 1} or {@code unknown}
 * @param find  {@code range LAST STEP LIMIT}, {@code keynum NUMBER FIRST STEP} or {@code unknown}
 */
public record KeySearch(List<String> flags, List<String> begin, List<String> find) {

    /** From a column of the table. */
    static List<KeySearch> parse(String text) {
        List<KeySearch> all = new ArrayList<>();
        if (text.isEmpty()) return all;
        for (String one : text.split(", ")) {
            String[] parts = one.split(" : ");
            all.add(new KeySearch(words(parts[0]), words(parts[1]), words(parts[2])));
        }
        return all;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private int begin(int i) {
        return Integer.parseInt(begin.get(i));
    }

    private int find(int i) {
        return Integer.parseInt(find.get(i));
    }

    /** Whether it is about keys: shard channels are found as keys are, so that clients find their slot. */
    public boolean findsKeys() {
        return !flags.contains("not_key");
    }

    /** Adds the keys among the arguments; false when there are none where there should be some. */
    boolean find(byte[][] args, List<KeyUse> to) {
        if (!findsKeys() || begin.get(0).equals("unknown")) return true;
        int start = begin.get(0).equals("index") ? begin(1) : behindKeyword(args);
        if (start < 0) return true;
        int first = start;
        int last;
        int step;
        if (find.get(0).equals("range")) {
            last = lastOfRange(args.length + 1, start);
            step = find(2);
        } else {
            int number = start + find(1) - 1;
            long count = number < args.length ? Numbers.parseLongOrElse(args[number], -1) : -1;
            if (count < 0) return false;
            first = start + find(2);
            last = (int) Math.min(Integer.MAX_VALUE, first + count - 1);
            step = find(3);
        }
        if (last > args.length || last < first || first > args.length) return false;
        for (int i = first; i <= last; i += step) to.add(new KeyUse(i - 1, flags));
        return true;
    }

    /** The word behind the keyword; -1 when that is missing. */
    private int behindKeyword(byte[][] args) {
        String keyword = begin.get(1);
        int from = begin(2);
        int words = args.length + 1;
        int step = from < 0 ? -1 : 1;
        for (int i = from < 0 ? words + from : from; i > 0 && i < words - 1; i += step)
            if (isWord(args[i - 1], keyword)) return i + 1;
        return -1;
    }

    /** Whether the bytes are that word (given in upper case), in whatever case. */
    static boolean isWord(byte[] bytes, String upper) {
        return bytes.length == upper.length() && new String(bytes, StandardCharsets.ISO_8859_1).equalsIgnoreCase(upper);
    }

    private int lastOfRange(int words, int start) {
        int last = find(1);
        int limit = find(3);
        // A limit of 2 means half of what is left: XREAD has as many IDs behind its keys.
        return last >= 0 ? start + last : limit <= 1 ? words + last : start + (words - start) / limit + last;
    }

    /** First, last and step of a range that begins at a word, as old clients want them; zeros for anything else. */
    public static int[] legacyRange(List<KeySearch> all) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        int step = 0;
        for (KeySearch k : all) {
            if (!k.begin.get(0).equals("index") || !k.find.get(0).equals("range")) continue;
            int from = k.begin(1);
            int to = k.find(1) < 0 ? k.find(1) : from + k.find(1);
            // Ranges that follow each other are one; anything else old clients cannot be told.
            if (first != Integer.MAX_VALUE && from != last + 1) return new int[] {first, last, step};
            first = Math.min(first, from);
            last = to;
            step = Math.max(step, k.find(2));
        }
        return first == Integer.MAX_VALUE ? new int[3] : new int[] {first, last, step};
    }
}
