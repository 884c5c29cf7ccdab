package dev.redstart.redisson;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.blpop;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failureOf;
import static dev.redstart.contract.driver.Support.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.DriverCase;
import dev.redstart.contract.driver.Support.Heard;
import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/** What a closed handle leaves behind: no thread, and nobody who waits. */
class ClosingTest extends DriverCase {

    private static final SubscriptionListener NOBODY = new SubscriptionListener() {
        @Override
        public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {}

        @Override
        public void onGap(Throwable cause) {}

        @Override
        public void onEnd(@Nullable Throwable cause) {}
    };

    private final RedisServer server = RedisServers.shared();

    ClosingTest() {
        super(new RedissonDriver());
    }

    @Test
    void noThreadOutlivesTheLastHandle() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Transport redis = open(server.uri());
        Transport other = open(server.uri());
        redis.call(command("PING"));
        get(redis.send(command("PING")));
        CompletableFuture<Reply> waiting = redis.send(blpop("q", Duration.ZERO));
        await(() -> String.valueOf(server.call("INFO", "clients")).contains("blocked_clients:1\r\n"));
        redis.database(3).call(command("PING"));
        redis.subscribe(new Subscriptions(Subscriptions.Kind.CHANNEL, List.of("c".getBytes())), NOBODY);
        assertThat(redis.unwrap(RedissonClient.class).getKeys().count()).isNotNegative();
        redis.close();
        assertThat(failureOf(waiting)).isInstanceOf(RedisConnectionException.class);
        assertThat(other.call(command("PING"))).isEqualTo(new Reply.Text("PONG"));
        assertThat(since(before)).isNotEmpty();
        other.close();
        await(() -> since(before).isEmpty());
    }

    private static Set<Thread> since(Set<Thread> before) {
        Set<Thread> now = new HashSet<>(Thread.getAllStackTraces().keySet());
        now.removeAll(before);
        return now;
    }

    @Test
    void closingWhileAllAreBusyLeavesNobodyWaiting() {
        for (int round = 0; round < 5; round++) {
            Transport busy = open(server.uri() + "?poolSize=4");
            AtomicInteger answered = new AtomicInteger();
            List<CompletableFuture<String>> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int way = i % 4;
                CompletableFuture<String> last = new CompletableFuture<>();
                callers.add(last);
                Thread thread = new Thread(() -> last.complete(useUntilItFails(busy, way, answered)));
                thread.setDaemon(true);
                thread.start();
            }
            int enough = 50 * (round + 1);
            await(() -> answered.get() > enough);
            busy.close();
            for (CompletableFuture<String> last : callers) assertThat(get(last)).contains("closed");
        }
    }

    private static String useUntilItFails(Transport transport, int way, AtomicInteger answered) {
        while (true) {
            try {
                use(transport, way);
                answered.incrementAndGet();
            } catch (RedisException e) {
                // One that followed another on the connection names it as its cause.
                return e.getCause() instanceof RedisException first ? first.getMessage() : e.getMessage();
            }
        }
    }

    private static void use(Transport transport, int way) {
        Request ping = command("PING");
        switch (way) {
            case 0 -> transport.call(ping);
            case 1 -> join(transport.send(ping));
            case 2 -> {
                Heard heard = new Heard();
                transport.sendAll(List.of(ping, ping), List.of(heard, new Heard()));
                join(heard);
            }
            default -> {
                try (Session session = transport.pin(Route.ANY)) {
                    session.call(blpop("none", Duration.ofMillis(1)));
                }
            }
        }
    }

    private static void join(CompletableFuture<Reply> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throw (RedisException) e.getCause();
        }
    }

    @Test
    void aHandlerMayClose() {
        Transport redis = open(server.uri());
        CompletableFuture<Boolean> closed = redis.send(command("PING")).thenApply(reply -> {
            redis.close();
            return true;
        });
        assertThat(get(closed)).isTrue();
    }
}
