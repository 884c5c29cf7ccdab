package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaString;
import org.jspecify.annotations.Nullable;

/**
 * Lua's patterns over bytes: a backtracking matcher that walks the pattern itself, as the reference manual (5.4.1)
 * describes them. As in C, a NUL ends the pattern, and so the place behind it reads as 0.
 *
 * <p>It recurses only for captures and repetitions, so never deeper than the pattern is long, and at most {@value
 * #MAX_DEPTH} deep; each step is told to the budget, for the time is exponential in the worst case.
 */
final class PatternMatcher {

    static final int NO_MATCH = -1;

    private static final int MAX_CAPTURES = 32;
    private static final int MAX_DEPTH = 200_000;
    private static final int UNFINISHED = -1;
    private static final int POSITION = -2;

    private final Budget budget;
    private final LuaString subject;
    private final byte[] source;
    private final byte[] pattern;
    private final int patternEnd;
    private final int[] starts = new int[MAX_CAPTURES];
    private final int[] lengths = new int[MAX_CAPTURES];
    private @Nullable CharSet @Nullable [] sets;
    private int level;

    PatternMatcher(Budget budget, LuaString subject, LuaString pattern) {
        this.budget = budget;
        this.subject = subject;
        this.source = subject.bytes();
        this.pattern = pattern.bytes();
        int end = 0;
        while (end < this.pattern.length && this.pattern[end] != 0) end++;
        this.patternEnd = end;
    }

    /** Whether the pattern is bound to one place by a {@code ^}. */
    boolean isAnchored() {
        return at(0) == '^';
    }

    /** Where the match that begins at {@code s} ends; the pattern is read from {@code p} on. */
    int match(int s, int p) {
        level = 0;
        return match(s, p, 0);
    }

    /** All captures of the last match; the whole of it, when {@code whole}, if there are none. */
    @Nullable
    Object[] captures(int from, int to, boolean whole) {
        @Nullable Object[] captures = new Object[level == 0 && whole ? 1 : level];
        for (int i = 0; i < captures.length; i++) captures[i] = capture(i, from, to);
        return captures;
    }

    /** The capture, counted from 0; the whole match for the first one if there are none. */
    Object capture(int i, int from, int to) {
        if (i >= level) {
            if (i != 0) throw LuaError.of("invalid capture index");
            return part(from, to);
        }
        int length = lengths[i];
        if (length == UNFINISHED) throw LuaError.of("unfinished capture");
        return length == POSITION ? (Object) (double) (starts[i] + 1) : part(starts[i], starts[i] + length);
    }

    private LuaString part(int from, int to) {
        budget.string(to - from);
        return subject.substring(from, to);
    }

    private int at(int p) {
        return p < patternEnd ? pattern[p] & 0xff : 0;
    }

    private int match(int start, int from, int depth) {
        if (depth > MAX_DEPTH) throw LuaError.of("pattern too complex");
        int s = start;
        int p = from;
        while (true) {
            budget.step();
            if (p >= patternEnd) return s;
            switch (at(p)) {
                case '(':
                    return at(p + 1) == ')'
                            ? openCapture(s, p + 2, POSITION, depth)
                            : openCapture(s, p + 1, UNFINISHED, depth);
                case ')':
                    return closeCapture(s, p + 1, depth);
                case '$':
                    if (p + 1 == patternEnd) return s == source.length ? s : NO_MATCH;
                    break;
                case '%':
                    int kind = at(p + 1);
                    if (kind == 'b') {
                        s = balanced(s, p + 2);
                        p += 4;
                    } else if (kind == 'f') {
                        int end = frontierEnd(s, p + 2);
                        if (end < 0) return NO_MATCH;
                        p = end;
                    } else if (Chars.isDigit(kind)) {
                        s = again(s, kind);
                        p += 2;
                    } else break;
                    if (s < 0) return NO_MATCH;
                    continue;
                default:
            }
            int end = itemEnd(p);
            boolean matches = s < source.length && matchesItem(source[s] & 0xff, p);
            switch (at(end)) {
                case '?':
                    if (matches) {
                        int result = match(s + 1, end + 1, depth + 1);
                        if (result >= 0) return result;
                    }
                    p = end + 1;
                    break;
                case '*':
                    return longest(s, p, end, depth);
                case '+':
                    return matches ? longest(s + 1, p, end, depth) : NO_MATCH;
                case '-':
                    return shortest(s, p, end, depth);
                default:
                    if (!matches) return NO_MATCH;
                    s++;
                    p = end;
            }
        }
    }

    private int longest(int s, int p, int end, int depth) {
        int count = 0;
        while (s + count < source.length && matchesItem(source[s + count] & 0xff, p)) {
            budget.step();
            count++;
        }
        for (; count >= 0; count--) {
            int result = match(s + count, end + 1, depth + 1);
            if (result >= 0) return result;
        }
        return NO_MATCH;
    }

    private int shortest(int start, int p, int end, int depth) {
        for (int s = start; ; s++) {
            int result = match(s, end + 1, depth + 1);
            if (result >= 0) return result;
            if (s >= source.length || !matchesItem(source[s] & 0xff, p)) return NO_MATCH;
        }
    }

    private int openCapture(int s, int p, int what, int depth) {
        if (level >= MAX_CAPTURES) throw LuaError.of("too many captures");
        starts[level] = s;
        lengths[level] = what;
        level++;
        int result = match(s, p, depth + 1);
        if (result < 0) level--;
        return result;
    }

    private int closeCapture(int s, int p, int depth) {
        int open = level - 1;
        while (open >= 0 && lengths[open] != UNFINISHED) open--;
        if (open < 0) throw LuaError.of("invalid pattern capture");
        lengths[open] = s - starts[open];
        int result = match(s, p, depth + 1);
        if (result < 0) lengths[open] = UNFINISHED;
        return result;
    }

    /** {@code %1}: what that capture holds, once more. */
    private int again(int s, int digit) {
        int i = digit - '1';
        if (i < 0 || i >= level || lengths[i] == UNFINISHED) throw LuaError.of("invalid capture index");
        // A position capture has no text; its negative length is, in C's unsigned arithmetic, longer than any subject.
        int length = lengths[i];
        if (length < 0 || source.length - s < length) return NO_MATCH;
        budget.steps(length >> 4);
        boolean same = java.util.Arrays.equals(source, starts[i], starts[i] + length, source, s, s + length);
        return same ? s + length : NO_MATCH;
    }

    /** {@code %bxy}: from an x to the y that belongs to it. */
    private int balanced(int start, int p) {
        int open = at(p);
        int close = at(p + 1);
        if (open == 0 || close == 0) throw LuaError.of("unbalanced pattern");
        if (start >= source.length || (source[start] & 0xff) != open) return NO_MATCH;
        int depth = 1;
        for (int s = start + 1; s < source.length; s++) {
            budget.step();
            int c = source[s] & 0xff;
            if (c == close) {
                if (--depth == 0) return s + 1;
            } else if (c == open) depth++;
        }
        return NO_MATCH;
    }

    /** {@code %f[set]}: the end of the set, when {@code s} is where characters begin to be of it. */
    private int frontierEnd(int s, int p) {
        if (at(p) != '[') throw LuaError.of("missing '[' after '%f' in pattern");
        CharSet set = set(p);
        int before = s == 0 ? 0 : source[s - 1] & 0xff;
        int after = s < source.length ? source[s] & 0xff : 0;
        return !set.contains(before) && set.contains(after) ? set.end() : NO_MATCH;
    }

    /** Behind the single character, class or set at {@code p}. */
    private int itemEnd(int p) {
        if (at(p) == '[') return set(p).end();
        if (at(p) != '%') return p + 1;
        if (p + 1 >= patternEnd) throw LuaError.of("malformed pattern (ends with '%')");
        return p + 2;
    }

    private boolean matchesItem(int c, int p) {
        return switch (at(p)) {
            case '.' -> true;
            case '%' -> CharSet.isInClass(c, at(p + 1));
            case '[' -> set(p).contains(c);
            default -> at(p) == c;
        };
    }

    /** The set whose bracket is at {@code p}: read when it is first met, for a broken one that is never met is no error. */
    private CharSet set(int p) {
        CharSet[] known = sets;
        if (known == null) sets = known = new CharSet[patternEnd];
        CharSet set = known[p];
        if (set == null) known[p] = set = CharSet.read(pattern, p, patternEnd);
        return set;
    }
}
