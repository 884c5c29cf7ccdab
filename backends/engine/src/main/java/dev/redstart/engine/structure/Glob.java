package dev.redstart.engine.structure;

/**
 * Redis' glob patterns: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a-z]} and {@code \} before a literal.
 *
 * <p>Algorithm: every token but {@code *} takes exactly one byte, so when one fails it is enough to let the last
 * {@code *} take one byte more; a longer match of an earlier one could only make the rest start later. Hence two
 * positions to return to instead of recursion, and at worst pattern length times text length steps for a hostile
 * pattern. Redis reaches the same answers recursively with a flag that prunes.
 *
 * <p>What looks odd is Redis': an open class ends with the pattern, a range written backwards is turned round, ranges
 * compare signed bytes, an escape inside a class ignores {@code nocase}, the empty text matches the empty pattern only
 * (not {@code *}), and after 1000 stars nothing matches.
 */
public final class Glob {
    private static final int MAX_STARS = 1000;

    private Glob() {}

    public static boolean matches(byte[] pattern, byte[] text) {
        return matches(pattern, text, 0, text.length, false);
    }

    public static boolean matches(byte[] pattern, byte[] text, boolean nocase) {
        return matches(pattern, text, 0, text.length, nocase);
    }

    public static boolean matches(byte[] pattern, byte[] text, int offset, int length, boolean nocase) {
        int p = 0;
        int s = offset;
        int end = offset + length;
        if (length == 0) {
            return pattern.length == 0;
        }
        int afterStar = -1;
        int starred = 0;
        int stars = 0;
        for (; ; ) {
            int following;
            if (p == pattern.length) {
                following = -1;
            } else if (pattern[p] == '*') {
                while (p + 1 < pattern.length && pattern[p + 1] == '*') {
                    p++;
                }
                if (p + 1 == pattern.length) {
                    return true;
                }
                if (++stars > MAX_STARS) {
                    return false;
                }
                afterStar = ++p;
                starred = s;
                continue;
            } else {
                following = token(pattern, p, text[s], nocase);
            }
            if (following >= 0) {
                p = following;
                if (++s == end) {
                    while (p < pattern.length && pattern[p] == '*') {
                        p++;
                    }
                    // With pattern left over, starting any later would leave over more.
                    return p == pattern.length;
                }
            } else if (afterStar >= 0 && starred + 1 < end) {
                s = ++starred;
                p = afterStar;
            } else {
                return false;
            }
        }
    }

    /** Where the pattern goes on when its token at {@code at} takes this byte, else -1. */
    private static int token(byte[] pattern, int at, byte c, boolean nocase) {
        switch (pattern[at]) {
            case '?':
                return at + 1;
            case '[':
                return byteClass(pattern, at + 1, c, nocase);
            case '\\':
                int literal = at + 1 < pattern.length ? at + 1 : at;
                return same(pattern[literal], c, nocase) ? literal + 1 : -1;
            default:
                return same(pattern[at], c, nocase) ? at + 1 : -1;
        }
    }

    private static int byteClass(byte[] pattern, int from, byte c, boolean nocase) {
        int end = pattern.length;
        int p = from;
        boolean not = p < end && pattern[p] == '^';
        if (not) {
            p++;
        }
        boolean match = false;
        for (; p < end && (pattern[p] != ']'); p++) {
            if (pattern[p] == '\\' && end - p >= 2) {
                p++;
                match |= pattern[p] == c;
            } else if (end - p >= 3 && pattern[p + 1] == '-') {
                int low = Math.min(pattern[p], pattern[p + 2]);
                int high = Math.max(pattern[p], pattern[p + 2]);
                match |= nocase ? lower(c) >= lower(low) && lower(c) <= lower(high) : c >= low && c <= high;
                p += 2;
            } else {
                match |= same(pattern[p], c, nocase);
            }
        }
        int following = p < end ? p + 1 : end;
        return match != not ? following : -1;
    }

    private static boolean same(byte a, byte b, boolean nocase) {
        return a == b || (nocase && lower(a) == lower(b));
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
}
