package dev.redstart.contract.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests share. */
public final class Support {

    private Support() {}

    /** A command of texts, none of them marked as a key. */
    public static Request command(String name, String... arguments) {
        Request request = Request.of(name);
        for (String argument : arguments) request = request.arg(argument);
        return request;
    }

    /** Blocks for so long. */
    public static Request blpop(String key, Duration timeout) {
        return Request.write("BLPOP", 2)
                .key(key.getBytes())
                .arg(Double.toString(timeout.toMillis() / 1000.0).getBytes())
                .blocking(timeout)
                .build();
    }

    /** What the call throws. */
    public static RedisException failure(ThrowingCallable call) {
        RedisException e = catchThrowableOfType(RedisException.class, call);
        assertThat(e).as("a RedisException").isNotNull();
        return e;
    }

    /** The failure of a stage. */
    public static RedisException failureOf(CompletableFuture<?> future) {
        try {
            Object value = future.get(10, TimeUnit.SECONDS);
            throw new AssertionError("completed with " + value);
        } catch (ExecutionException e) {
            return (RedisException) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Any kind of string. */
    public static String text(Reply reply) {
        if (reply instanceof Reply.Blob blob) return new String(blob.value(), StandardCharsets.UTF_8);
        if (reply instanceof Reply.Verbatim verbatim) return new String(verbatim.value(), StandardCharsets.UTF_8);
        return ((Reply.Text) reply).value();
    }

    /** The value of a stage. */
    public static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for what the other side does; there is no event to wait for. */
    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("did not come about within 20 s");
            Thread.yield();
        }
    }

    /** Runs on a thread of its own, which the test may interrupt. */
    static final class Background<T> {
        final CompletableFuture<T> result = new CompletableFuture<>();
        final CompletableFuture<Boolean> interruptFlag = new CompletableFuture<>();
        final Thread thread;

        Background(java.util.function.Supplier<T> work) {
            thread = new Thread(
                    () -> {
                        try {
                            result.complete(work.get());
                        } catch (Throwable e) {
                            result.completeExceptionally(e);
                        } finally {
                            interruptFlag.complete(Thread.currentThread().isInterrupted());
                        }
                    },
                    "caller");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A handler that is a future. */
    public static final class Heard extends CompletableFuture<Reply> implements ReplyHandler {
        @Override
        public void onReply(Reply reply) {
            if (!complete(reply)) throw new AssertionError("heard twice");
        }

        @Override
        public void onFailure(RedisException failure) {
            if (!completeExceptionally(failure)) throw new AssertionError("heard twice");
        }
    }
}
