package dev.redstart.contract.driver;

import static dev.redstart.contract.driver.Support.await;
import static dev.redstart.contract.driver.Support.blpop;
import static dev.redstart.contract.driver.Support.command;
import static dev.redstart.contract.driver.Support.failure;
import static dev.redstart.contract.driver.Support.failureOf;
import static dev.redstart.contract.driver.Support.get;
import static dev.redstart.contract.driver.Support.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.driver.Support.Background;
import dev.redstart.spi.Driver;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whoever waits, for a connection or for the server, and what ends the wait. */
public abstract class WaitingContract extends RealServerCase {

    protected WaitingContract(Driver driver) {
        super(driver);
    }

    @Test
    void anEmptyPoolNamesWhoHoldsIt() {
        reopen("?poolSize=2&poolWait=50ms");
        try (Session one = redis.pin(Route.ANY);
                Session two = redis.pin(Route.ANY)) {
            assertThat(one).isNotSameAs(two);
            RedisException e = failure(() -> redis.pin(Route.ANY));
            assertThat(e)
                    .isInstanceOf(RedisTimeoutException.class)
                    .hasMessageContaining("poolWait=50ms")
                    .hasMessageContaining("2 of poolSize=2 are in use")
                    .hasMessageContaining(Thread.currentThread().getName() + ": session for ")
                    .hasMessageContaining("0 other callers wait");
            assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        }
        assertThat(redis.call(command("GET", "k"))).isSameAs(Reply.NULL);
    }

    @Test
    void anInterruptEndsTheWaitForAConnection() {
        reopen("?poolSize=1&poolWait=1m");
        Background<Session> caller;
        try (Session session = redis.pin(Route.ANY)) {
            assertThat(text(session.call(command("PING")))).isEqualTo("PONG");
            caller = new Background<>(() -> redis.pin(Route.ANY));
            await(() -> caller.thread.getState() == Thread.State.TIMED_WAITING);
            caller.thread.interrupt();
            assertThat(failureOf(caller.result).phase()).isEqualTo(Phase.NOT_SENT);
            assertThat(get(caller.interruptFlag)).isTrue();
        }
        assertThat(redis.call(command("GET", "k"))).isSameAs(Reply.NULL);
    }

    @Test
    void anInterruptEndsABlockingCallAtOnce() {
        Background<Reply> caller = new Background<>(() -> redis.call(blpop("q", Duration.ZERO)));
        awaitBlocked(1);
        caller.thread.interrupt();
        RedisException e = failureOf(caller.result);
        assertThat(e).isInstanceOf(RedisConnectionException.class).hasMessageContaining("interrupted");
        assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(get(caller.interruptFlag)).isTrue();
        awaitBlocked(0);
        redis.call(command("RPUSH", "q", "kept"));
        assertThat(redis.call(command("LLEN", "q"))).as("nobody popped it").isEqualTo(Reply.integer(1));
    }

    @Test
    void anInterruptEndsABlockingCallOfASession() {
        Session session = redis.pin(Route.ANY);
        Background<Reply> caller = new Background<>(() -> session.call(blpop("q", Duration.ZERO)));
        awaitBlocked(1);
        caller.thread.interrupt();
        assertThat(failureOf(caller.result).phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(get(caller.interruptFlag)).isTrue();
        awaitBlocked(0);
        assertThat(failure(() -> session.call(command("PING"))).phase()).isEqualTo(Phase.NOT_SENT);
        session.close();
    }

    @Test
    void blockingCallsNeitherWaitForThePoolNorOutlastTheServer() {
        reopen("?poolSize=1&timeout=1s");
        // Longer than the timeout of a reply: the server answers first.
        assertThat(redis.call(blpop("q", Duration.ofMillis(1500)))).isSameAs(Reply.NULL);
        List<Background<Reply>> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) callers.add(new Background<>(() -> redis.call(blpop("q", Duration.ZERO))));
        awaitBlocked(20);
        for (int i = 0; i < 20; i++) redis.call(command("RPUSH", "q", "x"));
        for (Background<Reply> caller : callers)
            assertThat(get(caller.result)).isEqualTo(Reply.array(Reply.blob("q"), Reply.blob("x")));
    }

    @Test
    void cancellingABlockingCommandFreesTheServer() {
        CompletableFuture<Reply> waiting = redis.send(blpop("q", Duration.ZERO));
        CompletableFuture<Reply> other = redis.send(blpop("q", Duration.ZERO));
        awaitBlocked(2);
        waiting.cancel(true);
        awaitBlocked(1);
        redis.call(command("RPUSH", "q", "x"));
        assertThat(get(other)).isEqualTo(Reply.array(Reply.blob("q"), Reply.blob("x")));
    }

    @Test
    void closingWakesWhoeverWaits() {
        Background<Reply> caller = new Background<>(() -> redis.call(blpop("q", Duration.ZERO)));
        CompletableFuture<Reply> async = redis.send(blpop("q", Duration.ZERO));
        Session session = redis.pin(Route.ANY);
        Background<Reply> pinned = new Background<>(() -> session.call(blpop("q", Duration.ZERO)));
        awaitBlocked(3);
        redis.close();
        for (CompletableFuture<Reply> result : List.of(caller.result, async, pinned.result)) {
            RedisException e = failureOf(result);
            assertThat(e).isInstanceOf(RedisConnectionException.class).hasMessageContaining("closed from this side");
            assertThat(e.phase()).isEqualTo(Phase.UNKNOWN);
        }
        for (RedisException e : List.of(
                failure(() -> redis.call(command("PING"))),
                failureOf(redis.send(command("PING"))),
                failure(() -> redis.pin(Route.ANY)))) {
            assertThat(e).isInstanceOf(RedisConnectionException.class);
            assertThat(e.phase()).isEqualTo(Phase.NOT_SENT);
        }
        redis.close();
    }

    @Test
    void aSessionClosedByAnotherThreadWakesItsUser() {
        Session session = redis.pin(Route.ANY);
        Background<Reply> caller = new Background<>(() -> session.call(blpop("q", Duration.ZERO)));
        awaitBlocked(1);
        session.close();
        assertThat(failureOf(caller.result).phase()).isEqualTo(Phase.UNKNOWN);
        awaitBlocked(0);
    }
}
