package dev.redstart.contract;

import static dev.redstart.ListEnd.LEFT;
import static dev.redstart.ListEnd.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.KeyValue;
import dev.redstart.Result;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Pops that wait for a value: on another connection than the one that pushes it. */
public abstract class BlockingListContract extends ContractSuite {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(60);

    protected BlockingListContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void whatIsThereIsTakenAtOnce() {
        redis.rpush("b", "1", "2", "3", "4", "5");
        assertThat(redis.blpop(LONG, "a", "b")).isEqualTo(new KeyValue<>("b", "1"));
        assertThat(redis.brpop(LONG, List.of("a", "b"))).isEqualTo(new KeyValue<>("b", "5"));
        assertThat(redis.blmpop(LONG, LEFT, "a", "b")).isEqualTo(new KeyValue<>("b", List.of("2")));
        assertThat(redis.blmove("b", "c", RIGHT, LEFT, null)).isEqualTo("4");
        assertThat(redis.brpoplpush("b", "c", LONG)).isEqualTo("3");
        assertThat(redis.blmpop(LONG, RIGHT, 9, List.of("b", "c"))).isEqualTo(new KeyValue<>("c", List.of("4", "3")));
        assertThat(redis.exists("a", "b", "c")).isZero();
    }

    @Test
    void theFirstKeyThatHasAValueWins() {
        redis.rpush("a", "x");
        redis.rpush("b", "y");
        assertThat(redis.blpop(null, List.of("b", "a"))).isEqualTo(new KeyValue<>("b", "y"));
        assertThat(redis.brpop(null, "b", "a")).isEqualTo(new KeyValue<>("a", "x"));
    }

    @Test
    void nothingInTimeIsNull() {
        assertThat(redis.blpop(SHORT, "a", "b")).isNull();
        assertThat(redis.brpop(SHORT, "a")).isNull();
        assertThat(redis.blmpop(SHORT, LEFT, "a", "b")).isNull();
        assertThat(redis.blmpop(SHORT, RIGHT, 2, List.of("a"))).isNull();
        assertThat(redis.blmove("a", "b", LEFT, RIGHT, SHORT)).isNull();
        assertThat(redis.brpoplpush("a", "b", SHORT)).isNull();
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void aPushWakesWhoWaits() {
        Result<KeyValue<String, String>> head = async().blpop(null, "a", "b");
        awaitBlocked(1);
        redis.rpush("b", "1", "2", "3");
        assertThat(head.get(LONG)).isEqualTo(new KeyValue<>("b", "1"));
        assertThat(redis.lrange("b", 0, -1)).containsExactly("2", "3");

        Result<KeyValue<String, String>> tail = async().brpop(LONG, "c");
        awaitBlocked(1);
        redis.rpush("c", "1", "2", "3");
        assertThat(tail.get(LONG)).isEqualTo(new KeyValue<>("c", "3"));
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void aPushWakesWhoWaitsForSeveral() {
        Result<KeyValue<String, List<String>>> several = async().blmpop(LONG, RIGHT, 2, List.of("a", "b"));
        awaitBlocked(1);
        redis.rpush("b", "1", "2", "3");
        assertThat(several.get(LONG)).isEqualTo(new KeyValue<>("b", List.of("3", "2")));
        assertThat(redis.lrange("b", 0, -1)).containsExactly("1");
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void aPushIsMovedOn() {
        Result<String> moved = async().blmove("a", "b", LEFT, RIGHT, LONG);
        awaitBlocked(1);
        redis.rpush("a", "1", "2");
        assertThat(moved.get(LONG)).isEqualTo("1");
        Result<String> last = async().brpoplpush("none", "c", null);
        awaitBlocked(1);
        redis.lpush("none", "x");
        assertThat(last.get(LONG)).isEqualTo("x");
        assertThat(redis.lrange("a", 0, -1)).containsExactly("2");
        assertThat(redis.lrange("b", 0, -1)).containsExactly("1");
        assertThat(redis.lrange("c", 0, -1)).containsExactly("x");
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void aMoveWakesWhoWaitsAtItsEnd() {
        Result<KeyValue<String, String>> end = async().blpop(LONG, "b");
        awaitBlocked(1);
        Result<String> middle = async().blmove("a", "b", LEFT, LEFT, LONG);
        awaitBlocked(2);
        redis.rpush("a", "x");
        assertThat(middle.get(LONG)).isEqualTo("x");
        assertThat(end.get(LONG)).isEqualTo(new KeyValue<>("b", "x"));
        assertThat(redis.exists("a", "b")).isZero();
    }

    @Test
    void whoWaitedLongestIsServedFirst() {
        Result<KeyValue<String, String>> first = async().blpop(LONG, "a");
        awaitBlocked(1);
        Result<KeyValue<String, String>> second = async().brpop(LONG, "a");
        awaitBlocked(2);
        Result<KeyValue<String, String>> third = async().blpop(LONG, "a");
        awaitBlocked(3);
        redis.rpush("a", "1", "2", "3", "4");
        assertThat(first.get(LONG)).isEqualTo(new KeyValue<>("a", "1"));
        assertThat(second.get(LONG)).isEqualTo(new KeyValue<>("a", "4"));
        assertThat(third.get(LONG)).isEqualTo(new KeyValue<>("a", "2"));
        assertThat(redis.lrange("a", 0, -1)).containsExactly("3");
    }

    @Test
    void anotherTypeDoesNotWakeWhoWaits() {
        Result<KeyValue<String, String>> waiting = async().blpop(LONG, "a");
        awaitBlocked(1);
        redis.set("a", "text");
        redis.del("a");
        redis.sadd("a", "member");
        assertThat(waiting.isDone()).isFalse();
        redis.del("a");
        redis.rpush("a", "x");
        assertThat(waiting.get(LONG)).isEqualTo(new KeyValue<>("a", "x"));
    }

    @Test
    void aListThatComesByAnotherNameWakesWhoWaits() {
        Result<KeyValue<String, String>> waiting = async().blpop(LONG, "a");
        awaitBlocked(1);
        redis.rpush("other", "x", "y");
        redis.call("RENAME", "other", "a");
        assertThat(waiting.get(LONG)).isEqualTo(new KeyValue<>("a", "x"));
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void aMoveOntoAnotherTypeFailsWhenItsTimeComes() {
        redis.set("s", "text");
        Result<String> moved = async().blmove("a", "s", LEFT, RIGHT, LONG);
        awaitBlocked(1);
        redis.rpush("a", "x");
        Refused.asWrongType(() -> moved.get(LONG));
        assertThat(redis.lrange("a", 0, -1)).containsExactly("x");
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("s", "x");
        redis.rpush("l", "a");
        Refused.asWrongType(() -> redis.blpop(LONG, "none", "s"));
        Refused.asWrongType(() -> redis.brpop(LONG, "s"));
        Refused.asWrongType(() -> redis.blmpop(LONG, LEFT, "s"));
        Refused.asWrongType(() -> redis.blmove("s", "l", LEFT, RIGHT, LONG));
        Refused.asWrongType(() -> redis.blmove("l", "s", LEFT, RIGHT, LONG));
        Refused.asWrongType(() -> redis.brpoplpush("l", "s", LONG));
        assertThat(redis.blpop(LONG, "l", "s")).isEqualTo(new KeyValue<>("l", "a"));
    }

    @Test
    @Needs(version = "7.2")
    void badTimeoutsAreRefused() {
        Refused.with("ERR timeout is negative", () -> blpop("-1"));
        Refused.with("ERR timeout is not a float or out of range", () -> blpop("soon"));
        Refused.with("ERR timeout is out of range", () -> blpop("99999999999999999999"));
    }

    @Test
    void anErrorReachesTheStage() {
        redis.set("s", "x");
        assertThat(async().blpop(LONG, "s").toCompletableFuture())
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RedisReplyException.class);
    }

    private void blpop(String timeout) {
        redis.call(Request.of("BLPOP").key("none").arg(timeout));
    }
}
