package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Transport;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sending with the one retry, and the views of one handle. */
class HandleTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Redis redis = Redstart.over(transport);

    private void failOnce(Phase phase) {
        transport.sent.clear();
        transport.script = request -> {
            if (transport.sent.size() == 1) throw transport.lost(request, phase);
            return request.name().equals("GET") ? Reply.blob("v") : Reply.integer(1);
        };
    }

    @Test
    void aReadIsRepeatedAfterALostConnection() {
        for (Phase phase : new Phase[] {Phase.NOT_SENT, Phase.UNKNOWN}) {
            failOnce(phase);
            assertThat(redis.get("k")).isEqualTo("v");
            assertThat(transport.sent).containsExactly("GET k", "GET k");
        }
    }

    @Test
    void aWriteOnlyWhenItWasNotSentOrItsMakerSaidThatItMayBe() {
        failOnce(Phase.NOT_SENT);
        assertThat(redis.incr("n")).isEqualTo(1);
        assertThat(transport.sent).hasSize(2);

        failOnce(Phase.UNKNOWN);
        assertThat(catchThrowableOfType(RedisConnectionException.class, () -> redis.incr("n"))
                        .phase())
                .isEqualTo(Phase.UNKNOWN);
        assertThat(transport.sent).hasSize(1);

        failOnce(Phase.UNKNOWN);
        assertThat(redis.call(Request.of("INCR").key("n").idempotent())).isEqualTo(Reply.integer(1));
        assertThat(transport.sent).hasSize(2);
    }

    @Test
    void onceIsEnough() {
        transport.script = request -> {
            throw transport.lost(request, Phase.NOT_SENT);
        };
        RedisConnectionException e = catchThrowableOfType(RedisConnectionException.class, () -> redis.get("k"));
        assertThat(transport.sent).hasSize(2);
        assertThat(e.getSuppressed()).hasSize(1);
    }

    @Test
    void neitherATimeoutNorABlockingReadNorAnInterruptedCallerTriesAgain() {
        transport.script = request -> {
            throw new RedisTimeoutException("late", Failures.origin(request.name(), transport), Phase.NOT_SENT);
        };
        assertThatThrownBy(() -> redis.get("k")).isInstanceOf(RedisTimeoutException.class);
        assertThat(transport.sent).hasSize(1);

        failOnce(Phase.NOT_SENT);
        assertThatThrownBy(() -> redis.blpop(Duration.ofSeconds(1), "l")).isInstanceOf(RedisConnectionException.class);
        assertThat(transport.sent).hasSize(1);

        failOnce(Phase.NOT_SENT);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> redis.get("k")).isInstanceOf(RedisConnectionException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void anAsynchronousCommandIsNotRepeatedBehindLaterOnes() {
        failOnce(Phase.NOT_SENT);
        assertThatThrownBy(redis.async().get("k")::get).isInstanceOf(RedisConnectionException.class);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void afterCloseEveryViewFailsUnsent() {
        TypedRedis<String, Long> numbers = redis.with(Codec.int64());
        AsyncRedis<String, String> async = redis.async();
        redis.close();
        redis.close();
        assertThat(transport.closed).isTrue();
        assertThatThrownBy(() -> numbers.get("k")).isInstanceOf(RedisConnectionException.class);
        assertThatThrownBy(async.get("k")::get).isInstanceOf(RedisConnectionException.class);
        assertThatThrownBy(redis::session).isInstanceOf(RedisConnectionException.class);
        assertThatThrownBy(() -> redis.subscribe("c", m -> {})).isInstanceOf(RedisConnectionException.class);
        assertThat(transport.sent).isEmpty();
        assertThat(redis).hasToString("Redis[scripted at memory]");
    }

    @Test
    void anotherDatabaseIsAnotherTransport() {
        TypedRedis<String, String> three = redis.database(3);
        assertThat(three.unwrap(ScriptedTransport.class).database).isEqualTo(3);
        assertThat(redis.unwrap(Transport.class)).isSameAs(transport);
        assertThatThrownBy(() -> redis.unwrap(StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the backend scripted has no java.lang.StringBuilder");
        assertThatThrownBy(() -> redis.database(-1)).isInstanceOf(IllegalArgumentException.class);
        transport.features.remove(Feature.DATABASES);
        assertThat(redis.database(0).unwrap(ScriptedTransport.class).database).isZero();
        assertThatThrownBy(() -> redis.database(1))
                .isInstanceOf(UnsupportedCommandException.class)
                .hasMessage("the backend scripted has no databases [SELECT on scripted at memory, not sent]");
    }
}
