package dev.redstart.engine.dispatch;

import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which arguments of a command are keys. Positions count as Redis does, the name being 0, so that they can be shown as
 * they are.
 *
 * @param first position of the first key, 0 for a command without keys
 * @param last  of the last key; negative counts from the end, -1 being the last argument
 * @param step  from one key to the next
 * @param count position of a number of keys that stand behind it, 0 for none
 * @param word  a word, in upper case, that stands before keys and as many other arguments, which end the command; null
 *              for none. Then {@code count} is where it stands at the earliest, and there is nothing else
 */
public record KeySpec(int first, int last, int step, int count, @Nullable String word) {

    public static final KeySpec NONE = new KeySpec(0, 0, 0, 0, null);
    /** The argument after the name. */
    public static final KeySpec FIRST = at(1);
    /** All arguments. */
    public static final KeySpec ALL = range(1, -1, 1);

    /** One key at this position. */
    public static KeySpec at(int position) {
        return range(position, position, 1);
    }

    public static KeySpec range(int first, int last, int step) {
        return new KeySpec(first, last, step, 0, null);
    }

    /** {@code numkeys key [key ...]}, the number at this position, as in ZUNION. */
    public static KeySpec counted(int position) {
        return new KeySpec(0, 0, 0, position, null);
    }

    /** The same with numbered keys further on, as in ZUNIONSTORE. */
    public KeySpec andCounted(int position) {
        return new KeySpec(first, last, step, position, null);
    }

    /** {@code word key [key ...] other [other ...]}, the word at this position or later, as in XREAD. */
    public static KeySpec halfBehind(String word, int position) {
        return new KeySpec(0, 0, 0, position, word);
    }

    /** Which of {@code args} (0 is the first after the name) are keys; those that the arguments are too few for left out. */
    public int[] positions(byte[][] args) {
        if (word != null) return behind(word, args);
        int end = last >= 0 ? Math.min(last, args.length) : args.length + 1 + last;
        int ranged = first == 0 || end < first ? 0 : (end - first) / step + 1;
        int counted = 0;
        if (count > 0 && count <= args.length)
            counted = (int)
                    Math.max(0, Math.min(Numbers.parseLongOrElse(args[count - 1], 0), (long) args.length - count));
        int[] positions = new int[ranged + counted];
        for (int i = 0; i < ranged; i++) positions[i] = first + i * step - 1;
        for (int i = 0; i < counted; i++) positions[ranged + i] = count + i;
        return positions;
    }

    private int[] behind(String keyword, byte[][] args) {
        for (int i = count - 1; i < args.length; i++) {
            if (!new String(args[i], StandardCharsets.ISO_8859_1).equalsIgnoreCase(keyword)) continue;
            int[] positions = new int[(args.length - i - 1) / 2];
            for (int n = 0; n < positions.length; n++) positions[n] = i + 1 + n;
            return positions;
        }
        return new int[0];
    }
}
