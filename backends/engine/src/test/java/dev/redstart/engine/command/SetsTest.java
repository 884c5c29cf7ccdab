package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import dev.redstart.spi.Reply;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the sets is special; every reply looked up in Redis. */
class SetsTest {

    private final TestEngine engine = TestEngine.open("set-max-listpack-entries=8&notify-keyspace-events=EAm");
    private final EventLog events = new EventLog(engine);

    @AfterEach
    void close() {
        engine.close();
    }

    private Set<String> members(String line) {
        return Reply.elements(engine.run(line)).stream().map(TestEngine::text).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SPOP s -1                             | ERR value is out of range, must be positive
                    SPOP s 1 2                            | ERR syntax error
                    SRANDMEMBER s -9223372036854775808    | ERR value is out of range, value must between \
                    -9223372036854775807 and 9223372036854775807
                    SINTERCARD 0 s                        | ERR numkeys should be greater than 0
                    SINTERCARD 4294967297 s               | ERR Number of keys can't be greater than number of args
                    SINTERCARD 1 s LIMIT -1               | ERR LIMIT can't be negative
                    SSCAN s -1                            | ERR invalid cursor
                    SSCAN s 0 NOVALUES                    | ERR NOVALUES option can only be used in HSCAN
                    SMOVE s t a                           | WRONGTYPE Operation against a key holding the wrong kind of value
                    SUNIONSTORE s t                       | WRONGTYPE Operation against a key holding the wrong kind of value
                    """)
    void refusals(String line, String error) {
        engine.run("SADD s a b");
        engine.run("SET t x");
        assertThat(engine.text(line)).isEqualTo("(error) " + error);
        assertThat(members("SMEMBERS s")).containsExactlyInAnyOrder("a", "b");
    }

    /** Redis would answer until its memory ends. */
    @Test
    void moreRepetitionsThanAReplyCanHoldAreRefused() {
        engine.run("SADD s a");
        assertThat(engine.text("SRANDMEMBER s -4294967296")).isEqualTo("(error) ERR value is out of range");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 50, 80, 95, 99})
    void whatIsPoppedIsGoneAndTheRestStays(int count) {
        for (String prefix : new String[] {"", "m"}) {
            for (int size : new int[] {8, 100}) {
                Set<String> all =
                        IntStream.range(0, size).mapToObj(i -> prefix + i).collect(Collectors.toSet());
                engine.run("DEL s");
                engine.run("SADD s " + String.join(" ", all));
                int some = Math.max(1, count * size / 100);
                Set<String> popped = members("SPOP s " + some);
                assertThat(popped).hasSize(some);
                Set<String> both = new HashSet<>(members("SMEMBERS s"));
                assertThat(both).hasSize(size - popped.size()).doesNotContainAnyElementsOf(popped);
                both.addAll(popped);
                assertThat(both).isEqualTo(all);
            }
        }
    }

    @Test
    void poppingNearlyAllMakesTheRestCompactAgainAndKeepsItsExpiry() {
        engine.run("SADD s " + IntStream.range(0, 100).mapToObj(i -> "m" + i).collect(Collectors.joining(" ")));
        engine.run("EXPIRE s 100");
        assertThat(engine.text("OBJECT ENCODING s")).isEqualTo("hashtable");
        engine.run("SPOP s 95");
        assertThat(engine.text("OBJECT ENCODING s")).isEqualTo("listpack");
        assertThat(engine.text("TTL s")).isEqualTo("100");
        events.take();
        engine.run("SPOP s 5");
        assertThat(events.take()).isEqualTo("spop s, del s");
    }

    @Test
    void storingReadsItsSourcesAndAnEmptyResultDeletes() {
        engine.run("SADD a 1 2");
        engine.run("RPUSH dst x");
        events.take();
        assertThat(engine.text("SINTERSTORE dst a none")).isEqualTo("0");
        assertThat(events.take()).isEqualTo("keymiss none, del dst");
        assertThat(engine.text("SDIFFSTORE dst a none")).isEqualTo("2");
        assertThat(events.take()).isEqualTo("keymiss none, sdiffstore dst");
        assertThat(engine.text("OBJECT ENCODING dst")).isEqualTo("intset");
    }

    @Test
    void bothWaysToADifferenceGiveTheSame() {
        engine.run("SADD a 1 2 3 4 5 6 x y");
        engine.run("SADD b 1 2");
        engine.run("SADD c x");
        for (String others : new String[] {"b", "b c", "b c none b c"}) {
            Set<String> expected = members("SMEMBERS a");
            expected.removeAll(Set.of("1", "2"));
            if (others.contains("c")) expected.remove("x");
            assertThat(members("SDIFF a " + others)).isEqualTo(expected);
            engine.run("SDIFFSTORE dst a " + others);
            assertThat(members("SMEMBERS dst")).isEqualTo(expected);
        }
        assertThat(members("SDIFF a b a")).isEmpty();
        assertThat(members("SDIFF none a")).isEmpty();
    }

    @Test
    void nobodyLooksAtTheOptionsOfAScanOfNothing() {
        assertThat(engine.text("SSCAN none 0 NONSENSE")).isEqualTo("[0, []]");
        assertThat(engine.text("SSCAN none -0")).isEqualTo("[0, []]");
    }

    @Test
    void movingWithinOneSetOrOntoAMemberChangesNoMoreThanItMust() {
        engine.run("SADD a x");
        engine.run("SADD b x");
        events.take();
        assertThat(engine.text("SMOVE a a x")).isEqualTo("1");
        assertThat(engine.text("SMOVE a a y")).isEqualTo("0");
        assertThat(events.take()).isEmpty();
        assertThat(engine.text("SMOVE a b x")).isEqualTo("1");
        assertThat(events.take()).isEqualTo("srem a, del a");
    }
}
