package dev.redstart.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.Decoders;
import dev.redstart.RedisSession;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw calls: any command at all, by its name. */
public abstract class RawContract extends ContractSuite {

    protected RawContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void anyCommandByName() {
        assertThat(redis.call("SET", "k", "v")).satisfies(RawContract::isOk);
        assertThat(text(redis.call("get", "k"))).isEqualTo("v");
        assertThat(redis.call("GET", "missing")).isEqualTo(Reply.NULL);
        assertThat(redis.call("RPUSH", "list", "a", "b")).isEqualTo(Reply.integer(2));
        assertThat(Decoders.list(Decoders.text()).decode(redis.call("LRANGE", "list", "0", "-1")))
                .containsExactly("a", "b");
    }

    private static void isOk(Reply reply) {
        assertThat(Decoders.okOrNull().decode(reply)).isTrue();
    }

    private static String text(Reply reply) {
        return Decoders.text().decode(reply);
    }

    @Test
    void repliesDecodeToTheSameValuesOnEveryBackend() {
        redis.hset("hash", Map.of("f", "1"));
        redis.sadd("set", "m");
        redis.zadd("zset", 1.5, "m");
        assertThat(Decoders.map(Decoders.text(), Decoders.text()).decode(redis.call("HGETALL", "hash")))
                .isEqualTo(Map.of("f", "1"));
        assertThat(Decoders.set(Decoders.text()).decode(redis.call("SMEMBERS", "set")))
                .containsExactly("m");
        assertThat(Decoders.decimal().decode(redis.call("ZSCORE", "zset", "m"))).isEqualTo(1.5);
        assertThat(Decoders.bool().decode(redis.call("SISMEMBER", "set", "m"))).isTrue();
        assertThat(Decoders.map(Decoders.text(), Decoders.decimal())
                        .decode(redis.call("ZRANGE", "zset", "0", "-1", "WITHSCORES")))
                .isEqualTo(Map.of("m", 1.5));
        assertThat(redis.call("LPOP", "missing", "2")).isEqualTo(Reply.NULL);
        assertThat(redis.call("ZRANK", "zset", "missing")).isEqualTo(Reply.NULL);
    }

    @Test
    void subcommandsAreWords() {
        redis.set("n", "1");
        assertThat(text(redis.call("OBJECT", "ENCODING", "n"))).isEqualTo("int");
        assertThat(text(redis.call("object", "encoding", "n"))).isEqualTo("int");
    }

    @Test
    void optionsMayBeInAnyCase() {
        isOk(redis.call("set", "k", "v", "ex", "100", "Nx"));
        assertThat(redis.call("SET", "k", "v", "NX")).isEqualTo(Reply.NULL);
        assertThat(redis.ttl("k").get()).isPositive();
    }

    @Test
    void wholeSecondsAreThereToo() {
        isOk(redis.call("SET", "k", "v", "EX", "100"));
        assertThat(redis.ttl("k").get()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
        isOk(redis.call("SET", "k", "v", "EXAT", "33177117420"));
        assertThat(redis.expiretime("k").get().getEpochSecond()).isEqualTo(33177117420L);
        assertThat(text(redis.call("GETEX", "k", "EX", "100"))).isEqualTo("v");
        assertThat(redis.ttl("k").get()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
        assertThat(text(redis.call("GETEX", "k", "EXAT", "33177117420"))).isEqualTo("v");
        assertThat(redis.expiretime("k").get().getEpochSecond()).isEqualTo(33177117420L);
    }

    @Test
    void aRequestMadeByHand() {
        byte[] bytes = {0, (byte) 0xFF};
        isOk(redis.call(Request.of("SET").key("k").arg(bytes)));
        assertThat(redis.call(Request.of("get").key("k".getBytes(UTF_8)).readOnly()))
                .isEqualTo(new Reply.Blob(bytes));
        assertThat(redis.call(Request.of("APPEND").arg("k").arg(17).keysAt(0))).isEqualTo(Reply.integer(4));
        assertThat(redis.call(Request.of("DBSIZE").to(Route.ANY))).isEqualTo(Reply.integer(1));
        assertThat(redis.call(Request.of("SET").key("k").arg("v").idempotent().within(Duration.ofSeconds(5))))
                .satisfies(RawContract::isOk);
    }

    @Test
    void aRequestIsAPrefixThatCanBeUsedAgain() {
        Request push = Request.of("RPUSH").key("list");
        redis.call(push.arg("a"));
        redis.call(push.arg("b").arg("c"));
        assertThat(redis.lrange("list", 0, -1)).containsExactly("a", "b", "c");
    }

    @Test
    void anErrorReplyIsThrown() {
        redis.set("k", "v");
        RedisReplyException e = catchThrowableOfType(RedisReplyException.class, () -> redis.call("INCR", "k"));
        assertThat(e.command()).isEqualTo("INCR");
        assertThat(e.reply()).isEqualTo("ERR value is not an integer or out of range");
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void errorsInsideAReplyAreValues() {
        redis.set("text", "v");
        try (RedisSession<String, String> session = redis.session()) {
            session.call("MULTI");
            session.call("INCR", "text");
            session.call("INCR", "n");
            session.call("GET", "missing");
            List<Reply> replies = Reply.elements(session.call("EXEC"));
            assertThat(replies)
                    .containsExactly(
                            new Reply.Error("ERR value is not an integer or out of range"),
                            Reply.integer(1),
                            Reply.NULL);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MULTI",
                "EXEC",
                "DISCARD",
                "WATCH",
                "UNWATCH",
                "SELECT",
                "AUTH",
                "HELLO",
                "RESET",
                "QUIT",
                "READONLY",
                "READWRITE",
                "ASKING",
                "CLIENT TRACKING",
                "CLIENT SETNAME",
                "CLIENT CACHING",
                "client no-evict"
            })
    void whatChangesTheConnectionNeedsASession(String command) {
        String[] words = (command + " 1").split(" ", 2);
        String[] arguments = words[1].split(" ");
        UnsupportedCommandException e =
                catchThrowableOfType(UnsupportedCommandException.class, () -> redis.call(words[0], arguments));
        assertThat(e).as("the refusal").isNotNull();
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(e.command()).isEqualTo(words[0].toUpperCase(java.util.Locale.ROOT));
        assertThat(e).hasMessageContaining("session()");
        assertThatThrownBy(() -> async().call(words[0], arguments)).isInstanceOf(UnsupportedCommandException.class);
        assertThatThrownBy(() -> redis.call(Request.of(words[0]).arg(arguments[0])))
                .isInstanceOf(UnsupportedCommandException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SUBSCRIBE",
                "PSUBSCRIBE",
                "SSUBSCRIBE",
                "UNSUBSCRIBE",
                "PUNSUBSCRIBE",
                "SUNSUBSCRIBE",
                "MONITOR",
                "CLIENT REPLY"
            })
    void whatMakesAStreamHasAnApiOfItsOwn(String command) {
        String[] words = (command + " x").split(" ", 2);
        String[] arguments = words[1].split(" ");
        UnsupportedCommandException e =
                catchThrowableOfType(UnsupportedCommandException.class, () -> redis.call(words[0], arguments));
        assertThat(e).as("the refusal").isNotNull();
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(e).hasMessageContaining("subscribe");
        try (RedisSession<String, String> session = redis.session()) {
            assertThatThrownBy(() -> session.call(words[0], arguments)).isInstanceOf(UnsupportedCommandException.class);
        }
    }

    @Test
    void aCommandNeedsAName() {
        assertThatThrownBy(() -> redis.call(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.of("GET").key("k").keysAt(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
