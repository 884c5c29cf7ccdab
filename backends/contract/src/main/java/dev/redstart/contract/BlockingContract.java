package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.KeyValue;
import dev.redstart.ListEnd;
import dev.redstart.Redis;
import dev.redstart.Result;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands that wait on the server: who is woken by what, and how a wait ends before its time. */
public abstract class BlockingContract extends ContractSuite {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(30);

    protected BlockingContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void aValueThatIsThereComesAtOnce() {
        redis.rpush("list", "a", "b");
        assertThat(redis.blpop(LONG, "none", "list")).isEqualTo(new KeyValue<>("list", "a"));
        assertThat(redis.brpop(null, "list")).isEqualTo(new KeyValue<>("list", "b"));
    }

    @Test
    void aWaitingCallGetsWhatAnotherThreadPushes() {
        Elsewhere<@Nullable KeyValue<String, String>> waiting = Elsewhere.run(() -> redis.blpop(LONG, "list"));
        awaitBlocked(1);
        redis.rpush("list", "x");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "x"));
        assertThat(redis.exists("list")).isZero();
    }

    @Test
    void whenItsTimeIsOverItGetsNull() {
        assertThat(redis.blpop(SHORT, "list")).isNull();
        assertThat(redis.blmove("list", "other", ListEnd.LEFT, ListEnd.LEFT, SHORT))
                .isNull();
        assertThat(redis.async().bzpopmin(SHORT, "zset").get()).isNull();
        awaitBlocked(0);
        assertThat(redis.rpush("list", "x")).isEqualTo(1);
    }

    @Test
    void whoWaitedLongestIsServedFirst() {
        Result<@Nullable KeyValue<String, String>> first = async().blpop(LONG, "list");
        awaitBlocked(1);
        Result<@Nullable KeyValue<String, String>> second = another().async().blpop(LONG, "list");
        awaitBlocked(2);
        redis.rpush("list", "1");
        assertThat(first.get()).isEqualTo(new KeyValue<>("list", "1"));
        assertThat(second.isDone()).isFalse();
        redis.rpush("list", "2");
        assertThat(second.get()).isEqualTo(new KeyValue<>("list", "2"));
    }

    @Test
    void oneCommandThatBringsSeveralServesSeveral() {
        List<Result<@Nullable KeyValue<String, String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(async().blpop(LONG, "list"));
            awaitBlocked(i + 1);
        }
        assertThat(redis.rpush("list", "1", "2", "3", "4")).isEqualTo(4);
        for (int i = 0; i < 3; i++) {
            assertThat(waiting.get(i).get()).isEqualTo(new KeyValue<>("list", Integer.toString(i + 1)));
        }
        assertThat(redis.lrange("list", 0, -1)).containsExactly("4");
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void ofSeveralKeysTheOneThatGetsAValueWakes() {
        Result<@Nullable KeyValue<String, String>> waiting = async().brpop(LONG, "a", "b", "c");
        awaitBlocked(1);
        redis.rpush("b", "x");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("b", "x"));
    }

    @Test
    void aTransactionWakesWhenAllOfItIsDone() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        awaitBlocked(1);
        redis.transaction(tx -> {
            tx.rpush("list", "first");
            return tx.lpush("list", "before it");
        });
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "before it"));
        assertThat(redis.lrange("list", 0, -1)).containsExactly("first");
    }

    @Test
    void aKeyThatComesAndGoesInOneTransactionWakesNobody() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        awaitBlocked(1);
        redis.transaction(tx -> {
            tx.rpush("list", "x");
            return tx.del("list");
        });
        assertThat(waiting.isDone()).isFalse();
        redis.rpush("list", "y");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "y"));
    }

    @Test
    void aKeyOfAnotherTypeDoesNotWake() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        awaitBlocked(1);
        redis.set("list", "text");
        redis.del("list");
        redis.rpush("list", "x");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "x"));
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void aRenamedKeyWakesToo() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        awaitBlocked(1);
        redis.rpush("other", "x");
        redis.rename("other", "list");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "x"));
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void oneWaiterMayFeedTheNext() {
        Result<@Nullable String> mover = async().blmove("a", "b", ListEnd.LEFT, ListEnd.RIGHT, LONG);
        awaitBlocked(1);
        Result<@Nullable KeyValue<String, String>> last = another().async().blpop(LONG, "b");
        awaitBlocked(2);
        redis.rpush("a", "x");
        assertThat(mover.get()).isEqualTo("x");
        assertThat(last.get()).isEqualTo(new KeyValue<>("b", "x"));
        assertThat(redis.exists("a", "b")).isZero();
    }

    @Test
    void aWrongTypeIsAnErrorAtOnce() {
        redis.set("text", "v");
        RedisReplyException error =
                catchThrowableOfType(RedisReplyException.class, () -> redis.blpop(LONG, "missing", "text"));
        assertThat(error.code()).isEqualTo("WRONGTYPE");
        assertThat(error.command()).isEqualTo("BLPOP");
    }

    @Test
    void oneThatWasCancelledTakesNothing() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        awaitBlocked(1);
        assertThat(waiting.cancel()).isTrue();
        assertThat(waiting.cancel()).isFalse();
        awaitBlocked(0);
        redis.rpush("list", "x");
        assertThat(redis.lrange("list", 0, -1)).containsExactly("x");
        RedisConnectionException cancelled = catchThrowableOfType(RedisConnectionException.class, waiting::get);
        assertThat(cancelled.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(cancelled.command()).isEqualTo("BLPOP");
    }

    @Test
    void closingTheHandleWakesWhoWaits() {
        Redis other = another();
        Elsewhere<RedisConnectionException> caller = Elsewhere.run(
                () -> catchThrowableOfType(RedisConnectionException.class, () -> other.blpop(LONG, "list")));
        Result<@Nullable KeyValue<String, String>> waiting = other.async().blpop(LONG, "list");
        awaitBlocked(2);
        other.close();

        assertThat(caller.get()).isNotNull();
        assertThat(catchThrowableOfType(RedisConnectionException.class, waiting::get))
                .isNotNull();
        awaitBlocked(0);
        redis.rpush("list", "x");
        assertThat(redis.llen("list")).isEqualTo(1);
    }

    @Test
    void anInterruptedCallerIsReleasedWithItsFlagSet() {
        Elsewhere<Boolean> caller = Elsewhere.run(() -> {
            RedisConnectionException interrupted =
                    catchThrowableOfType(RedisConnectionException.class, () -> redis.blpop(LONG, "list"));
            return interrupted != null && Thread.interrupted();
        });
        awaitBlocked(1);
        caller.interrupt();
        assertThat(caller.get()).isTrue();

        awaitBlocked(0);
        redis.rpush("list", "x");
        assertThat(redis.blpop(LONG, "list")).isEqualTo(new KeyValue<>("list", "x"));
        assertThat(redis.ping()).isEqualTo("PONG");
    }

    @Test
    void aCallerThatWaitsForAnAsyncResultCanBeInterruptedToo() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        awaitBlocked(1);
        Elsewhere<Boolean> caller = Elsewhere.run(() -> {
            RedisException interrupted = catchThrowableOfType(RedisException.class, waiting::get);
            return interrupted instanceof RedisConnectionException && Thread.interrupted();
        });
        caller.interrupt();
        assertThat(caller.get()).isTrue();

        redis.rpush("list", "x");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "x"));
    }

    @Test
    void manyMayWaitAndOrdinaryCommandsGoOn() {
        int waiters = 50;
        List<Result<@Nullable KeyValue<String, String>>> waiting = new ArrayList<>();
        for (int i = 0; i < waiters; i++) waiting.add(async().blpop(LONG, "list:" + i));
        awaitBlocked(waiters);
        assertThat(redis.ping()).isEqualTo("PONG");
        for (int i = 0; i < waiters; i++) redis.rpush("list:" + i, "v" + i);
        for (int i = 0; i < waiters; i++) {
            assertThat(waiting.get(i).get()).isEqualTo(new KeyValue<>("list:" + i, "v" + i));
        }
    }

    @Test
    void aRawCallMayWaitToo() {
        Elsewhere<dev.redstart.spi.Reply> waiting = Elsewhere.run(() -> redis.call("BLPOP", "list", "30"));
        awaitBlocked(1);
        redis.rpush("list", "x");
        assertThat(dev.redstart.spi.Reply.elements(waiting.get())).hasSize(2);
        assertThat(redis.call("BLPOP", "list", "0.03")).isEqualTo(dev.redstart.spi.Reply.NULL);
    }
}
