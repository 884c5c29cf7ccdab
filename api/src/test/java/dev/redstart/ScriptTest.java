package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static final Script<Long> SUM = Script.of("return 1", Decoders.integer());
    private static final String SHA1 = "e0e1f9fabfc9d4800c877a703b823ac0578ff8db";
    private static final Reply.Error NOSCRIPT = new Reply.Error("NOSCRIPT No matching script. Please use EVAL.");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Redis redis = Redstart.over(transport);
    private boolean known;

    /** Knows no script until it has seen the text. */
    private Reply server(Request request) {
        known |= !request.name().startsWith("EVALSHA");
        return known ? Reply.integer(3) : NOSCRIPT;
    }

    @Test
    void itsNameIsTheHashOfItsText() {
        assertThat(SUM.sha1()).isEqualTo(SHA1);
    }

    @Test
    void theTextIsSentWhenTheServerDoesNotKnowIt() {
        transport.script = this::server;
        assertThat(redis.run(SUM, List.of("k"), List.of("a", "b"))).isEqualTo(3);
        assertThat(redis.run(SUM, List.of(), List.of())).isEqualTo(3);
        assertThat(transport.sent)
                .containsExactly("EVALSHA " + SHA1 + " 1 k a b", "EVAL 'return 1' 1 k a b", "EVALSHA " + SHA1 + " 0");
    }

    @Test
    void theSecondRequestHasTheKeysOfTheFirst() {
        Handle handle = new Handle(transport, Runnable::run);
        Command<Long> bySha1 = Scripts.bySha1(handle, Wire.commands(), SUM.readOnly(), List.of("k", "l"), List.of("a"));
        Request byText = Scripts.byText(handle, Wire.commands(), SUM.readOnly(), bySha1.request());
        assertThat(byText.name()).isEqualTo("EVAL_RO");
        assertThat(byText.access()).isEqualTo(Request.Access.READ);
        assertThat(byText.keyPositions()).containsExactly(2, 3);
        assertThat(byText.arguments()[2]).isSameAs(bySha1.request().arguments()[2]);
    }

    @Test
    void asynchronouslyItIsTheSame() {
        transport.script = this::server;
        Result<Long> result = redis.async().run(SUM, List.of("k"), List.of());
        assertThat(result.get()).isEqualTo(3);
        assertThat(transport.sent).containsExactly("EVALSHA " + SHA1 + " 1 k", "EVAL 'return 1' 1 k");
    }

    @Test
    void aServerThatNeverLearnsItIsAnErrorAndNoLoop() {
        transport.script = request -> NOSCRIPT;
        assertThat(catchThrowableOfType(RedisReplyException.class, () -> redis.run(SUM, List.of(), List.of()))
                        .code())
                .isEqualTo("NOSCRIPT");
        Result<Long> result = redis.async().run(SUM, List.of(), List.of());
        assertThatThrownBy(result::get).isInstanceOf(RedisReplyException.class);
        assertThat(transport.sent).hasSize(4);
    }

    @Test
    void theSecondAttemptMayBeTakenBackAsWell() {
        transport.holding = true;
        Result<Long> result = redis.async().run(SUM, List.of(), List.of());
        transport.held.get(0).reply(NOSCRIPT);
        assertThat(transport.sent).hasSize(2);
        assertThat(result.isDone()).isFalse();
        assertThat(result.cancel()).isTrue();
        assertThat(transport.held.get(1).cancelled).isTrue();
        RedisConnectionException e = catchThrowableOfType(RedisConnectionException.class, result::get);
        assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
    }

    @Test
    void takenBackInBetweenTheTextIsNotSent() {
        transport.holding = true;
        Result<Long> result = redis.async().run(SUM, List.of(), List.of());
        transport.held.get(0).ifCancelled = null;
        assertThat(result.cancel()).isTrue();
        transport.held.get(0).reply(NOSCRIPT);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void aTransportThatRefusesTheSecondAttemptDoesNotLeaveAnybodyWaiting() {
        transport.holding = true;
        Result<Long> result = redis.async().run(SUM, List.of(), List.of());
        transport.holding = false;
        transport.script = request -> {
            throw new IllegalStateException("bug");
        };
        transport.held.get(0).reply(NOSCRIPT);
        assertThatThrownBy(result::get).isInstanceOf(RedisConnectionException.class);
    }

    @Test
    void aReplyOfAnotherTypeIsAnErrorThatShowsIt() {
        transport.script = request -> Reply.blob("ten");
        RedisCodecException e =
                catchThrowableOfType(RedisCodecException.class, () -> redis.run(SUM, List.of(), List.of()));
        assertThat(e)
                .hasMessage("expected an integer, but the reply is Blob[\"ten\"]"
                        + " [EVALSHA on scripted at memory, replied]");
    }

    @Test
    void inPipelinesAndTransactionsTheTextIsSent() {
        transport.script = request -> Reply.integer(3);
        try (Pipeline pipeline = redis.pipeline()) {
            Result<Long> result = pipeline.run(SUM, List.of("k"), List.of());
            pipeline.flush();
            assertThat(result.get()).isEqualTo(3);
        }
        assertThat(redis.transaction(tx -> tx.run(SUM.readOnly(), List.of(), List.of()))
                        .get())
                .isEqualTo(3);
        assertThat(transport.sent).contains("EVAL 'return 1' 1 k", "EVAL_RO 'return 1' 0");
    }

    @Test
    void aReadOnlyScriptIsRepeatedAndAWritingOneIsNot() {
        transport.script = request -> {
            if (transport.sent.size() == 1) throw transport.lost(request, Phase.UNKNOWN);
            return Reply.integer(3);
        };
        assertThat(redis.run(SUM.readOnly(), List.of(), List.of())).isEqualTo(3);
        transport.sent.clear();
        assertThatThrownBy(() -> redis.run(SUM, List.of(), List.of())).isInstanceOf(RedisConnectionException.class);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void aBackendWithoutScriptsSaysSo() {
        transport.features.remove(Feature.SCRIPTS);
        assertThatThrownBy(() -> redis.run(SUM, List.of(), List.of()))
                .isInstanceOf(UnsupportedCommandException.class)
                .hasMessage("the backend scripted has no scripts [EVALSHA on scripted at memory, not sent]");
        assertThatThrownBy(() -> redis.async().run(SUM, List.of(), List.of()))
                .isInstanceOf(UnsupportedCommandException.class);
        assertThat(transport.sent).isEmpty();
    }
}
