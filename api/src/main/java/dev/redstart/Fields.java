package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The named fields of a reply that describes something: what we know by name is asked for here, and missed with an error;
 * what newer servers add stays in {@link #all}. Also the fields of the server's texts, which have the same in lines or words.
 */
final class Fields {

    private static final Decoder<Map<String, Reply>> MAP = Decoders.map(Decoders::string, Decoders.reply());
    private static final Decoder<List<String>> TEXTS = Decoders.list(Decoders::string);
    private static final Decoder<Set<String>> WORDS = Decoders.set(Decoders::string);

    private final Reply reply;
    /** In the order of the reply; cannot be changed. */
    final Map<String, Reply> all;

    private Fields(Reply reply) {
        this.reply = reply;
        this.all = MAP.decode(reply);
    }

    /** Of a map, in any of its shapes. */
    static Fields of(Reply reply) {
        return new Fields(reply);
    }

    Reply get(String name) {
        Reply field = all.get(name);
        if (field == null) throw new UnexpectedReply("a field " + name, reply);
        return field;
    }

    /** The null reply when it is missing. */
    Reply getOrNull(String name) {
        return all.getOrDefault(name, Reply.NULL);
    }

    String text(String name) {
        return Decoders.string(get(name));
    }

    @Nullable
    String textOrNull(String name) {
        Reply field = getOrNull(name);
        return field instanceof Reply.Null ? null : Decoders.string(field);
    }

    long integer(String name) {
        return Decoders.integer().decode(get(name));
    }

    long integerOr(long missing, String name) {
        return all.containsKey(name) ? integer(name) : missing;
    }

    /** Empty for null; the field must be there. */
    OptionalLong integerIfKnown(String name) {
        return get(name) instanceof Reply.Null ? OptionalLong.empty() : OptionalLong.of(integer(name));
    }

    double decimal(String name) {
        return Decoders.decimal().decode(get(name));
    }

    <T> List<T> list(String name, Decoder<T> element) {
        return Decoders.list(element).decode(get(name));
    }

    /** Of an array; empty when the field is missing. */
    List<String> texts(String name) {
        return TEXTS.decode(getOrNull(name));
    }

    /** Of a set, or an array; empty when the field is missing. */
    Set<String> words(String name) {
        return words(getOrNull(name));
    }

    /** Of a set, or an array, of words. */
    static Set<String> words(Reply reply) {
        return WORDS.decode(reply);
    }

    /**
     * The pairs in a text, as {@code a=1 b=2} with a blank between pairs and an equals sign between name and value. What is
     * no pair is passed over. A name that comes again adds its value behind a line break.
     */
    static Map<String, String> inText(String text, String betweenPairs, char inPair) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.strip().split(betweenPairs)) {
            int at = pair.indexOf(inPair);
            if (at > 0) pairs.merge(pair.substring(0, at), pair.substring(at + 1), (a, b) -> a + "\n" + b);
        }
        return pairs;
    }

    /** Empty for null and for what is no whole number. */
    static OptionalLong number(@Nullable String text) {
        if (text == null) return OptionalLong.empty();
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
