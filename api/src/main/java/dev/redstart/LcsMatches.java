package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where two strings agree: the parts of their longest common subsequence.
 *
 * @param matches from the end of the strings to their beginning, as the server gives them; cannot be changed
 * @param length  bytes of the whole subsequence, those of matches too short to be listed included
 */
public record LcsMatches(List<LcsMatch> matches, long length) {

    /** For the reply of {@code LCS ... IDX WITHMATCHLEN}. */
    static LcsMatches decode(Reply reply) {
        List<LcsMatch> matches = new ArrayList<>();
        long[] length = {-1};
        Decoders.forEachPair(reply, (name, value) -> {
            switch (Decoders.string(name)) {
                case "matches" -> Decoders.elements(value).forEach(m -> matches.add(match(m)));
                case "len" -> length[0] = Decoders.integer().decode(value);
                default -> throw new UnexpectedReply("matches and len", reply);
            }
        });
        if (length[0] < 0) throw new UnexpectedReply("matches and len", reply);
        return new LcsMatches(Collections.unmodifiableList(matches), length[0]);
    }

    private static LcsMatch match(Reply reply) {
        List<Reply> three = Decoders.elements(reply);
        if (three.size() != 3) throw new UnexpectedReply("two ranges and a length", reply);
        return new LcsMatch(
                range(three.get(0)), range(three.get(1)), Decoders.integer().decode(three.get(2)));
    }

    private static LcsMatch.Range range(Reply reply) {
        List<Reply> two = Decoders.elements(reply);
        if (two.size() != 2) throw new UnexpectedReply("a range", reply);
        return new LcsMatch.Range(
                Decoders.integer().decode(two.get(0)), Decoders.integer().decode(two.get(1)));
    }
}
