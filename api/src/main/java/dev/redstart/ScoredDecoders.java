package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decoders of the replies that hold members with scores. A RESP2 connection has them in turn in one flat array, the scores
 * as text; a RESP3 one has pairs, or, from a vector set, a map, the scores as doubles, except where it is a single pair, which
 * is flat in both.
 */
final class ScoredDecoders {

    private ScoredDecoders() {}

    /** Members with scores, in the order of the reply; null becomes an empty list. The list cannot be changed. */
    static <V> Decoder<List<ScoredValue<V>>> list(Decoder<V> value) {
        return reply -> {
            List<ScoredValue<V>> list = new ArrayList<>();
            Decoders.forEachPair(reply, (member, score) -> list.add(pair(value, member, score)));
            return Collections.unmodifiableList(list);
        };
    }

    /** The only member with its score; null for an empty array. */
    static <V> Decoder<@Nullable ScoredValue<V>> oneOrNull(Decoder<V> value) {
        Decoder<List<ScoredValue<V>>> list = list(value);
        return reply -> {
            List<ScoredValue<V>> found = list.decode(reply);
            if (found.size() > 1) throw new UnexpectedReply("one member with its score", reply);
            return found.isEmpty() ? null : found.get(0);
        };
    }

    /** Key, member, score, or null. */
    static <K, V> Decoder<@Nullable KeyValue<K, ScoredValue<V>>> keyAndOne(Decoder<K> key, Decoder<V> value) {
        return reply -> {
            if (reply instanceof Reply.Null) return null;
            List<Reply> three = Decoders.elements(reply);
            if (three.size() != 3) throw new UnexpectedReply("a key, a member and its score", reply);
            return new KeyValue<>(key.decode(three.get(0)), pair(value, three.get(1), three.get(2)));
        };
    }

    /** A key and the members with scores that were found there, or null. */
    static <K, V> Decoder<@Nullable KeyValue<K, List<ScoredValue<V>>>> keyAndList(Decoder<K> key, Decoder<V> value) {
        Decoder<List<ScoredValue<V>>> list = list(value);
        return reply -> {
            if (reply instanceof Reply.Null) return null;
            List<Reply> two = Decoders.elements(reply);
            if (two.size() != 2) throw new UnexpectedReply("a key and its members with their scores", reply);
            return new KeyValue<>(key.decode(two.get(0)), list.decode(two.get(1)));
        };
    }

    /** Rank and score, or null. */
    static @Nullable RankedScore rankedScore(Reply reply) {
        if (reply instanceof Reply.Null) return null;
        List<Reply> two = Decoders.elements(reply);
        if (two.size() != 2) throw new UnexpectedReply("a rank and a score", reply);
        return new RankedScore(
                Decoders.integer().decode(two.get(0)), Decoders.decimal().decode(two.get(1)));
    }

    private static <V> ScoredValue<V> pair(Decoder<V> value, Reply member, Reply score) {
        return new ScoredValue<>(value.decode(member), Decoders.decimal().decode(score));
    }
}
