package dev.redstart;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One of Redis' key specifications: where the keys of a command begin, then how to go on; see {@link CommandTable} for how
 * it is written. Positions count the command's name as 0.
 */
record KeySpec(@Nullable String word, int begin, boolean counted, int a, int b, int c) {

    static KeySpec parse(String text) {
        int find = Math.max(text.indexOf('r', 1), text.indexOf('n', 1));
        String[] begin = text.substring(1, find).split(",");
        int[] n = Arrays.stream(text.substring(find + 1).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        boolean byWord = text.charAt(0) == 'k';
        return new KeySpec(
                byWord ? begin[0] : null,
                Integer.parseInt(byWord ? begin[1] : begin[0]),
                text.charAt(find) == 'n',
                n[0],
                n[1],
                n[2]);
    }

    /** Gives the index of each key among {@code arguments}. */
    void forEachKey(byte[][] arguments, IntConsumer index) {
        int length = arguments.length + 1;
        int start = start(arguments);
        if (start >= length) return;
        int first = counted ? start + b : start;
        int step = counted ? c : b;
        int last = counted ? first + (count(arguments, start + a) - 1) * step : last(start, length);
        for (int i = first; i <= last && i < length; i += step) index.accept(i - 1);
    }

    /** Where the keys, or their count, begin; past the end when nowhere. */
    int start(byte[][] arguments) {
        if (word == null) return begin;
        int length = arguments.length + 1;
        // As Redis searches: backwards not at the first argument.
        if (begin < 0) {
            for (int i = length + begin; i > 1; i--) if (isWord(arguments[i - 1], word)) return i + 1;
        } else {
            for (int i = begin; i < length; i++) if (isWord(arguments[i - 1], word)) return i + 1;
        }
        return length;
    }

    /** Whether all that follows a word is keys. */
    boolean isListAfterWord() {
        return word != null && a < 0;
    }

    private int last(int start, int length) {
        if (a >= 0) return start + a;
        int last = length + a;
        // A limit of n leaves only an n-th of what remains to the keys: XREAD's IDs follow its keys.
        return c <= 1 ? last : start + (last - start + 1) / c - 1;
    }

    /** Whether an argument is this word of the command's grammar, in whatever case. */
    static boolean isWord(byte[] argument, String word) {
        return argument.length == word.length()
                && new String(argument, StandardCharsets.ISO_8859_1).equalsIgnoreCase(word);
    }

    /** None when it is no number; never more than there are arguments. */
    private static int count(byte[][] arguments, int position) {
        if (position > arguments.length) return 0;
        byte[] text = arguments[position - 1];
        if (text.length > 9) return 0;
        try {
            int count = Integer.parseInt(new String(text, StandardCharsets.ISO_8859_1));
            return Math.min(count, arguments.length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
