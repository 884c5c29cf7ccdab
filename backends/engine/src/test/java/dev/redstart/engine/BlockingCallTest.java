package dev.redstart.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Pending;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.Request;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Session;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that wait, from the threads that wait. */
class BlockingCallTest {

    private final TestEngine engine = TestEngine.open();

    @AfterEach
    void close() {
        engine.close();
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Until so many wait: the engine itself tells, so that no test has to guess a time. */
    private void awaitBlocked(int count) {
        Engine e = engine.transport.unwrap(Engine.class);
        assertThat(e).isNotNull();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (blocked(e) != count) {
            assertThat(System.nanoTime())
                    .as("waiting for %d clients to wait", count)
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static int blocked(Engine e) {
        e.dispatcher().acquire();
        try {
            return e.dispatcher().blocked().count();
        } finally {
            e.dispatcher().release();
        }
    }

    /** The clock tells milliseconds, and an engine that looks often might otherwise come within the last of them. */
    @Test
    void nobodyHearsBeforeItsTime() {
        try (Transport running = new EngineDriver()
                .open(Endpoint.parse(
                        "redstart:engine:?hz=500", new Resources(Clock.systemUTC(), Runnable::run, null, null)))) {
            for (int i = 0; i < 50; i++) {
                long start = System.nanoTime();
                running.call(TestEngine.request("BLPOP k 0.005"));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(5));
            }
        }
    }

    @Test
    void aPushWakesThoseWhoWaitInOrder() throws Exception {
        FutureTask<String> first = start(() -> engine.text("BLPOP a k 0"));
        awaitBlocked(1);
        FutureTask<String> second = start(() -> engine.text("BLPOP k 0"));
        awaitBlocked(2);
        engine.run("RPUSH k x y");
        assertThat(first.get()).isEqualTo("[k, x]");
        assertThat(second.get()).isEqualTo("[k, y]");
    }

    @Test
    void movingTheClockEndsTheWait() throws Exception {
        FutureTask<String> call = start(() -> engine.text("BLPOP k 60"));
        awaitBlocked(1);
        engine.advance(Duration.ofSeconds(60));
        assertThat(call.get()).isEqualTo("(nil)");
    }

    @Test
    void closingEndsTheWaitOfThisHandleOnly() throws Exception {
        Transport one = open();
        Transport two = open();
        Pending ofOne = one.send(TestEngine.request("BLPOP k 0"));
        Pending ofTwo = two.send(TestEngine.request("BLPOP k 0"));
        one.close();
        assertThatThrownBy(ofOne::get).cause().isInstanceOfSatisfying(RedisConnectionException.class, e -> assertThat(
                        e.phase())
                .isEqualTo(Phase.UNKNOWN));
        two.call(TestEngine.request("RPUSH k x"));
        assertThat(TestEngine.text(ofTwo.get())).isEqualTo("[k, x]");
        two.close();
    }

    private static Transport open() {
        return new EngineDriver()
                .open(Endpoint.parse(
                        "redstart:engine:mem:blocking-test",
                        new Resources(Clock.systemUTC(), Runnable::run, null, null)));
    }

    @Test
    void interruptingEndsTheWaitAndLosesNothing() throws Exception {
        CountDownLatch flagged = new CountDownLatch(1);
        FutureTask<String> call = new FutureTask<>(() -> {
            try {
                return engine.text("BLPOP k 0");
            } finally {
                if (Thread.currentThread().isInterrupted()) flagged.countDown();
            }
        });
        Thread thread = new Thread(call);
        thread.start();
        awaitBlocked(1);
        thread.interrupt();
        assertThatThrownBy(call::get).isInstanceOf(ExecutionException.class).hasMessageContaining("interrupted");
        assertThat(flagged.await(30, TimeUnit.SECONDS)).isTrue();
        engine.run("RPUSH k x");
        assertThat(engine.text("LLEN k")).isEqualTo("1");
    }

    @Test
    void cancellingWithdraws() {
        Pending call = engine.transport.send(TestEngine.request("BLPOP k 0"));
        assertThat(call.cancel(true)).isTrue();
        awaitBlocked(0);
        engine.run("RPUSH k x");
        assertThat(engine.text("LLEN k")).isEqualTo("1");
    }

    @Test
    void aSessionThatIsClosedWhileItWaitsIsBroken() throws Exception {
        Session session = engine.session();
        FutureTask<String> call = start(() -> TestEngine.text(session.call(TestEngine.request("BLPOP k 0"))));
        awaitBlocked(1);
        session.close();
        assertThatThrownBy(call::get).hasMessageContaining("closed while it waited");
        awaitBlocked(0);
    }

    @Test
    void insideATransactionNothingWaits() {
        try (Session session = engine.session()) {
            session.call(Request.of("MULTI"));
            session.call(TestEngine.request("BLPOP k 0"));
            assertThat(TestEngine.text(session.call(Request.of("EXEC")))).isEqualTo("[(nil)]");
        }
    }

    @Test
    void unblocking() throws Exception {
        Session session = engine.session();
        String id = TestEngine.text(session.call(TestEngine.request("CLIENT ID")));
        FutureTask<String> call = start(() -> TestEngine.text(session.call(TestEngine.request("BLPOP k 0"))));
        awaitBlocked(1);
        assertThat(engine.text("CLIENT UNBLOCK " + id + " ERROR")).isEqualTo("1");
        assertThat(call.get()).isEqualTo("(error) UNBLOCKED client unblocked via CLIENT UNBLOCK");
        assertThat(engine.text("CLIENT UNBLOCK " + id)).isEqualTo("0");
        session.close();
    }

    /** What is pushed is popped exactly once, whoever does it. */
    @Test
    void nothingIsLostBetweenManyThreads() throws Exception {
        int poppers = 4;
        int each = 3_000;
        AtomicInteger sum = new AtomicInteger();
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < poppers; i++) {
            tasks.add(start(() -> {
                for (int n = 0; n < each; n++) {
                    String popped = engine.text("BLPOP q 0");
                    sum.addAndGet(Integer.parseInt(popped.substring(4, popped.length() - 1)));
                }
                return true;
            }));
        }
        for (int i = 0; i < 2; i++) {
            tasks.add(start(() -> {
                for (int n = 1; n <= poppers * each / 2; n++) engine.run("RPUSH q " + n);
                return true;
            }));
        }
        for (FutureTask<Boolean> task : tasks)
            assertThat(task.get(60, TimeUnit.SECONDS)).isTrue();
        int half = poppers * each / 2;
        assertThat(sum.get()).isEqualTo(half * (half + 1));
        assertThat(engine.text("EXISTS q")).isEqualTo("0");
    }

    @Test
    void withAnOrdinaryClockThingsHappenByThemselves() throws Exception {
        CountDownLatch expired = new CountDownLatch(1);
        try (Transport real = new EngineDriver()
                .open(Endpoint.parse(
                        "redstart:engine:?notify-keyspace-events=Ex",
                        new Resources(Clock.systemUTC(), Runnable::run, null, null)))) {
            Subscriptions events = new Subscriptions(
                    Subscriptions.Kind.CHANNEL, List.of("__keyevent@0__:expired".getBytes(StandardCharsets.UTF_8)));
            real.subscribe(events, new SubscriptionListener() {
                @Override
                public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
                    expired.countDown();
                }

                @Override
                public void onGap(Throwable cause) {}

                @Override
                public void onEnd(@Nullable Throwable cause) {}
            });
            real.call(TestEngine.request("SET k v PX 20"));
            assertThat(TestEngine.text(real.call(TestEngine.request("BLPOP l 0.02"))))
                    .isEqualTo("(nil)");
            assertThat(expired.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
