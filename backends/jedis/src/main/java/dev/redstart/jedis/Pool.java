package dev.redstart.jedis;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bounded set of connections. Last in, first out, so that few are warm rather than many lukewarm; and it knows who has
 * them, so that the error of a caller who waited in vain names the culprits. (That is why it is not commons-pool2.)
 *
 * <p>A connection is asked with a PING before it is given out when it has rested for a second, or since another one broke:
 * after a restart of the server one command fails at most, and the cost on a busy connection is none.
 */
final class Pool {

    private static final int HOLDERS_SHOWN = 16;

    private final Settings settings;
    private final int size;
    private final int maxIdle;
    private final boolean interruptible;
    private final String limit;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    /** Those with a connection stand before those without. */
    private final Deque<Slot> free = new ArrayDeque<>();

    private final List<Slot> slots = new ArrayList<>();
    private int idle;
    private int waiting;
    private volatile long lastBreak = System.nanoTime();
    private volatile boolean closed;

    /**
     * @param maxIdle       how many are kept while nobody uses them
     * @param interruptible see {@link RespConnection#open}
     * @param limit         what sets the size, for the error
     */
    Pool(Settings settings, int size, int maxIdle, boolean interruptible, String limit) {
        this.settings = settings;
        this.size = size;
        this.maxIdle = maxIdle;
        this.interruptible = interruptible;
        this.limit = limit;
    }

    /** Room for one connection, and who has it. */
    static final class Slot {
        private volatile @Nullable RespConnection connection;
        private @Nullable Thread holder;
        private String purpose = "";
        private long since;

        /** The connection, while the slot is taken. */
        RespConnection connection() {
            RespConnection c = connection;
            if (c == null) throw new IllegalStateException("given back");
            return c;
        }

        private String describe(long now) {
            Thread thread = holder;
            if (thread == null) return "";
            String name = thread.getName().isEmpty() ? "thread " + thread.getId() : thread.getName();
            return name + ": " + purpose + " for "
                    + Settings.text(TimeUnit.NANOSECONDS.toMillis(Math.max(0, now - since)));
        }
    }

    /** A connection that is ready; to be given back by {@link #give} in any case. */
    Slot take(String purpose) {
        Slot slot = reserve(purpose);
        boolean ready = false;
        try {
            RespConnection c = slot.connection;
            if (c != null && isDoubtful(c) && !c.answers(purpose)) {
                c.abort();
                c = null;
            }
            if (c == null) slot.connection = c = RespConnection.open(settings, interruptible, purpose);
            if (closed) {
                c.abort();
                throw Failures.closed(settings.origin(purpose), Phase.NOT_SENT);
            }
            ready = true;
            return slot;
        } finally {
            if (!ready) give(slot);
        }
    }

    private boolean isDoubtful(RespConnection c) {
        return c.lastUsed() - lastBreak < 0 || c.hasRested();
    }

    private Slot reserve(String purpose) {
        long left = TimeUnit.MILLISECONDS.toNanos(settings.poolWait());
        lock.lock();
        try {
            while (!closed) {
                Slot slot = free.pollFirst();
                if (slot == null && slots.size() < size) slots.add(slot = new Slot());
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
            throw Failures.closed(settings.origin(purpose), Phase.NOT_SENT);
        } catch (InterruptedException e) {
            // The wake-up that may have been meant for us is for the next one.
            released.signal();
            Thread.currentThread().interrupt();
            throw Failures.interrupted("waiting for a free connection", settings.origin(purpose), Phase.NOT_SENT, e);
        } finally {
            lock.unlock();
        }
    }

    private RedisTimeoutException exhausted(String purpose) {
        long now = System.nanoTime();
        List<Slot> held = slots.stream()
                .filter(s -> s.holder != null)
                .sorted(Comparator.comparingLong(s -> s.since - now))
                .toList();
        String holders =
                held.stream().limit(HOLDERS_SHOWN).map(s -> s.describe(now)).collect(Collectors.joining(", "));
        int more = held.size() - HOLDERS_SHOWN;
        return new RedisTimeoutException(
                "no free connection within poolWait=" + Settings.text(settings.poolWait()) + ": " + held.size() + " of "
                        + limit + "=" + size + " are in use (" + holders + (more > 0 ? " and " + more + " more" : "")
                        + "), " + waiting + " other callers wait",
                settings.origin(purpose),
                Phase.NOT_SENT);
    }

    /** Takes a connection back; a broken one is dropped. */
    void give(Slot slot) {
        RespConnection c = slot.connection;
        boolean broken = c == null || !c.isReusable();
        if (c != null) {
            if (broken) lastBreak = System.nanoTime();
            else c.used();
        }
        RespConnection surplus = null;
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
    void close() {
        List<RespConnection> resting = new ArrayList<>();
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            for (Slot slot : slots) {
                RespConnection c = slot.connection;
                if (c == null) continue;
                if (slot.holder == null) resting.add(c);
                else c.abort();
            }
            released.signalAll();
        } finally {
            lock.unlock();
        }
        resting.forEach(RespConnection::close);
    }
}
