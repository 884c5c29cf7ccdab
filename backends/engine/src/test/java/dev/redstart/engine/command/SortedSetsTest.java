package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import dev.redstart.spi.Pending;
import dev.redstart.spi.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of the sorted sets is special; every reply looked up in Redis. */
class SortedSetsTest {

    private final TestEngine engine = TestEngine.open("zset-max-listpack-entries=4");

    @AfterEach
    void close() {
        engine.close();
    }

    private Pending send(String line) {
        return engine.transport.send(TestEngine.request(line));
    }

    private static String text(Pending pending) throws Exception {
        return TestEngine.text(pending.get(30, TimeUnit.SECONDS));
    }

    private void large() {
        engine.run("ZADD z 1 a 2 b 3 c 4 d 5 e 6 f");
    }

    @Test
    void aBadScoreLeavesEverythingAsItWas() {
        assertThat(engine.text("ZADD z 1 a x b")).isEqualTo("(error) ERR value is not a valid float");
        assertThat(engine.text("EXISTS z")).isEqualTo("0");
    }

    @Test
    void opposedInfinitiesAreRefusedAsAnIncrementAndZeroAsASum() {
        engine.run("ZADD a inf m");
        engine.run("ZADD b -inf m");
        assertThat(engine.text("ZINCRBY a -inf m")).isEqualTo("(error) ERR resulting score is not a number (NaN)");
        assertThat(engine.text("ZUNION 2 a b WITHSCORES")).isEqualTo("[[m, 0.0]]");
    }

    @Test
    void conditionsDecideOnTheScoreThatWouldResult() {
        engine.run("ZADD z 5 a");
        assertThat(engine.text("ZADD z GT INCR -1 a")).isEqualTo("(nil)");
        assertThat(engine.text("ZADD z LT INCR -1 a")).isEqualTo("4.0");
        assertThat(engine.text("ZADD z GT CH 3 a 1 b 4 a 9 a")).isEqualTo("2");
    }

    @Test
    void aNegativeOffsetCountsFromTheFarEndOfALargeOne() {
        engine.run("ZADD s 1 a 2 b 3 c");
        assertThat(engine.text("ZRANGEBYSCORE s -inf inf LIMIT -1 2")).isEqualTo("[]");
        large();
        assertThat(engine.text("ZRANGEBYSCORE z 2 5 LIMIT -1 2")).isEqualTo("[e]");
        assertThat(engine.text("ZREVRANGEBYSCORE z 5 2 LIMIT -2 5")).isEqualTo("[c, b]");
        assertThat(engine.text("ZRANGEBYSCORE z 2 5 LIMIT -5 2")).isEqualTo("[]");
    }

    @Test
    void zscanWritesTheScoresOfALargeOneWithSeventeenDigits() {
        engine.run("ZADD s 0.1 a 1e17 b");
        assertThat(engine.text("ZSCAN s 0")).isEqualTo("[0, [a, 0.1, b, 100000000000000000]]");
        engine.run("ZADD s 1 c 2 d 3 e");
        engine.run("ZREM s c d e");
        assertThat(engine.text("ZSCAN s 0 MATCH a")).isEqualTo("[0, [a, 0.10000000000000001]]");
        assertThat(engine.text("ZSCAN s 0 MATCH b")).isEqualTo("[0, [b, 1e+17]]");
    }

    @Test
    void seventeenDigitsAreWrittenAsInC() {
        assertThat(seventeen(0.0001234)).isEqualTo("0.00012339999999999999");
        assertThat(seventeen(0.00001234)).isEqualTo("1.234e-05");
        assertThat(seventeen(1e16)).isEqualTo("10000000000000000");
        assertThat(seventeen(123456789012345678.0)).isEqualTo("1.2345678901234568e+17");
        assertThat(seventeen(-1e300)).isEqualTo("-1.0000000000000001e+300");
        assertThat(seventeen(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
        assertThat(seventeen(-0.0)).isEqualTo("-0");
    }

    private static String seventeen(double score) {
        return new String(SortedSetScan.seventeenDigits(score), StandardCharsets.US_ASCII);
    }

    @Test
    void setsCountWithScoreOne() {
        engine.run("SADD s a b");
        engine.run("ZADD z 5 a");
        assertThat(engine.text("ZUNION 2 s z WITHSCORES")).isEqualTo("[[b, 1.0], [a, 6.0]]");
        assertThat(engine.text("ZINTERSTORE d 2 s z WEIGHTS 10 1 AGGREGATE MAX"))
                .isEqualTo("1");
        assertThat(engine.text("ZRANGE d 0 -1 WITHSCORES")).isEqualTo("[[a, 10.0]]");
    }

    @Test
    void whatIsStoredTakesTheFormThatFits() {
        large();
        engine.run("ZRANGESTORE d z 0 3");
        assertThat(engine.text("OBJECT ENCODING d")).isEqualTo("listpack");
        engine.run("ZUNIONSTORE d 1 z");
        assertThat(engine.text("OBJECT ENCODING d")).isEqualTo("skiplist");
        assertThat(engine.text("ZRANGESTORE d z 9 10")).isEqualTo("0");
        assertThat(engine.text("EXISTS d")).isEqualTo("0");
    }

    @Test
    void aSampleHoldsEachMemberOnce() {
        for (int i = 0; i < 300; i++) engine.run("ZADD z " + i + " m" + i);
        for (int count : new int[] {1, 7, 99, 101, 299, 300, 1000}) {
            Reply reply = engine.run("ZRANDMEMBER z " + count);
            List<Reply> sample = ((Reply.Array) reply).elements();
            assertThat(sample).hasSize(Math.min(count, 300));
            Set<Reply> distinct = new HashSet<>(sample);
            assertThat(distinct).hasSize(sample.size());
        }
        assertThat(((Reply.Array) engine.run("ZRANDMEMBER z -1000")).elements()).hasSize(1000);
    }

    @Test
    void everyMemberIsDrawnSoonerOrLater() {
        engine.run("ZADD z 1 a 2 b 3 c 4 d 5 e 6 f 7 g");
        Set<Reply> seen = new HashSet<>();
        // The chance that 1000 pairs leave out one of seven is below 10^-140.
        for (int i = 0; i < 1000; i++) seen.addAll(((Reply.Array) engine.run("ZRANDMEMBER z 2")).elements());
        assertThat(seen).hasSize(7);
    }

    @Test
    void aClientThatWaitsGetsTheFirstMemberThatComes() throws Exception {
        Pending min = send("BZPOPMIN none z 0");
        Pending max = send("BZMPOP 0 1 z MAX COUNT 2");
        assertThat(min).isNotDone();
        engine.run("ZADD z 1 a 2 b 3 c 4 d");
        assertThat(text(min)).isEqualTo("[z, a, 1.0]");
        assertThat(text(max)).isEqualTo("[z, [[d, 4.0], [c, 3.0]]]");
        assertThat(engine.text("ZRANGE z 0 -1")).isEqualTo("[b]");
    }

    @Test
    void aClientThatWaitsSleepsOnWhenTheKeyGetsAnotherType() throws Exception {
        Pending waiting = send("BZPOPMAX z 5");
        engine.run("SADD z a");
        assertThat(waiting).isNotDone();
        engine.run("DEL z");
        engine.run("SADD s a");
        engine.run("ZUNIONSTORE z 1 s");
        assertThat(text(waiting)).isEqualTo("[z, a, 1.0]");
        Pending late = send("BZPOPMAX z 5");
        engine.advance(Duration.ofSeconds(5));
        assertThat(text(late)).isEqualTo("(nil)");
    }
}
