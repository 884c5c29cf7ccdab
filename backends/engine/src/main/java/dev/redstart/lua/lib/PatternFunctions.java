package dev.redstart.lua.lib;

import dev.redstart.lua.Args;
import dev.redstart.lua.Budget;
import dev.redstart.lua.Builtin;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaNumbers;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code find}, {@code match}, {@code gmatch} and {@code gsub}. */
final class PatternFunctions {

    private static final String SPECIAL = "^$*+?.([%-";
    /** A pattern up to this length, in bytes, is matched on any stack. */
    private static final int SHALLOW = 2000;

    private final LuaState state;
    private final Budget budget;

    PatternFunctions(LuaState state) {
        this.state = state;
        this.budget = state.budget();
    }

    @Nullable
    Object find(Args args) {
        return search(args, true);
    }

    @Nullable
    Object match(Args args) {
        return search(args, false);
    }

    private @Nullable Object search(Args args, boolean find) {
        return deepEnough(args.string(2), () -> searchHere(args, find));
    }

    private @Nullable Object deepEnough(LuaString pattern, Supplier<@Nullable Object> matching) {
        return pattern.length() > SHALLOW ? state.deeper(matching) : matching.get();
    }

    private @Nullable Object searchHere(Args args, boolean find) {
        LuaString subject = args.string(1);
        LuaString pattern = args.string(2);
        long init = StringLibrary.position(args.integer(3, 1), subject.length()) - 1;
        int from = (int) Math.max(0, Math.min(init, subject.length()));
        if (find && (Values.isTrue(args.get(4)) || isPlain(pattern))) {
            int at = indexOf(subject.bytes(), pattern.bytes(), from);
            return at < 0 ? null : Results.of(at + 1.0, (double) (at + pattern.length()));
        }
        PatternMatcher matcher = new PatternMatcher(budget, subject, pattern);
        boolean anchored = matcher.isAnchored();
        for (int s = from; s <= subject.length(); s++) {
            int end = matcher.match(s, anchored ? 1 : 0);
            if (end >= 0)
                return find
                        ? Results.after(matcher.captures(s, end, false), s + 1.0, (double) end)
                        : one(matcher.captures(s, end, true));
            if (anchored) break;
        }
        return null;
    }

    Object gmatch(Args args) {
        LuaString subject = args.string(1);
        LuaString pattern = args.string(2);
        PatternMatcher matcher = new PatternMatcher(budget, subject, pattern);
        int[] next = {0};
        return Builtin.of("gmatch iterator", none -> deepEnough(pattern, () -> nextMatch(subject, matcher, next)));
    }

    /** {@code next} holds where the search begins. */
    private static @Nullable Object nextMatch(LuaString subject, PatternMatcher matcher, int[] next) {
        for (int s = next[0]; s <= subject.length(); s++) {
            int end = matcher.match(s, 0);
            if (end < 0) continue;
            // An empty match moves on by one, or it would be found for ever.
            next[0] = end == s ? end + 1 : end;
            return one(matcher.captures(s, end, true));
        }
        next[0] = subject.length() + 1;
        return Results.NONE;
    }

    @Nullable
    Object gsub(Args args) {
        return deepEnough(args.string(2), () -> gsubHere(args));
    }

    private Object gsubHere(Args args) {
        LuaString subject = args.string(1);
        LuaString pattern = args.string(2);
        int most = (int) args.integer(4, subject.length() + 1L);
        Object replacement = args.get(3);
        if (replacement instanceof Double d) replacement = LuaNumbers.toText(d);
        if (!(replacement instanceof LuaString
                || replacement instanceof LuaTable
                || replacement instanceof LuaFunction)) throw args.error(3, "string/function/table expected");
        PatternMatcher matcher = new PatternMatcher(budget, subject, pattern);
        boolean anchored = matcher.isAnchored();
        byte[] source = subject.bytes();
        ByteSink out = new ByteSink(budget);
        int s = 0;
        int count = 0;
        while (count < most) {
            int end = matcher.match(s, anchored ? 1 : 0);
            if (end >= 0) {
                count++;
                replace(out, matcher, replacement, source, s, end);
            }
            if (end > s) s = end;
            else if (s < source.length) out.add(source[s++]);
            else break;
            if (anchored) break;
        }
        out.add(source, s, source.length);
        return Results.of(out.toLuaString(), (double) count);
    }

    private void replace(ByteSink out, PatternMatcher matcher, Object replacement, byte[] source, int from, int to) {
        Object value;
        if (replacement instanceof LuaString template) {
            fill(out, matcher, template.bytes(), source, from, to);
            return;
        } else if (replacement instanceof LuaFunction function)
            value = Results.first(state.call(function, matcher.captures(from, to, true)));
        else value = state.index(replacement, matcher.capture(0, from, to));
        if (!Values.isTrue(value)) {
            out.add(source, from, to);
            return;
        }
        LuaString text = Values.toText(value);
        if (text == null) throw LuaError.of("invalid replacement value (a " + Values.typeName(value) + ")");
        out.add(text);
    }

    private static void fill(ByteSink out, PatternMatcher matcher, byte[] template, byte[] source, int from, int to) {
        for (int i = 0; i < template.length; i++) {
            if (template[i] != '%') {
                out.add(template[i]);
                continue;
            }
            i++;
            // C reads the NUL behind the string for a % at its end.
            int c = i < template.length ? template[i] & 0xff : 0;
            if (!Chars.isDigit(c)) out.add(c);
            else if (c == '0') out.add(source, from, to);
            else {
                Object capture = matcher.capture(c - '1', from, to);
                out.add(capture instanceof Double d ? LuaNumbers.toText(d) : (LuaString) capture);
            }
        }
    }

    private static @Nullable Object one(@Nullable Object[] captures) {
        return captures.length == 1 ? captures[0] : captures;
    }

    private static boolean isPlain(LuaString pattern) {
        for (byte b : pattern.bytes()) {
            if (b == 0) break;
            if (SPECIAL.indexOf(b) >= 0) return false;
        }
        return true;
    }

    private int indexOf(byte[] text, byte[] part, int from) {
        int last = text.length - part.length;
        for (int i = from; i <= last; i++) {
            int same = 0;
            while (same < part.length && text[i + same] == part[same]) same++;
            if (same == part.length) return i;
            budget.steps(1 + (same >> 4));
        }
        return -1;
    }
}
