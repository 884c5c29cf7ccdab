package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ManualExecutor executor = new ManualExecutor();
    private final RedisView<String, String> redis = new RedisView<>(new Handle(transport, executor), Wire.commands());
    private final Journal journal = new Journal();

    /** Writes down all it hears. */
    private static final class Journal implements MessageListener<String, String> {
        final List<String> heard = new ArrayList<>();

        @Override
        public void onMessage(Message<String, String> message) {
            heard.add(message.body());
        }

        @Override
        public void onGap(Gap gap) {
            heard.add("gap of " + gap.dropped() + ": " + gap.reason());
        }

        @Override
        public void onEnd(@Nullable Throwable cause) {
            heard.add("end by " + cause);
        }
    }

    private ScriptedTransport.ScriptedSubscriber subscribe(MessageListener<String, String> listener) {
        redis.subscribe(List.of("c"), listener);
        return transport.subscribers.get(transport.subscribers.size() - 1);
    }

    @Test
    void messagesComeInOrderOnTheExecutor() {
        ScriptedTransport.ScriptedSubscriber source = subscribe(journal);
        for (int i = 0; i < 250; i++) source.publish("c", Integer.toString(i));
        assertThat(journal.heard).isEmpty();
        assertThat(executor.size()).as("one task however many messages").isEqualTo(1);
        executor.runNext();
        assertThat(journal.heard).as("others get their turn, too").hasSize(100);
        executor.runAll();
        assertThat(journal.heard)
                .isEqualTo(IntStream.range(0, 250).mapToObj(Integer::toString).toList());
    }

    @Test
    void aSlowListenerCostsMessagesAndHearsHowMany() {
        ScriptedTransport.ScriptedSubscriber source = subscribe(journal);
        int most = Deliveries.CAPACITY;
        for (int i = 0; i < most + 7; i++) source.publish("c", Integer.toString(i));
        executor.runNext();
        source.publish("c", "after");
        executor.runAll();
        assertThat(journal.heard).hasSize(most + 2);
        assertThat(journal.heard.get(most - 1)).isEqualTo(Integer.toString(most - 1));
        assertThat(journal.heard.get(most)).startsWith("gap of 7: the listener was too slow");
        assertThat(journal.heard.get(most + 1)).isEqualTo("after");
    }

    @Test
    void whatWasDroppedLastIsToldWithoutAnotherMessage() {
        ScriptedTransport.ScriptedSubscriber source = subscribe(journal);
        for (int i = 0; i <= Deliveries.CAPACITY; i++) source.publish("c", "m");
        executor.runAll();
        assertThat(journal.heard).last().asString().startsWith("gap of 1:");
    }

    @Test
    void aLostConnectionIsAGapInItsPlace() {
        ScriptedTransport.ScriptedSubscriber source = subscribe(journal);
        source.publish("c", "1");
        source.listener.onGap(new IllegalStateException("reset by peer"));
        source.publish("c", "2");
        executor.runAll();
        assertThat(journal.heard)
                .containsExactly("1", "gap of -1: the connection was lost and is back: reset by peer", "2");
    }

    @Test
    void aConnectionThatFlapsDoesNotFillTheMemory() {
        ScriptedTransport.ScriptedSubscriber source = subscribe(journal);
        for (int i = 0; i < 3 * Deliveries.CAPACITY; i++) source.listener.onGap(new IllegalStateException("flap"));
        source.listener.onEnd(null);
        executor.runAll();
        assertThat(journal.heard).hasSizeBetween(2, Deliveries.CAPACITY + 2);
        assertThat(journal.heard).last().isEqualTo("end by null");
    }

    @Test
    void theEndComesOnceAndLast() {
        ScriptedTransport.ScriptedSubscriber source = subscribe(journal);
        source.publish("c", "1");
        IllegalStateException cause = new IllegalStateException("gone");
        source.listener.onEnd(cause);
        source.listener.onEnd(null);
        source.listener.onGap(cause);
        source.publish("c", "late");
        executor.runAll();
        assertThat(journal.heard).containsExactly("1", "end by " + cause);
    }

    @Test
    void closedFromThisSideItEndsWithoutCause() {
        Subscription subscription = redis.subscribe(List.of("c"), journal);
        ScriptedTransport.ScriptedSubscriber source = transport.subscribers.get(0);
        assertThat(subscription.isActive()).isTrue();
        source.publish("c", "1");
        subscription.close();
        subscription.close();
        executor.runAll();
        assertThat(journal.heard).containsExactly("1", "end by null");
        assertThat(subscription.isActive()).isFalse();
    }

    @Test
    void whatTheDriverMakesOfOurOwnCloseIsNoFailure() {
        List<Subscription> own = new ArrayList<>();
        own.add(redis.subscribe(List.of("c"), journal));
        ScriptedTransport.ScriptedSubscriber source = transport.subscribers.get(0);
        source.active = false;
        own.get(0).close();
        source.listener.onEnd(new IllegalStateException("socket closed"));
        executor.runAll();
        assertThat(journal.heard).containsExactly("end by null");
    }

    @Test
    void aListenerThatThrowsHearsTheNextMessage() {
        List<Throwable> reported = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
            reported.add(e);
            throw new IllegalStateException("a handler that throws, too");
        });
        try {
            ScriptedTransport.ScriptedSubscriber source = subscribe(message -> {
                if (message.body().equals("bad")) throw new AssertionError("cannot bear it");
                journal.onMessage(message);
            });
            source.publish("c", "bad");
            source.publish("c", "good");
            executor.runAll();
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
        assertThat(journal.heard).containsExactly("good");
        assertThat(reported).singleElement().isInstanceOf(AssertionError.class);
    }

    @Test
    void aMessageThatCannotBeReadIsAGap() {
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e));
        try {
            ScriptedTransport.ScriptedSubscriber source = subscribe(journal);
            source.listener.onMessage(null, new byte[] {'c'}, new byte[] {(byte) 0xFF});
            source.publish("c", "good");
            executor.runAll();
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
        assertThat(journal.heard).hasSize(2).last().isEqualTo("good");
        assertThat(journal.heard.get(0)).startsWith("gap of 1: a message could not be decoded");
        assertThat(reported).singleElement().isInstanceOf(RedisCodecException.class);
    }

    @Test
    void theEndArrivesWhenTheHandleIsClosed() throws InterruptedException {
        ScriptedTransport own = new ScriptedTransport();
        Redis handle = Redstart.over(own);
        CountDownLatch ended = new CountDownLatch(1);
        handle.subscribe(List.of("c"), new MessageListener<>() {
            @Override
            public void onMessage(Message<String, String> message) {}

            @Override
            public void onEnd(@Nullable Throwable cause) {
                ended.countDown();
            }
        });
        // A driver may tell it after close() has returned.
        own.subscribers.get(0).active = false;
        handle.close();
        own.subscribers.get(0).listener.onEnd(null);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theEndArrivesThoughTheExecutorWasShutDownBefore() throws InterruptedException {
        ExecutorService gone = java.util.concurrent.Executors.newSingleThreadExecutor();
        RedisView<String, String> view = new RedisView<>(new Handle(transport, gone), Wire.commands());
        CountDownLatch heard = new CountDownLatch(1);
        AtomicBoolean onTheDrivers = new AtomicBoolean();
        Thread driver = Thread.currentThread();
        view.subscribe("c", message -> {
            onTheDrivers.set(Thread.currentThread() == driver);
            heard.countDown();
        });
        gone.shutdown();
        transport.subscribers.get(0).publish("c", "1");
        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(onTheDrivers).isFalse();
    }

    @Test
    void mistakesAreFoundBeforeAnything() {
        assertThatIllegalArgumentException().isThrownBy(() -> redis.subscribe(List.of(), journal));
        assertThatNullPointerException()
                .isThrownBy(() -> redis.subscribe(Arrays.asList("a", null), journal))
                .withMessage("a channel is null");
        assertThatThrownBy(() -> redis.psubscribe(List.of("half \uD83D"), journal))
                .isInstanceOf(RedisCodecException.class)
                .hasMessageContaining("a pattern");
        transport.features.remove(Feature.SHARDED_PUBSUB);
        assertThatThrownBy(() -> redis.ssubscribe(List.of("c"), journal))
                .isInstanceOf(UnsupportedCommandException.class)
                .hasMessage("the backend scripted has no sharded pubsub [scripted at memory, not sent]");
        assertThat(transport.subscribers).isEmpty();
    }

    @Test
    void aMonitorHearsCommands() {
        List<String> heard = new ArrayList<>();
        Subscription monitor = redis.monitor(new MonitorListener() {
            @Override
            public void onCommand(MonitorEvent event) {
                heard.add(event.line());
            }

            @Override
            public void onGap(MessageListener.Gap gap) {
                heard.add("gap of " + gap.dropped());
            }

            @Override
            public void onEnd(@Nullable Throwable cause) {
                heard.add("end by " + cause);
            }
        });
        ScriptedTransport.ScriptedSubscriber source = transport.subscribers.get(0);
        assertThat(source.subscriptions.kind()).isEqualTo(Subscriptions.Kind.MONITOR);
        source.publish("", "1795529667.045212 [3 127.0.0.1:34630] \"get\" \"k\"");
        source.publish("", "no line of a monitor");
        source.publish("", "1795529667.045213 [0 lua] \"incr\" \"n\"");
        monitor.close();
        executor.runAll();
        assertThat(heard).containsExactly("get k", "gap of 1", "incr n", "end by null");
    }

    @Test
    void aMonitorNeedsAListener() {
        assertThatNullPointerException().isThrownBy(() -> redis.monitor(null));
        assertThat(transport.subscribers).isEmpty();
    }
}
