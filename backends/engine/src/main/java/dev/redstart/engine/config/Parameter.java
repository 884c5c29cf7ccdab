package dev.redstart.engine.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of redis.conf.
 *
 * @param name         in lower case
 * @param alias        an older name, or null
 * @param initial      what it is when nobody says otherwise
 * @param allowed      the words it may be, if it is an enumeration
 * @param traits       see the head of {@code parameters.txt}
 */
record Parameter(
        Type type,
        String name,
        @Nullable String alias,
        String initial,
        long least,
        long greatest,
        List<String> allowed,
        Set<String> traits) {

    enum Type {
        BOOL,
        INT,
        /** A number of bytes, with or without a unit. */
        MEMORY,
        /** The same, or a percentage, which is kept as such. */
        MEMORY_OR_PERCENT,
        OCTAL,
        /** One of some words. */
        ENUM,
        /** Some of some words. */
        FLAGS,
        STRING,
        /** Has rules of its own, in {@link SpecialParameters}. */
        SPECIAL
    }

    /** From a line of the table. */
    static Parameter parse(String line) {
        List<String> words = Words.split(line);
        if (words == null) throw new IllegalArgumentException(line);
        Type type = Type.valueOf(words.get(0).toUpperCase(Locale.ROOT).replace('-', '_'));
        long least = 0;
        long greatest = 0;
        String alias = null;
        List<String> allowed = List.of();
        List<String> rest = words.subList(3, words.size());
        for (String word : rest) {
            int dots = word.indexOf("..");
            if (dots > 0) {
                least = Long.parseLong(word.substring(0, dots));
                greatest = number(word.substring(dots + 2));
            } else if (word.startsWith("alias=")) {
                alias = word.substring(6);
            } else if (word.indexOf('|') > 0) {
                allowed = List.of(word.split("\\|"));
            }
        }
        return new Parameter(type, words.get(1), alias, words.get(2), least, greatest, allowed, Set.copyOf(rest));
    }

    private static long number(String digits) {
        return digits.length() < 19 ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
    }

    boolean is(String trait) {
        return traits.contains(trait);
    }

    /** Whether such a value means that there is none. */
    boolean isAbsent(String value) {
        return is("null") && value.isEmpty();
    }

    boolean takesMany() {
        return is("multi");
    }

    /**
     * The value as CONFIG GET will show it.
     *
     * @param before what it is now
     */
    String normalize(List<String> words, String before) {
        String word = words.isEmpty() ? "" : words.get(0);
        return switch (type) {
            case BOOL -> bool(word);
            case INT -> SpecialParameters.capped(name, bounded(integer(word)));
            case MEMORY, MEMORY_OR_PERCENT -> memory(word);
            case OCTAL -> octal(word);
            case ENUM -> enumerated(word);
            case FLAGS -> flags(words);
            case STRING -> SpecialParameters.checkedText(name, word);
            case SPECIAL -> SpecialParameters.normalize(name, words, before);
        };
    }

    private static String bool(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("yes") || lower.equals("no")) return lower;
        throw new ConfigException("argument must be 'yes' or 'no'");
    }

    private static long integer(String word) {
        try {
            // Neither a plus nor leading zeros, as Redis.
            long n = Long.parseLong(word);
            if (Long.toString(n).equals(word)) return n;
        } catch (NumberFormatException e) {
            // Falls through to the one error.
        }
        throw new ConfigException("argument couldn't be parsed into an integer");
    }

    private String bounded(long n) {
        boolean unsigned = is("unsigned");
        boolean fits = unsigned
                ? Long.compareUnsigned(n, least) >= 0 && Long.compareUnsigned(n, greatest) <= 0
                : n >= least && n <= greatest;
        if (!fits)
            throw new ConfigException("argument must be between " + least + " and "
                    + (unsigned ? Long.toUnsignedString(greatest) : Long.toString(greatest)) + " inclusive");
        return unsigned ? Long.toUnsignedString(n) : Long.toString(n);
    }

    private String memory(String word) {
        Long bytes = Memory.parse(word);
        if (bytes != null) return bounded(bytes);
        if (type == Type.MEMORY) throw new ConfigException("argument must be a memory value");
        if (!word.matches("[0-9]{1,18}%")) throw new ConfigException("argument must be a memory or percent value");
        long percent = Long.parseLong(word.substring(0, word.length() - 1));
        if (percent > -least) throw new ConfigException("percentage argument must be less or equal to " + -least);
        return percent == 0 ? "0" : percent + "%";
    }

    private String octal(String word) {
        long n;
        try {
            n = Long.parseLong(word, 8);
        } catch (NumberFormatException e) {
            throw new ConfigException("argument couldn't be parsed as an octal number");
        }
        if (n < least || n > greatest)
            throw new ConfigException("argument must be between " + Long.toOctalString(least) + " and "
                    + Long.toOctalString(greatest) + " inclusive");
        return Long.toOctalString(n);
    }

    private String enumerated(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (allowed.contains(lower)) return lower;
        throw new ConfigException("argument(s) must be one of the following: " + String.join(", ", allowed));
    }

    private String flags(List<String> words) {
        List<String> set = words.isEmpty()
                ? List.of(enumerated(""))
                : words.stream().map(this::enumerated).toList();
        if (set.contains("save") && set.contains("nosave"))
            throw new ConfigException("shutdown options SAVE and NOSAVE can't be used simultaneously");
        List<String> named = allowed.stream().skip(1).filter(set::contains).toList();
        return named.isEmpty() ? allowed.get(0) : String.join(" ", named);
    }
}
