package dev.redstart.lettuce;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.blpop;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failureOf;
import static dev.redstart.contract.driver.Support.get;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.DriverCase;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Threads: shared by all handles, and gone after the last, whatever was going on when it was closed. */
@Isolated
class ThreadsTest extends DriverCase {

    private final RedisServer server = RedisServers.shared();

    ThreadsTest() {
        super(new LettuceDriver());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("redstart-lettuce"))
                .count();
    }

    @Test
    void manyHandlesShareThemAndTheLastTakesThemAway() {
        await(() -> threads() == 0);
        List<Transport> handles = new ArrayList<>();
        for (int i = 0; i < 50; i++) handles.add(open(server.uri()));
        for (Transport handle : handles) handle.call(command("PING"));
        assertThat(threads())
                .isPositive()
                .isLessThanOrEqualTo(Math.max(2, Runtime.getRuntime().availableProcessors()) + 2L);
        handles.subList(1, 50).forEach(Transport::close);
        assertThat(text(handles.get(0).call(command("PING")))).isEqualTo("PONG");
        handles.get(0).close();
        await(() -> threads() == 0);
        try (Transport again = open(server.uri())) {
            assertThat(text(again.call(command("PING")))).isEqualTo("PONG");
        }
        await(() -> threads() == 0);
    }

    @Test
    void aHandleThatNeverConnectedLeavesNone() {
        try (Transport lazy = open("redis://127.0.0.1:1?connect=lazy")) {
            assertThat(failureOf(lazy.send(command("PING")))).isInstanceOf(RedisConnectionException.class);
        }
        await(() -> threads() == 0);
    }

    @Test
    void closingABusyHandleFailsWhatIsUnderWayAndLeavesNone() {
        Transport handle = open(server.uri());
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        handle.subscribe(new Subscriptions(Subscriptions.Kind.CHANNEL, List.of(new byte[] {'c'})), listener(ended));
        Session session = handle.pin(Route.ANY);
        replies.add(handle.send(blpop("never", Duration.ZERO)));
        Transport other = handle.database(3);
        assertThat(handle.unwrap(RedisClient.class)).isNotNull();
        for (int i = 0; i < 10_000; i++) replies.add((i % 2 == 0 ? handle : other).send(command("INCR", "busy")));
        handle.close();
        int answered = 0;
        for (CompletableFuture<Reply> reply : replies) {
            if (answers(reply)) answered++;
        }
        assertThat(answered).as("what the server did is known").isLessThan(replies.size());
        assertThat(get(ended)).isTrue();
        session.close();
        await(() -> threads() == 0);
    }

    /** Whether it was answered; what was not has failed in a way that says so. */
    private static boolean answers(CompletableFuture<Reply> reply) {
        await(reply::isDone);
        if (!reply.isCompletedExceptionally()) return true;
        RedisException e = failureOf(reply);
        assertThat(e).isInstanceOf(RedisConnectionException.class);
        return false;
    }

    private static SubscriptionListener listener(CompletableFuture<Boolean> ended) {
        return new SubscriptionListener() {
            @Override
            public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {}

            @Override
            public void onGap(Throwable cause) {}

            @Override
            public void onEnd(@Nullable Throwable cause) {
                ended.complete(cause == null);
            }
        };
    }
}
