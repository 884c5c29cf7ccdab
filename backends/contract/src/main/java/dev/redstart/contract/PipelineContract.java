package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.Codec;
import dev.redstart.Decoders;
import dev.redstart.Pipeline;
import dev.redstart.Result;
import dev.redstart.Script;
import dev.redstart.TypedPipeline;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pipelines: one flush, typed results, errors that stay in their slot. */
public abstract class PipelineContract extends ContractSuite {

    protected PipelineContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void eachResultIsThatOfItsCommand() {
        redis.set("name", "ada");
        try (Pipeline p = redis.pipeline()) {
            Result<@Nullable String> name = p.get("name");
            Result<Long> hits = p.incr("hits");
            Result<@Nullable String> missing = p.get("missing");
            Result<List<@Nullable String>> both = p.mget("name", "hits");
            p.flush();

            assertThat(name.get()).isEqualTo("ada");
            assertThat(hits.get()).isEqualTo(1);
            assertThat(missing.get()).isNull();
            assertThat(both.get()).containsExactly("ada", "1");
        }
    }

    @Test
    void nothingIsSentBeforeTheFlush() {
        try (Pipeline p = redis.pipeline()) {
            Result<@Nullable Void> set = p.set("k", "v");
            assertThat(p.size()).isEqualTo(1);
            assertThat(redis.exists("k")).isZero();
            assertThat(set.isDone()).isFalse();

            p.flush();

            assertThat(p.size()).isZero();
            assertThat(set.isDone()).isTrue();
            assertThat(redis.get("k")).isEqualTo("v");
        }
    }

    @Test
    void anErrorStaysInItsSlot() {
        redis.set("text", "no number");
        try (Pipeline p = redis.pipeline()) {
            Result<Long> before = p.incr("a");
            Result<Long> wrong = p.incr("text");
            Result<Long> after = p.incr("b");
            p.flush();

            assertThat(before.get()).isEqualTo(1);
            assertThat(after.get()).isEqualTo(1);
            RedisReplyException error = catchThrowableOfType(RedisReplyException.class, wrong::get);
            assertThat(error.code()).isEqualTo("ERR");
            assertThat(error.command()).isEqualTo("INCR");
            assertThat(error.phase()).isEqualTo(Phase.REPLIED);
        }
    }

    @Test
    void askingBeforeTheFlushIsAMistakeAndThrows() {
        try (Pipeline p = redis.pipeline()) {
            Result<Long> hits = p.incr("hits");
            CompletableFuture<Long> twice = hits.thenApply(n -> n * 2).toCompletableFuture();

            assertThatThrownBy(hits::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not been flushed");
            assertThatThrownBy(() -> hits.get(Duration.ofSeconds(5))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(twice::join).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(hits.toCompletableFuture()::get).isInstanceOf(IllegalStateException.class);

            p.flush();
            assertThat(hits.get()).isEqualTo(1);
            assertThat(twice.join()).isEqualTo(2);
        }
    }

    @Test
    void closingWithCommandsLeftIsAMistakeAndSendsNothing() {
        Pipeline p = redis.pipeline();
        Result<@Nullable Void> set = p.set("k", "v");
        assertThatThrownBy(p::close).isInstanceOf(IllegalStateException.class).hasMessageContaining("never flushed");
        assertThatThrownBy(set::get).isInstanceOf(IllegalStateException.class);
        assertThat(redis.exists("k")).isZero();
        p.close();
    }

    @Test
    void afterClosingItTakesNothing() {
        Pipeline p = redis.pipeline();
        p.close();
        assertThatThrownBy(() -> p.get("k")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(p::flush).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itCanBeUsedAgainAfterAFlush() {
        try (Pipeline p = redis.pipeline()) {
            p.flush();
            Result<Long> first = p.incr("n");
            p.flush();
            Result<Long> second = p.incr("n");
            p.flush();
            assertThat(List.of(first.get(), second.get())).containsExactly(1L, 2L);
        }
    }

    @Test
    void tenThousandCommandsKeepTheirOrder() {
        try (Pipeline p = redis.pipeline()) {
            List<Result<Long>> results = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) results.add(p.incr("n"));
            p.flush();
            assertThat(results.stream().map(Result::get))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 10_000).boxed().toList());
        }
    }

    @Test
    void largeValuesDoNotGetInEachOthersWay() {
        String large = "x".repeat(200_000);
        try (Pipeline p = redis.pipeline()) {
            List<Result<@Nullable String>> results = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                p.set("large:" + i, large + i);
                results.add(p.get("large:" + i));
            }
            p.flush();
            for (int i = 0; i < 50; i++) assertThat(results.get(i).get()).isEqualTo(large + i);
        }
    }

    @Test
    void aCommandTakenBackBeforeTheFlushIsNotSent() {
        try (Pipeline p = redis.pipeline()) {
            Result<@Nullable Void> taken = p.set("taken", "back");
            Result<@Nullable Void> kept = p.set("kept", "v");
            assertThat(taken.cancel()).isTrue();
            p.flush();

            assertThat(kept.get()).isNull();
            assertThat(redis.exists("taken")).isZero();
            RedisConnectionException cancelled = catchThrowableOfType(RedisConnectionException.class, taken::get);
            assertThat(cancelled.phase()).isEqualTo(Phase.NOT_SENT);
            assertThat(kept.cancel()).isFalse();
        }
    }

    @Test
    void whatWouldBlockIsRefused() {
        try (Pipeline p = redis.pipeline()) {
            UnsupportedCommandException refused = catchThrowableOfType(
                    UnsupportedCommandException.class, () -> p.blpop(Duration.ofSeconds(1), "list"));
            assertThat(refused.phase()).isEqualTo(Phase.NOT_SENT);
            assertThat(refused).hasMessageContaining("BLPOP");
            assertThatThrownBy(() -> p.call("BLPOP", "list", "1")).isInstanceOf(UnsupportedCommandException.class);
            assertThat(p.size()).isZero();
        }
    }

    @Test
    void whatChangesTheConnectionIsRefused() {
        try (Pipeline p = redis.pipeline()) {
            for (String command : List.of("MULTI", "WATCH", "SELECT", "SUBSCRIBE")) {
                assertThatThrownBy(() -> p.call(command, "1"))
                        .isInstanceOf(UnsupportedCommandException.class)
                        .hasMessageContaining(command);
            }
            assertThat(p.size()).isZero();
        }
    }

    @Test
    void rawCommandsHaveTheirSlotsToo() {
        try (Pipeline p = redis.pipeline()) {
            p.call("SET", "k", "v");
            Result<Reply> get = p.call(Request.of("GET").key("k"));
            p.flush();
            assertThat(Decoders.text().decode(get.get())).isEqualTo("v");
        }
    }

    @Test
    void itHasTheTypesOfItsView() {
        redis.set("n", "41");
        try (TypedPipeline<String, Long> p = redis.with(Codec.int64()).pipeline()) {
            Result<@Nullable Long> n = p.get("n");
            Result<Long> pushed = p.rpush("numbers", 1L, 2L);
            p.flush();
            assertThat(n.get()).isEqualTo(41L);
            assertThat(pushed.get()).isEqualTo(2);
        }
    }

    @Test
    void dependentsHearOfValueAndFailure() {
        redis.set("text", "no number");
        try (Pipeline p = redis.pipeline()) {
            CompletableFuture<Long> value = p.incr("n").thenApply(n -> n + 1).toCompletableFuture();
            CompletableFuture<Boolean> failed = p.incr("text")
                    .handle((n, e) -> e instanceof RedisReplyException)
                    .toCompletableFuture();
            p.flush();
            assertThat(value.join()).isEqualTo(2);
            assertThat(failed.join()).isTrue();
        }
    }

    @Test
    @Needs(Feature.SCRIPTS)
    void aScriptIsSentByItsText() {
        Script<Long> sum = Script.of("return ARGV[1] + ARGV[2]", Decoders.integer());
        redis.call("SCRIPT", "FLUSH");
        try (Pipeline p = redis.pipeline()) {
            Result<Long> three = p.run(sum, List.of(), List.of("1", "2"));
            p.flush();
            assertThat(three.get()).isEqualTo(3);
        }
    }
}
