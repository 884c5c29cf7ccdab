package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.Codec;
import dev.redstart.KeyValue;
import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Result;
import dev.redstart.TypedRedis;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A handle from open to close, its views, and results that come later. */
public abstract class LifecycleContract extends ContractSuite {

    private static final Duration LONG = Duration.ofSeconds(30);

    protected LifecycleContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void openedTwiceItIsTheSameData() {
        Redis other = another();
        other.set("k", "v");
        assertThat(redis.get("k")).isEqualTo("v");
        other.close();
        assertThat(redis.get("k")).isEqualTo("v");
    }

    @Test
    void viewsShareTheData() {
        TypedRedis<String, Long> numbers = redis.with(Codec.int64());
        numbers.set("n", 41L);
        redis.async().incr("n").get();
        assertThat(numbers.get("n")).isEqualTo(42L);
        assertThat(numbers.with(Codec.utf8()).get("n")).isEqualTo("42");
    }

    @Test
    @Needs(Feature.DATABASES)
    void anotherDatabaseIsAnotherWorld() {
        TypedRedis<String, String> one = redis.database(1);
        redis.set("k", "zero");
        one.set("k", "one");
        assertThat(redis.database(0).get("k")).isEqualTo("zero");
        assertThat(redis.database(1).get("k")).isEqualTo("one");
        assertThat(one.database(0).get("k")).isEqualTo("zero");
        assertThat(one.async().get("k").get()).isEqualTo("one");
        assertThat(one.with(Codec.utf8()).get("k")).isEqualTo("one");
        try (dev.redstart.TypedPipeline<String, String> p = one.pipeline()) {
            Result<@Nullable String> k = p.get("k");
            p.flush();
            assertThat(k.get()).isEqualTo("one");
        }
        try (dev.redstart.RedisSession<String, String> session = one.session()) {
            assertThat(session.get("k")).isEqualTo("one");
        }
        assertThat(redis.move("k", 1)).as("it is there already").isFalse();
        one.del("k");
        assertThat(redis.move("k", 1)).isTrue();
        assertThat(one.get("k")).isEqualTo("zero");
    }

    @Test
    @Needs({Feature.DATABASES, Feature.TRANSACTIONS})
    void transactionsAndBlockedCallsStayInTheirDatabase() {
        TypedRedis<String, String> one = redis.database(1);
        one.transaction(tx -> tx.set("k", "one"));
        assertThat(one.get("k")).isEqualTo("one");
        assertThat(redis.get("k")).isNull();

        Result<@Nullable KeyValue<String, String>> waiting = one.async().blpop(LONG, "list");
        awaitBlocked(1);
        redis.rpush("list", "zero");
        one.rpush("list", "one");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "one"));
        assertThat(redis.llen("list")).isEqualTo(1);
    }

    @Test
    @Needs(Feature.DATABASES)
    void aDatabaseThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> redis.database(1_000_000).get("k"))
                .isInstanceOf(RedisReplyException.class)
                .hasMessageContaining("DB index is out of range");
        assertThatThrownBy(() -> redis.database(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void capabilitiesSayWhatItIs() {
        Capabilities capabilities = redis.capabilities();
        assertThat(backend.url()).startsWith("redstart:" + capabilities.backend() + ":");
        assertThat(capabilities.node()).isNotBlank();
        assertThat(capabilities.redisVersion()).matches("\\d+\\.\\d+.*");
        assertThat(capabilities.supports("GET")).isTrue();
        assertThat(capabilities.supports("OBJECT ENCODING")).isTrue();
        assertThat(capabilities.supports("NOSUCHCOMMAND")).isFalse();
        assertThat(capabilities.supports("OBJECT NOSUCH")).isFalse();
        assertThat(capabilities.supports("BLPOP")).isTrue();
        assertThat(redis.with(Codec.bytes()).capabilities().features()).isEqualTo(capabilities.features());
    }

    @Test
    void itSaysWhoItIsAndNoSecrets() {
        String text = redis.toString();
        assertThat(text)
                .contains(redis.capabilities().backend(), redis.capabilities().node());
        int at = backend.url().indexOf('@');
        if (at >= 0)
            assertThat(text)
                    .doesNotContain(backend.url().substring(backend.url().indexOf("//"), at));
    }

    @Test
    void whatItIsMadeOfCanBeHad() {
        assertThat(redis.unwrap(Transport.class)).isNotNull();
        assertThatThrownBy(() -> redis.unwrap(StringBuilder.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StringBuilder");
    }

    @Test
    void anUnknownOptionIsRefusedWithThoseThatAreKnown() {
        String url = backend.url() + (backend.url().contains("?") ? "&" : "?") + "nosuchoption=1";
        assertThatThrownBy(() -> Redstart.open(url))
                .isInstanceOf(RedisConfigException.class)
                .hasMessageContaining("nosuchoption")
                .hasMessageContaining("timeout");
    }

    @Test
    void afterCloseEverythingFailsUnsent() {
        Redis other = another();
        other.set("k", "v");
        TypedRedis<String, Long> view = other.with(Codec.int64());
        Pipeline pipeline = other.pipeline();
        Result<Long> inPipeline = pipeline.incr("n");
        other.close();
        other.close();

        assertUnsent(() -> other.get("k"));
        assertUnsent(() -> view.set("k", 1L));
        assertUnsent(() -> other.async().get("k").get());
        assertUnsent(() -> other.call("GET", "k"));
        assertUnsent(() -> other.session().ping());
        assertUnsent(() -> other.transaction(tx -> tx.incr("n")));
        assertUnsent(() -> other.watch("k").transact((seen, tx) -> tx.incr("n")));
        assertUnsent(() -> other.blpop(LONG, "list"));
        assertUnsent(() -> other.async().blpop(LONG, "list").get());
        assertUnsent(() -> other.subscribe("news", m -> {}));
        assertUnsent(pipeline::flush);
        assertUnsent(inPipeline::get);
        assertThat(redis.get("k")).isEqualTo("v");
        assertThat(redis.exists("n")).isZero();
    }

    private static void assertUnsent(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RedisConnectionException.class, e -> assertThat(e.phase())
                .isEqualTo(Phase.NOT_SENT));
    }

    @Test
    void aResultCanBeWaitedForUpToATime() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        RedisTimeoutException late =
                catchThrowableOfType(RedisTimeoutException.class, () -> waiting.get(Duration.ofMillis(20)));
        assertThat(late.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(late.command()).isEqualTo("BLPOP");
        assertThat(waiting.isDone()).isFalse();
        assertThatThrownBy(() -> waiting.get(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);

        redis.rpush("list", "x");
        assertThat(waiting.get(LONG)).isEqualTo(new KeyValue<>("list", "x"));
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "x"));
    }

    @Test
    void stagesRunOnTheHandlesExecutor() {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        try {
            Redis other = another(executor);
            CompletableFuture<String> onWhat = other.async()
                    .blpop(LONG, "list")
                    .thenApply(v -> Thread.currentThread().getName())
                    .toCompletableFuture();
            awaitBlocked(1);
            redis.rpush("list", "x");
            assertThat(onWhat.join()).isEqualTo("mine");
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aStageMayWaitForAnotherCommand() {
        CompletableFuture<Long> second =
                async().blpop(LONG, "list").thenApply(v -> redis.incr("n")).toCompletableFuture();
        redis.rpush("list", "x");
        assertThat(second.join()).isEqualTo(1);
    }

    @Test
    void completingACopyDoesNotTouchTheResult() {
        Result<@Nullable KeyValue<String, String>> waiting = async().blpop(LONG, "list");
        assertThat(waiting.toCompletableFuture().complete(null)).isTrue();
        assertThat(waiting.isDone()).isFalse();
        redis.rpush("list", "x");
        assertThat(waiting.get()).isEqualTo(new KeyValue<>("list", "x"));
    }

    @Test
    void asyncCommandsOfOneThreadTakeEffectInOrder() {
        Result<Long> last = async().rpush("list", "0");
        for (int i = 1; i < 2000; i++) last = async().rpush("list", Integer.toString(i));
        assertThat(last.get()).isEqualTo(2000);
        List<String> all = redis.lrange("list", 0, -1);
        assertThat(all).hasSize(2000);
        for (int i = 0; i < 2000; i++) assertThat(all.get(i)).isEqualTo(Integer.toString(i));
    }
}
