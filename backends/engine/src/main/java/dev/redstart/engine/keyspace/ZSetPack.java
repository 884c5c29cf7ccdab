package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.LexRange;
import dev.redstart.engine.structure.Listpack;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.ScoreRange;
import java.util.Arrays;

/**
 * A small sorted set: a listpack of member, score, member, score, in order. A score is an integer where it can be one
 * (so −0 becomes 0, as in Redis), else its text. Everything is a linear walk; a change makes a new array.
 */
final class ZSetPack {

    private ZSetPack() {}

    static int size(byte[] lp) {
        return Listpack.length(lp) / 2;
    }

    /** Position of the member, or -1. */
    static int find(byte[] lp, byte[] member) {
        return Listpack.find(lp, Listpack.first(lp), member, 1);
    }

    /** Score of the member at that position. */
    static double score(byte[] lp, int member) {
        return scoreAt(lp, Listpack.after(lp, member));
    }

    static double scoreAt(byte[] lp, int at) {
        if (Listpack.isInteger(lp, at)) return Listpack.longAt(lp, at);
        return Numbers.parseDouble(lp, Listpack.stringOffset(lp, at), Listpack.stringLength(lp, at));
    }

    /** Position of the member behind that one, or -1. */
    private static int next(byte[] lp, int member) {
        return Listpack.next(lp, Listpack.after(lp, member));
    }

    /** How many stand before the member at that position. */
    static int rank(byte[] lp, int member) {
        int rank = 0;
        for (int p = Listpack.first(lp); p != member; p = next(lp, p)) rank++;
        return rank;
    }

    /** With a member that is known to be absent. */
    static byte[] insert(byte[] lp, byte[] member, double score) {
        int at = Listpack.first(lp);
        while (at >= 0 && isBefore(lp, at, member, score)) at = next(lp, at);
        return insert(lp, at < 0 ? Listpack.end(lp) : at, member, score);
    }

    private static byte[] insert(byte[] lp, int at, byte[] member, double score) {
        byte[] half = Listpack.insert(lp, at, member);
        int behind = Listpack.after(half, at);
        if (Numbers.isIntegral(score)) return Listpack.insert(half, behind, (long) score);
        return Listpack.insert(half, behind, Numbers.toBytes(score));
    }

    private static boolean isBefore(byte[] lp, int at, byte[] member, double score) {
        double other = score(lp, at);
        return other < score || other == score && compare(lp, at, member) < 0;
    }

    private static int compare(byte[] lp, int at, byte[] member) {
        if (Listpack.isInteger(lp, at)) return Arrays.compareUnsigned(Listpack.getBytes(lp, at), member);
        int from = Listpack.stringOffset(lp, at);
        int to = from + Listpack.stringLength(lp, at);
        return Arrays.compareUnsigned(lp, from, to, member, 0, member.length);
    }

    static byte[] remove(byte[] lp, int member) {
        return Listpack.deleteRangeAt(lp, member, 2, false);
    }

    static byte[] remove(byte[] lp, Ranks ranks) {
        return Listpack.deleteRange(lp, ranks.from() * 2L, ranks.size() * 2L);
    }

    static Ranks ranks(byte[] lp, ScoreRange range) {
        if (range.isEmpty()) return Ranks.NONE;
        int from = 0;
        int to = 0;
        for (int p = Listpack.first(lp); p >= 0; p = next(lp, p)) {
            double score = score(lp, p);
            if (!range.belowMax(score)) break;
            if (!range.aboveMin(score)) from++;
            to++;
        }
        return Ranks.between(from, to);
    }

    /** Where scores differ, members are in no order: then, as in Redis, the first run that fits, if the ends allow for one. */
    static Ranks ranks(byte[] lp, LexRange range) {
        if (Listpack.isEmpty(lp) || range.isEmpty()) return Ranks.NONE;
        int p = Listpack.first(lp);
        int last = Listpack.seek(lp, -2);
        if (!range.belowMax(Listpack.getBytes(lp, p)) || !range.aboveMin(Listpack.getBytes(lp, last)))
            return Ranks.NONE;
        int from = 0;
        for (; p >= 0 && !range.aboveMin(Listpack.getBytes(lp, p)); p = next(lp, p)) from++;
        int to = from;
        for (; p >= 0 && range.belowMax(Listpack.getBytes(lp, p)); p = next(lp, p)) to++;
        return Ranks.between(from, to);
    }

    /** All members of a larger form. */
    static byte[] of(ZSetCursor members) {
        byte[] lp = Listpack.create();
        while (members.next()) {
            lp = Listpack.append(lp, members.member(), true);
            double score = members.score();
            if (Numbers.isIntegral(score)) lp = Listpack.append(lp, (long) score, true);
            else lp = Listpack.append(lp, Numbers.toBytes(score), true);
        }
        return Listpack.trim(lp);
    }
}
