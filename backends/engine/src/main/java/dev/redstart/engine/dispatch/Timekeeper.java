package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.spi.MovableClock;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does what is due without a command: removes keys whose time has come, answers clients whose time is up.
 *
 * <p>With an ordinary clock one daemon thread serves all engines of the JVM. As Redis, ten times a second ({@code hz}) it
 * looks at some keys of each database and goes on for as long as more than a tenth of them had expired, up to a quarter of
 * the time ({@code active-expire-effort} makes it less, and more); the lock is held for one small piece at a time. With a {@link MovableClock} nothing runs by itself: when the
 * clock is moved, everything that is due is done before the move returns.
 */
final class Timekeeper {

    private static final long MILLIS_PER_SECOND = 1000;
    private static final int PIECE = 200;

    /**
     * A deadline counts from the start of the millisecond in which the client began to wait: on a clock that runs, one more
     * has to pass, as in Redis, or the client would hear before its time.
     */
    private static final long GRACE_MILLIS = 1;

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
    private volatile @Nullable ScheduledFuture<?> ticking;
    private final List<Runnable> work = new CopyOnWriteArrayList<>();
    private @Nullable Runnable unsubscribe;
    private volatile boolean activeExpiry = true;
    private volatile boolean paused;
    private volatile long tickMillis = 100;
    /** In per cent: of the keys, which may have expired; of the time. */
    private volatile int tolerated = 10;

    private volatile int share = 25;

    Timekeeper(Dispatcher dispatcher, Clock clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    void start() {
        if (clock instanceof MovableClock movable) unsubscribe = movable.onMove(this::moved);
        else schedule();
    }

    private void schedule() {
        ticking = Timer.SHARED.scheduleWithFixedDelay(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    }

    /** {@code hz}: how many times a second it looks. */
    void frequency(long hz) {
        tickMillis = MILLIS_PER_SECOND / hz;
        ScheduledFuture<?> before = ticking;
        if (before == null) return;
        before.cancel(false);
        schedule();
    }

    void stop() {
        if (unsubscribe != null) unsubscribe.run();
        ScheduledFuture<?> running = ticking;
        if (running != null) running.cancel(false);
    }

    /** {@code active-expire-effort}, 1 to 10. */
    void effort(int level) {
        tolerated = 11 - level;
        share = 23 + 2 * level;
    }

    void activeExpiry(boolean on) {
        activeExpiry = on;
    }

    /** Has that done at every look, under the lock. */
    void onTick(Runnable regular) {
        work.add(regular);
    }

    void pause(boolean on) {
        paused = on;
    }

    /** A client waits until then at most. Needless with a clock that tells when it moves. */
    void wakeAt(long deadline) {
        if (clock instanceof MovableClock) return;
        long delay = Math.max(0, deadline + GRACE_MILLIS - clock.millis());
        // Longer ones are found by a tick: no need to fill the timer with what mostly never comes.
        if (delay <= tickMillis * 2) Timer.SHARED.schedule(this::answerWaiting, delay, TimeUnit.MILLISECONDS);
    }

    private void answerWaiting() {
        underLock(() -> dispatcher.expireWaiting(GRACE_MILLIS));
    }

    private void tick() {
        answerWaiting();
        underLock(this::sampleThroughput);
        if (paused) return;
        underLock(this::regularWork);
        underLock(this::holdLimits);
        if (!activeExpiry) return;
        long start = System.nanoTime();
        for (int i = 0; i < dispatcher.databases().count(); i++) {
            int gone;
            do {
                gone = expireSome(i, PIECE);
            } while (gone > PIECE * tolerated / 100
                    && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(tickMillis) * share / 100);
        }
    }

    private void underLock(Runnable work) {
        dispatcher.acquire();
        try {
            work.run();
        } finally {
            dispatcher.release();
        }
    }

    /** For what INFO tells of a second. */
    private void sampleThroughput() {
        Host host = dispatcher.host();
        dispatcher
                .throughput()
                .sample(System.nanoTime(), dispatcher.stats().commands(), host.bytesReceived(), host.bytesSent());
    }

    private void regularWork() {
        dispatcher.host().tick();
        dispatcher.saves().tick();
        if (!dispatcher.scripts().isLent() && !dispatcher.saves().isLoading()) work.forEach(Runnable::run);
    }

    /** Limits of memory are to hold although no command comes. */
    private void holdLimits() {
        if (dispatcher.scripts().isLent() || dispatcher.saves().isLoading()) return;
        dispatcher.time().refresh();
        dispatcher.memory().tick();
        if (dispatcher.tracking().isOn()) dispatcher.tracking().limit();
    }

    private int expireSome(int database, int limit) {
        dispatcher.acquire();
        try {
            if (dispatcher.isPaused() || dispatcher.scripts().isLent()) return 0;
            if (dispatcher.saves().isLoading()) return 0;
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
            if (dispatcher.scripts().isLent()) return;
            dispatcher.time().refresh();
            for (int i = 0; i < dispatcher.databases().count() && activeExpiry; i++) {
                Keyspace db = dispatcher.databases().get(i);
                while (db.expireSome(Integer.MAX_VALUE) > 0) {
                    // Until a whole round finds nothing: removing changes the order of the rest.
                }
            }
            dispatcher.blocked().serve();
            dispatcher.expireWaiting(0);
        } finally {
            dispatcher.release();
        }
        underLock(this::regularWork);
        dispatcher.outbox().awaitDelivered();
    }
}
