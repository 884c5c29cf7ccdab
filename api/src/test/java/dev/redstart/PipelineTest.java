package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ManualExecutor executor = new ManualExecutor();
    private final PipelineView<String, String> pipeline =
            new PipelineView<>(new Handle(transport, executor), Wire.commands());

    @Test
    void oneFlushSendsAllInOrder() {
        Result<@Nullable String> a = pipeline.get("a");
        Result<Long> n = pipeline.incr("n");
        assertThat(transport.sent).isEmpty();
        assertThat(pipeline.size()).isEqualTo(2);
        transport.script = request -> request.name().equals("INCR") ? Reply.integer(3) : Reply.blob("x");
        pipeline.flush();
        assertThat(transport.sent).containsExactly("GET a", "INCR n");
        assertThat(pipeline.size()).isZero();
        assertThat(a.get()).isEqualTo("x");
        assertThat(n.get()).isEqualTo(3);
        pipeline.close();
    }

    @Test
    void beforeTheFlushAResultAndItsDependentsSayThatItIsTooEarly() {
        Result<Long> n = pipeline.incr("n");
        CompletableFuture<Long> twice = n.thenApply(x -> 2 * x).toCompletableFuture();
        CompletableFuture<Long> chained = twice.thenCombine(twice, Long::sum);
        assertThatIllegalStateException().isThrownBy(n::get).withMessageContaining("has not been flushed");
        assertThatIllegalStateException().isThrownBy(() -> n.get(Duration.ofDays(1)));
        assertThatIllegalStateException().isThrownBy(twice::join);
        assertThatIllegalStateException().isThrownBy(chained::get);
        assertThat(chained.complete(5L)).isTrue();
        assertThat(chained.join()).as("completed by hand it has a value").isEqualTo(5);

        transport.script = request -> Reply.integer(4);
        pipeline.flush();
        executor.runAll();
        assertThat(twice.join()).isEqualTo(8);
    }

    @Test
    void anErrorReplyStaysInItsSlot() {
        transport.script = request ->
                request.name().equals("GET") ? new Reply.Error("WRONGTYPE Operation against ...") : Reply.integer(1);
        Result<@Nullable String> wrong = pipeline.get("a");
        Result<Long> right = pipeline.incr("n");
        pipeline.flush();
        assertThat(right.get()).isEqualTo(1);
        assertThatThrownBy(wrong::get).isInstanceOf(RedisException.class).hasMessageContaining("GET on scripted");
    }

    @Test
    void aConnectionThatBreaksHalfWayIsThrownByTheFlushAndToldPerSlot() {
        transport.script = request -> switch (request.name()) {
            case "GET" -> Reply.blob("x");
            case "INCR" -> throw transport.lost(request, Phase.UNKNOWN);
            default -> throw transport.lost(request, Phase.NOT_SENT);
        };
        Result<@Nullable String> before = pipeline.get("a");
        Result<Long> on = pipeline.incr("n");
        Result<Long> after = pipeline.strlen("a");
        RedisConnectionException thrown = catchThrowableOfType(RedisConnectionException.class, pipeline::flush);
        assertThat(thrown.command()).isEqualTo("INCR");
        assertThat(before.get()).isEqualTo("x");
        assertThat(catchThrowableOfType(RedisException.class, on::get)).isSameAs(thrown);
        RedisException unsent = catchThrowableOfType(RedisException.class, after::get);
        assertThat(unsent.phase()).isEqualTo(Phase.NOT_SENT);
        assertThat(unsent.command()).isEqualTo("STRLEN");
    }

    @Test
    void nobodyWaitsForEverOnATransportThatThrows() {
        IllegalStateException bug = new IllegalStateException("bug");
        transport.script = request -> {
            if (request.name().equals("GET")) return Reply.NULL;
            throw bug;
        };
        Result<@Nullable String> told = pipeline.get("a");
        Result<Long> untold = pipeline.incr("n");
        Result<Long> behind = pipeline.incr("m");
        assertThatThrownBy(pipeline::flush)
                .isInstanceOf(RedisConnectionException.class)
                .hasCause(bug);
        assertThat(told.get()).isNull();
        for (Result<Long> result : List.of(untold, behind)) {
            RedisException e = catchThrowableOfType(RedisException.class, result::get);
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
            assertThat(e.command()).isEqualTo("INCR");
        }
    }

    @Test
    void flushWaitsForATransportThatAnswersLater() throws InterruptedException {
        transport.holding = true;
        Result<Long> n = pipeline.incr("n");
        Thread flusher = new Thread(pipeline::flush);
        flusher.start();
        while (flusher.getState() != Thread.State.WAITING) Thread.onSpinWait();
        assertThat(n.isDone()).isFalse();
        transport.held.get(0).reply(Reply.integer(9));
        flusher.join();
        assertThat(n.get()).isEqualTo(9);
    }

    @Test
    void whatIsTakenBackIsNeitherSentNorCounted() {
        Result<Long> taken = pipeline.incr("taken");
        assertThat(taken.cancel()).isTrue();
        assertThat(pipeline.size()).isZero();
        pipeline.flush();
        assertThat(transport.sent).isEmpty();
        pipeline.incr("again").cancel();
        pipeline.close();
        assertThat(catchThrowableOfType(RedisException.class, taken::get).phase())
                .isEqualTo(Phase.NOT_SENT);
    }

    @Test
    void closingUnflushedThrowsAndSettles() {
        Result<Long> n = pipeline.incr("n");
        CompletableFuture<Long> stage = n.toCompletableFuture();
        assertThatIllegalStateException().isThrownBy(pipeline::close).withMessageStartingWith("1 commands");
        assertThatIllegalStateException().isThrownBy(n::get).withMessageContaining("closed without a flush");
        executor.runAll();
        assertThat(stage).isCompletedExceptionally();
        pipeline.close();
        assertThatIllegalStateException().isThrownBy(() -> pipeline.incr("n"));
        assertThatIllegalStateException().isThrownBy(pipeline::flush);
    }

    @Test
    void whatBlocksOrChangesTheConnectionIsRefused() {
        assertThatThrownBy(() -> pipeline.blpop(null, "l"))
                .isInstanceOf(UnsupportedCommandException.class)
                .hasMessageContaining("BLPOP would block");
        assertThatThrownBy(() -> pipeline.call("XREAD", "BLOCK", "0", "STREAMS", "s", "$"))
                .isInstanceOf(UnsupportedCommandException.class);
        assertThatThrownBy(() -> pipeline.call("WATCH", "k")).isInstanceOf(UnsupportedCommandException.class);
        assertThatThrownBy(() -> pipeline.send(Command.of(Request.of("X").on(Lane.PINNED), Decoders.reply())))
                .isInstanceOf(UnsupportedCommandException.class);
        pipeline.call("XREAD", "STREAMS", "s", "0");
        assertThat(pipeline.size()).isEqualTo(1);
    }
}
