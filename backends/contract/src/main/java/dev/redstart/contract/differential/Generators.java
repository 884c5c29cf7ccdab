package dev.redstart.contract.differential;

import static dev.redstart.contract.differential.Grammar.cmd;
import static dev.redstart.contract.differential.Grammar.many;
import static dev.redstart.contract.differential.Words.AT_MILLIS;
import static dev.redstart.contract.differential.Words.KEY;
import static dev.redstart.contract.differential.Words.MEMBER;
import static dev.redstart.contract.differential.Words.SCORE;
import static dev.redstart.contract.differential.Words.VALUE;

import dev.redstart.contract.differential.Grammar.Shape;
import java.util.List;
import java.util.stream.Stream;

/** A generator per family of commands; the grammars stand in classes by subject. */
public final class Generators {

    /** So that every family meets keys of other types, keys that vanish, and keys that expire. */
    private static final List<Shape> EVERYWHERE = List.of(
            cmd("SET", KEY, VALUE),
            cmd("RPUSH", KEY, many(MEMBER)),
            cmd("SADD", KEY, many(MEMBER)),
            cmd("ZADD", KEY, many(SCORE, MEMBER)),
            cmd("HSET", KEY, many(MEMBER, VALUE)),
            cmd("XADD", KEY, StreamGrammars.FUTURE + "-*", MEMBER, VALUE),
            cmd("DEL", many(KEY)),
            cmd("PEXPIREAT", KEY, AT_MILLIS),
            cmd("PTTL", KEY),
            cmd("OBJECT ENCODING", KEY));

    /** Waited for by both sides; inside a transaction nobody could wait. */
    private static final List<Shape> ENDING = List.of(cmd("PEXPIRE", KEY, "1"));

    private Generators() {}

    public static Generator strings() {
        return new Generator("strings", with(KeyGrammars.STRINGS), 0);
    }

    /** Keys as such: existence, expiry, renaming, other databases, sorting. */
    public static Generator keys() {
        return new Generator("keys", with(KeyGrammars.KEYS), 0);
    }

    /** Hashes, with the expiry of fields. */
    public static Generator hashes() {
        return new Generator("hashes", with(CollectionGrammars.HASHES), 0);
    }

    public static Generator lists() {
        return new Generator("lists", with(CollectionGrammars.LISTS), 0);
    }

    public static Generator sets() {
        return new Generator("sets", with(CollectionGrammars.SETS), 0);
    }

    public static Generator sortedSets() {
        return new Generator("sorted sets", with(CollectionGrammars.SORTED_SETS), 0);
    }

    /** Strings as bits and as numbers of any width. */
    public static Generator bitmaps() {
        return new Generator("bitmaps", with(SpecialGrammars.BITMAPS), 0);
    }

    public static Generator hyperLogLogs() {
        return new Generator("hyperloglogs", with(SpecialGrammars.HYPERLOGLOGS), 0);
    }

    public static Generator geo() {
        return new Generator("geo", with(SpecialGrammars.GEO), 0);
    }

    /** Streams, with groups, and reading that waits for a moment. */
    public static Generator streams() {
        return new Generator("streams", with(StreamGrammars.STREAMS), 0);
    }

    /** Transactions of two clients that watch and change the same keys. */
    public static Generator transactions() {
        return new Generator(
                "transactions",
                Stream.concat(KeyGrammars.TRANSACTIONS.stream(), EVERYWHERE.stream())
                        .toList(),
                3);
    }

    /** One per family. */
    public static List<Generator> ofEveryFamily() {
        return List.of(
                strings(),
                bitmaps(),
                hyperLogLogs(),
                keys(),
                hashes(),
                lists(),
                sets(),
                sortedSets(),
                geo(),
                streams(),
                transactions());
    }

    private static List<Shape> with(List<Shape> own) {
        return Stream.of(own, EVERYWHERE, ENDING).flatMap(List::stream).toList();
    }
}
