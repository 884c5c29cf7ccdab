package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

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
record KeySearch(List<String> flags, List<String> begin, List<String> find) {

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

    boolean isUnknown() {
        return begin.get(0).equals("unknown");
    }

    /**
     * Shows the positions of keys among the arguments, 0 being the first after the name. False, and none is shown, where
     * keys would have to stand that are not there; without the keyword they may be missing.
     */
    boolean positions(byte[][] args, IntConsumer to) {
        if (isUnknown()) return true;
        int start = start(args);
        if (start < 1) return true;
        if (start > args.length) return false;
        return find.get(0).equals("range") ? range(args.length + 1, start, to) : counted(args, start, to);
    }

    /** The word at which the keys begin; -1 when the keyword is missing. */
    private int start(byte[][] args) {
        if (begin.get(0).equals("index")) return begin(1);
        byte[] keyword = begin.get(1).getBytes(StandardCharsets.US_ASCII);
        int from = begin(2);
        int words = args.length + 1;
        int step = from < 0 ? -1 : 1;
        for (int i = from < 0 ? words + from : from; i > 0 && i < words - 1; i += step) {
            if (equalsIgnoringCase(args[i - 1], keyword)) return i + 1;
        }
        return -1;
    }

    private static boolean equalsIgnoringCase(byte[] word, byte[] upper) {
        return word.length == upper.length
                && new String(word, StandardCharsets.US_ASCII)
                        .equalsIgnoreCase(new String(upper, StandardCharsets.US_ASCII));
    }

    private boolean range(int words, int start, IntConsumer to) {
        int last = find(1);
        int limit = find(3);
        // A limit of 2 means half of what is left: XREAD has as many IDs behind its keys.
        int end = last >= 0 ? start + last : limit <= 1 ? words + last : start + (words - start) / limit + last;
        if (end < start || end >= words) return false;
        for (int i = start; i <= end; i += find(2)) to.accept(i - 1);
        return true;
    }

    private boolean counted(byte[][] args, int start, IntConsumer to) {
        int number = start + find(1);
        if (number > args.length) return false;
        long count = Numbers.parseLongOrElse(args[number - 1], 0);
        int first = start + find(2);
        if (count < 1 || count > args.length - first + 1) return false;
        for (int i = first; i < first + count; i += find(3)) to.accept(i - 1);
        return true;
    }

    /** As COMMAND INFO shows it. */
    void reply(ReplySink reply) {
        reply.map(3);
        reply.blob("flags");
        reply.set(flags.size());
        for (String flag : flags) reply.text(flag);
        reply.blob("begin_search");
        step(reply, begin, begin.get(0).equals("keyword") ? List.of("keyword", "startfrom") : List.of("index"));
        reply.blob("find_keys");
        step(
                reply,
                find,
                find.get(0).equals("range")
                        ? List.of("lastkey", "keystep", "limit")
                        : List.of("keynumidx", "firstkey", "keystep"));
    }

    private static void step(ReplySink reply, List<String> words, List<String> names) {
        boolean unknown = words.get(0).equals("unknown");
        reply.map(2);
        reply.blob("type");
        reply.blob(words.get(0));
        reply.blob("spec");
        reply.map(unknown ? 0 : names.size());
        for (int i = 0; i < names.size() && !unknown; i++) {
            reply.blob(names.get(i));
            if (names.get(i).equals("keyword")) reply.blob(words.get(i + 1));
            else reply.integer(Integer.parseInt(words.get(i + 1)));
        }
    }

    /** First, last and step of a range that begins at a word, as old clients want them; zeros for anything else. */
    static int[] legacyRange(List<KeySearch> all) {
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
