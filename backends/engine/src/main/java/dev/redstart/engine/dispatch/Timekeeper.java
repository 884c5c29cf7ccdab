package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.spi.MovableClock;
import java.time.Clock;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due without a command: removes keys whose time has come, answers clients whose time is up.
 *
 * <p>With an ordinary clock one daemon thread serves all engines of the JVM. As Redis, every 100 ms it looks at some keys
 * of each database and goes on for as long as more than a tenth of them had expired, up to a quarter of the time; the
 * lock is held for one small piece at a time. With a {@link MovableClock} nothing runs by itself: when the clock is
 * moved, everything that is due is done before the move returns.
 */
final class Timekeeper {

    private static final long TICK_MILLIS = 100;
    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS) / 4;
    private static final int PIECE = 200;

    /** In a holder, so that the thread comes to be with the first engine that needs it. */
    private static final class Timer {
        static final ScheduledThreadPoolExecutor SHARED = create();

        private static ScheduledThreadPoolExecutor create() {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
                Thread t = new Thread(task, "redstart-engine-timer");
                t.setDaemon(true);
                return t;
            });
            timer.setRemoveOnCancelPolicy(true);
            return timer;
        }
    }

    private final Dispatcher dispatcher;
    private final Clock clock;
    private @Nullable ScheduledFuture<?> ticking;
    private @Nullable Runnable unsubscribe;
    private volatile boolean activeExpiry = true;

    Timekeeper(Dispatcher dispatcher, Clock clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    void start() {
        if (clock instanceof MovableClock movable) unsubscribe = movable.onMove(this::moved);
        else ticking = Timer.SHARED.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (unsubscribe != null) unsubscribe.run();
        if (ticking != null) ticking.cancel(false);
    }

    void activeExpiry(boolean on) {
        activeExpiry = on;
    }

    /** A client waits until then at most. Needless with a clock that tells when it moves. */
    void wakeAt(long deadline) {
        if (clock instanceof MovableClock) return;
        long delay = Math.max(0, deadline - clock.millis());
        // Longer ones are found by a tick: no need to fill the timer with what mostly never comes.
        if (delay <= TICK_MILLIS * 2) Timer.SHARED.schedule(this::answerWaiting, delay, TimeUnit.MILLISECONDS);
    }

    private void answerWaiting() {
        dispatcher.acquire();
        try {
            dispatcher.expireWaiting();
        } finally {
            dispatcher.release();
        }
    }

    private void tick() {
        answerWaiting();
        dispatcher.sampleThroughput();
        if (!activeExpiry) return;
        long start = System.nanoTime();
        for (int i = 0; i < dispatcher.databases().count(); i++) {
            int gone;
            do {
                gone = expireSome(i, PIECE);
            } while (gone > PIECE / 10 && System.nanoTime() - start < BUDGET_NANOS);
        }
    }

    private int expireSome(int database, int limit) {
        dispatcher.acquire();
        try {
            if (dispatcher.isPaused()) return 0;
            dispatcher.time().refresh();
            int gone = dispatcher.databases().get(database).expireSome(limit);
            if (gone > 0) dispatcher.blocked().serve();
            return gone;
        } finally {
            dispatcher.release();
        }
    }

    private void moved() {
        dispatcher.acquire();
        try {
            dispatcher.time().refresh();
            for (int i = 0; i < dispatcher.databases().count() && activeExpiry; i++) {
                Keyspace db = dispatcher.databases().get(i);
                while (db.expireSome(Integer.MAX_VALUE) > 0) {
                    // Until a whole round finds nothing: removing changes the order of the rest.
                }
            }
            dispatcher.blocked().serve();
            dispatcher.expireWaiting();
        } finally {
            dispatcher.release();
        }
        dispatcher.outbox().awaitDelivered();
    }
}
