package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.spi.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both shapes of COMMAND give the same text. */
class CommandTableTextTest {

    /** Pairs as a map of RESP3 or as the flat array of RESP2. */
    private interface Pairs {
        Reply of(Object... keysAndValues);
    }

    private static final Pairs RESP3 = pairs -> {
        Reply[] replies = replies(pairs);
        return new Reply.MapOf(java.util.stream.IntStream.range(0, replies.length / 2)
                .mapToObj(i -> Map.entry(replies[2 * i], replies[2 * i + 1]))
                .toList());
    };

    private static final Pairs RESP2 = pairs -> Reply.array(replies(pairs));

    private static Reply[] replies(Object... values) {
        return Arrays.stream(values).map(CommandTableTextTest::reply).toArray(Reply[]::new);
    }

    private static Reply reply(Object value) {
        if (value instanceof Reply r) return r;
        return value instanceof Integer n ? Reply.integer(n) : Reply.blob((String) value);
    }

    private static Reply command(String name, List<String> flags, List<Reply> keys, Reply... subcommands) {
        Reply empty = Reply.array();
        return Reply.array(
                Reply.blob(name),
                Reply.integer(2),
                new Reply.SetOf(flags.stream()
                        .map(Reply.Text::new)
                        .map(Reply.class::cast)
                        .toList()),
                Reply.integer(1),
                Reply.integer(1),
                Reply.integer(1),
                empty,
                empty,
                new Reply.Array(keys),
                new Reply.Array(List.of(subcommands)));
    }

    private static Reply table(Pairs pairs) {
        Reply first = pairs.of(
                "begin_search", pairs.of("type", "index", "spec", pairs.of("index", 1)),
                "find_keys", pairs.of("type", "range", "spec", pairs.of("lastkey", 0, "keystep", 1, "limit", 0)));
        Reply counted = pairs.of(
                "begin_search", pairs.of("type", "keyword", "spec", pairs.of("keyword", "KEYS", "startfrom", -2)),
                "find_keys", pairs.of("type", "keynum", "spec", pairs.of("keynumidx", 0, "firstkey", 1, "keystep", 1)));
        Reply unknown = pairs.of(
                "begin_search", pairs.of("type", "unknown", "spec", pairs.of()),
                "find_keys", pairs.of("type", "unknown", "spec", pairs.of()));
        return Reply.array(
                command(
                        "object",
                        List.of(),
                        List.of(),
                        command("object|encoding", List.of("readonly"), List.of(first))),
                command("blpop", List.of("write", "blocking"), List.of(first, counted, unknown)));
    }

    @Test
    void oneLinePerCommand() {
        Stream.of(RESP2, RESP3).forEach(shape -> assertThat(
                        CommandTableText.of(table(shape)).lines().skip(1))
                .containsExactly("BLPOP wb i1r0,1,0 kKEYS,-2n0,1,1", "OBJECT w", "OBJECT|ENCODING r i1r0,1,0"));
    }
}
