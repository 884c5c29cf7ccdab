package dev.redstart.engine.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of bytes as redis.conf writes them: {@code 100mb}. */
final class Memory {

    private static final long KB = 1024;

    private Memory() {}

    /** Null when it is none. The units are b, k, m, g (of 1000) and kb, mb, gb (of 1024). */
    static @Nullable Long parse(String word) {
        int digits = 0;
        while (digits < word.length() && Character.digit(word.charAt(digits), 10) >= 0) digits++;
        if (digits == 0) return null;
        long unit =
                switch (word.substring(digits).toLowerCase(Locale.ROOT)) {
                    case "", "b" -> 1;
                    case "k" -> 1000;
                    case "kb" -> KB;
                    case "m" -> 1000 * 1000;
                    case "mb" -> KB * KB;
                    case "g" -> 1000L * 1000 * 1000;
                    case "gb" -> KB * KB * KB;
                    default -> 0;
                };
        if (unit == 0) return null;
        try {
            return Long.parseUnsignedLong(word.substring(0, digits)) * unit;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** With the largest unit that leaves a whole number. */
    static String format(long bytes) {
        if (bytes != 0 && bytes % (KB * KB * KB) == 0) return bytes / (KB * KB * KB) + "gb";
        if (bytes != 0 && bytes % (KB * KB) == 0) return bytes / (KB * KB) + "mb";
        if (bytes != 0 && bytes % KB == 0) return bytes / KB + "kb";
        return Long.toString(bytes);
    }
}
