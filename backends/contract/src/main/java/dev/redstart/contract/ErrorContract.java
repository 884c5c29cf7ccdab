package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.Result;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What goes wrong has a type, a code, and says where it happened and how far it got. */
public abstract class ErrorContract extends ContractSuite {

    protected ErrorContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void anErrorReplyIsAnExceptionThatSaysItAll() {
        redis.set("text", "v");
        RedisReplyException e = catchThrowableOfType(RedisReplyException.class, () -> redis.hget("text", "f"));
        assertThat(e.code()).isEqualTo("WRONGTYPE");
        assertThat(e.reply()).isEqualTo("WRONGTYPE Operation against a key holding the wrong kind of value");
        assertThat(e.getMessage()).startsWith(e.reply());
        assertThat(e.phase()).isEqualTo(Phase.REPLIED);
        assertThat(e.command()).isEqualTo("HGET");
        assertThat(e.backend()).isEqualTo(redis.capabilities().backend());
        assertThat(e.node()).isEqualTo(redis.capabilities().node());
        assertThat(e.getMessage()).contains("HGET", e.backend(), e.node());
    }

    @Test
    void theWordsAreThoseOfRedis() {
        redis.set("text", "v");
        redis.set("max", Long.toString(Long.MAX_VALUE));
        assertError("ERR value is not an integer or out of range", () -> redis.incr("text"));
        assertError("ERR increment or decrement would overflow", () -> redis.incr("max"));
        assertError("ERR no such key", () -> redis.rename("missing", "other"));
        assertError("ERR syntax error", () -> redis.call("SET", "k", "v", "NX", "XX"));
        assertError("ERR wrong number of arguments for 'get' command", () -> redis.call("GET"));
        assertError("ERR wrong number of arguments for 'get' command", () -> redis.call("GET", "a", "b"));
        assertError(
                "ERR wrong number of arguments for 'object|encoding' command", () -> redis.call("OBJECT", "ENCODING"));
        assertError("ERR wrong number of arguments for 'object' command", () -> redis.call("OBJECT"));
        assertError("ERR invalid expire time in 'set' command", () -> redis.call("SET", "k", "v", "PX", "0"));
        assertError("ERR value is not a valid float", () -> redis.call("INCRBYFLOAT", "max", "x"));
        assertError("ERR invalid cursor", () -> redis.call("SCAN", "x"));
        assertError("ERR timeout is negative", () -> redis.call("BLPOP", "list", "-1"));
    }

    private static void assertError(String reply, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RedisReplyException.class, e -> assertThat(e.reply())
                .isEqualTo(reply));
    }

    @Test
    void aCommandThatIsNotThereIsUnsupported() {
        UnsupportedCommandException e =
                catchThrowableOfType(UnsupportedCommandException.class, () -> redis.call("NOSUCHCOMMAND", "x"));
        assertThat(e.command()).isEqualTo("NOSUCHCOMMAND");
        assertThat(e.backend()).isEqualTo(redis.capabilities().backend());
        assertThat(e.phase()).isNotEqualTo(Phase.UNKNOWN);
        assertThat(redis.ping()).isEqualTo("PONG");
    }

    @Test
    void aSubcommandThatIsNotThereIsUnsupported() {
        UnsupportedCommandException e =
                catchThrowableOfType(UnsupportedCommandException.class, () -> redis.call("OBJECT", "NOSUCH", "x"));
        assertThat(e.command()).isEqualTo("OBJECT");
        assertThat(e.phase()).isNotEqualTo(Phase.UNKNOWN);
    }

    @Test
    void noArgumentEverStandsInAMessage() {
        redis.set("text", "v");
        assertThatThrownBy(() -> redis.hset("text", "field", "s3cret"))
                .isInstanceOf(RedisReplyException.class)
                .message()
                .doesNotContain("s3cret", "field");
        assertThatThrownBy(() -> redis.hset("text", "field", null))
                .isInstanceOf(NullPointerException.class)
                .message()
                .doesNotContain("text", "field");
    }

    @Test
    void asyncFailuresAreTheSame() {
        redis.set("text", "v");
        Result<Long> result = async().incr("text");
        RedisReplyException thrown = catchThrowableOfType(RedisReplyException.class, result::get);
        assertThat(thrown.code()).isEqualTo("ERR");
        assertThat(thrown.command()).isEqualTo("INCR");
        assertThat(result.<Object>handle((n, e) -> e).toCompletableFuture().join())
                .isSameAs(thrown);
        assertThat(result.isDone()).isTrue();
        assertThatThrownBy(
                        () -> result.thenApply(n -> n + 1).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(thrown);
        assertThatThrownBy(() -> result.toCompletableFuture().get())
                .isInstanceOf(java.util.concurrent.ExecutionException.class)
                .hasCause(thrown);
    }

    @Test
    void asyncUnknownCommandsFailInTheirResult() {
        Result<?> result = async().call("NOSUCHCOMMAND", "x");
        assertThat(catchThrowableOfType(UnsupportedCommandException.class, result::get))
                .isNotNull();
    }

    @Test
    void afterAnErrorTheConnectionIsAsGoodAsNew() {
        redis.set("text", "v");
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> redis.incr("text")).isInstanceOf(RedisReplyException.class);
            assertThatThrownBy(() -> redis.call("GET")).isInstanceOf(RedisReplyException.class);
            assertThatThrownBy(() -> redis.call("NOSUCHCOMMAND")).isInstanceOf(RedisException.class);
            assertThat(redis.echo("n" + i)).isEqualTo("n" + i);
        }
    }

    @Test
    void repliesAndErrorsOfManyThreadsAreNotMixedUp() {
        redis.set("text", "v");
        List<Elsewhere<Boolean>> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            threads.add(Elsewhere.run(() -> {
                boolean right = true;
                for (int i = 0; i < 200; i++) {
                    String mine = thread + ":" + i;
                    right &= redis.echo(mine).equals(mine);
                    right &= async().echo(mine).get().equals(mine);
                    Result<Long> wrong = async().incr("text");
                    right &= catchThrowableOfType(RedisReplyException.class, wrong::get) != null;
                }
                return right;
            }));
        }
        for (Elsewhere<Boolean> thread : threads) assertThat(thread.get()).isTrue();
    }

    @Test
    void nullArgumentsAreRefusedBeforeAnythingIsSent() {
        assertThatThrownBy(() -> redis.set("k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("value");
        assertThatThrownBy(() -> redis.get(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> redis.rpush("list", "a", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> async().set("k", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> redis.del()).isInstanceOf(IllegalArgumentException.class);
        assertThat(redis.exists("k", "list")).isZero();
    }
}
