package dev.redstart.spi.server;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bounded set of connections. Last in, first out, so that few are warm rather than many lukewarm; and it knows who has
 * them, so that the error of a caller who waited in vain names the culprits. (That is why it is not commons-pool2.)
 *
 * <p>A connection is asked with a PING before it is given out when it has rested for a second, or since another one broke:
 * after a restart of the server one command fails at most, and the cost on a busy connection is none.
 *
 * <p>Thread-safe; holds no lock while it connects or asks.
 */
public final class ConnectionPool<C extends PooledConnection> {

    private static final int HOLDERS_SHOWN = 16;

    private final ServerSettings settings;
    private final int size;
    private final int maxIdle;
    private final String limit;
    private final Function<String, C> open;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    /** Those with a connection stand before those without. */
    private final Deque<Slot<C>> free = new ArrayDeque<>();

    private final List<Slot<C>> slots = new ArrayList<>();
    private int idle;
    private int waiting;
    private volatile long lastBreak = System.nanoTime();
    private volatile boolean closed;

    /**
     * @param maxIdle how many are kept while nobody uses them
     * @param limit   what sets the size, for the error
     * @param open    opens a connection that is ready, for the command named
     */
    public ConnectionPool(ServerSettings settings, int size, int maxIdle, String limit, Function<String, C> open) {
        this.settings = settings;
        this.size = size;
        this.maxIdle = maxIdle;
        this.limit = limit;
        this.open = open;
    }

    /** Room for one connection, and who has it. */
    public static final class Slot<C extends PooledConnection> {
        private volatile @Nullable C connection;
        private @Nullable Thread holder;
        private String purpose = "";
        private long since;

        private Slot() {}

        /** The connection, while the slot is taken. */
        public C connection() {
            C c = connection;
            if (c == null) throw new IllegalStateException("given back");
            return c;
        }

        private String describe(long now) {
            Thread thread = holder;
            if (thread == null) return "";
            String name = thread.getName().isEmpty() ? "thread " + thread.getId() : thread.getName();
            return name + ": " + purpose + " for "
                    + ServerSettings.text(TimeUnit.NANOSECONDS.toMillis(Math.max(0, now - since)));
        }
    }

    /**
     * A connection that is ready; to be given back by {@link #give} in any case. Waits at most {@code poolWait}.
     *
     * @param purpose command or use, for errors
     * @throws RedisException when there is none
     */
    public Slot<C> take(String purpose) {
        Slot<C> slot = reserve(purpose);
        boolean ready = false;
        try {
            C c = slot.connection;
            if (c != null && !isAlive(c, purpose)) {
                c.abort();
                c = null;
            }
            if (c == null) slot.connection = c = open.apply(purpose);
            if (closed) {
                c.abort();
                throw ServerFailures.closed(settings.origin(purpose), Phase.NOT_SENT);
            }
            ready = true;
            return slot;
        } finally {
            if (!ready) give(slot);
        }
    }

    private boolean isAlive(C c, String purpose) {
        // It may know of its end without being asked.
        if (!c.isReusable()) return false;
        boolean doubtful = c.lastUsed() - lastBreak < 0 || c.hasRested();
        return !doubtful || c.answers(purpose);
    }

    private Slot<C> reserve(String purpose) {
        long left = TimeUnit.MILLISECONDS.toNanos(settings.poolWait());
        lock.lock();
        try {
            while (!closed) {
                Slot<C> slot = free.pollFirst();
                if (slot == null && slots.size() < size) slots.add(slot = new Slot<>());
                if (slot != null) {
                    if (slot.connection != null) idle--;
                    slot.holder = Thread.currentThread();
                    slot.purpose = purpose;
                    slot.since = System.nanoTime();
                    return slot;
                }
                if (left <= 0) throw exhausted(purpose);
                waiting++;
                try {
                    left = released.awaitNanos(left);
                } finally {
                    waiting--;
                }
            }
            throw ServerFailures.closed(settings.origin(purpose), Phase.NOT_SENT);
        } catch (InterruptedException e) {
            // The wake-up that may have been meant for us is for the next one.
            released.signal();
            Thread.currentThread().interrupt();
            throw ServerFailures.interrupted(
                    "waiting for a free connection", settings.origin(purpose), Phase.NOT_SENT, e);
        } finally {
            lock.unlock();
        }
    }

    private RedisTimeoutException exhausted(String purpose) {
        long now = System.nanoTime();
        List<Slot<C>> held = slots.stream()
                .filter(s -> s.holder != null)
                .sorted(Comparator.comparingLong(s -> s.since - now))
                .toList();
        String holders =
                held.stream().limit(HOLDERS_SHOWN).map(s -> s.describe(now)).collect(Collectors.joining(", "));
        int more = held.size() - HOLDERS_SHOWN;
        return new RedisTimeoutException(
                "no free connection within poolWait=" + ServerSettings.text(settings.poolWait()) + ": " + held.size()
                        + " of "
                        + limit + "=" + size + " are in use (" + holders + (more > 0 ? " and " + more + " more" : "")
                        + "), " + waiting + " other callers wait",
                settings.origin(purpose),
                Phase.NOT_SENT);
    }

    /** Takes a connection back; a broken one is dropped. */
    public void give(Slot<C> slot) {
        C c = slot.connection;
        boolean broken = c == null || !c.isReusable();
        if (c != null) {
            if (broken) lastBreak = System.nanoTime();
            else c.used();
        }
        C surplus = null;
        lock.lock();
        try {
            slot.holder = null;
            if (broken || closed || idle >= maxIdle) {
                surplus = c;
                slot.connection = null;
                free.addLast(slot);
            } else {
                idle++;
                free.addFirst(slot);
            }
            released.signal();
        } finally {
            lock.unlock();
        }
        if (surplus != null) surplus.close();
    }

    /** Closes all, also those in use; those who wait for one hear of it. */
    public void close() {
        List<C> resting = new ArrayList<>();
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            for (Slot<C> slot : slots) {
                C c = slot.connection;
                if (c == null) continue;
                if (slot.holder == null) resting.add(c);
                else c.abort();
            }
            released.signalAll();
        } finally {
            lock.unlock();
        }
        resting.forEach(C::close);
    }
}
