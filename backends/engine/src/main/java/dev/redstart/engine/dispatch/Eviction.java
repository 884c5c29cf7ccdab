package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.Keyspace;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes room by taking keys out, as {@code maxmemory-policy} says. What is to go is found as in Redis: of each database a
 * few keys are sampled, and the best candidates so far stay in a small pool from one round to the next, which comes close
 * to a true order for the price of a few looks.
 *
 * <p>Source: Redis' approximated LRU with an eviction pool. Used under the engine's lock.
 */
final class Eviction {

    /** How an attempt to make room ended. */
    enum Outcome {
        /** There is room. */
        ROOM,
        /** There is not yet, but the time for one command was up: others will go on. */
        UNFINISHED,
        /** There is none, and nothing to take out. */
        NO_ROOM
    }

    /** By what keys are told apart. */
    private enum Order {
        NONE,
        USE,
        TIME_TO_LIVE,
        RANDOM
    }

    private record Candidate(Keyspace db, byte[] key, long score) {}

    private static final int POOL = 16;
    /** After so many keys the clock is looked at. */
    private static final int TIME_CHECK = 16;

    private static final int MAX_TENACITY = 100;
    private static final int LINEAR_TENACITY = 10;
    private static final double TENACITY_GROWTH = 1.15;

    private final Dispatcher dispatcher;
    private final Memory memory;
    /** Ascending: the last one goes first. */
    private final Candidate[] pool = new Candidate[POOL];

    private int pooled;
    private Order order = Order.NONE;
    private boolean volatileOnly;
    private int samples = 5;
    private long nanosPerCommand;
    private int nextDatabase;

    Eviction(Dispatcher dispatcher, Memory memory) {
        this.dispatcher = dispatcher;
        this.memory = memory;
        tenacity(LINEAR_TENACITY);
    }

    /** {@code maxmemory-policy}. */
    void policy(String policy) {
        volatileOnly = policy.startsWith("volatile-");
        order = switch (policy) {
            case "allkeys-lru", "volatile-lru", "allkeys-lfu", "volatile-lfu" -> Order.USE;
            case "volatile-ttl" -> Order.TIME_TO_LIVE;
            case "allkeys-random", "volatile-random" -> Order.RANDOM;
            default -> Order.NONE;
        };
        dispatcher.time().usage().countFrequencies(policy.endsWith("-lfu"));
        clearPool();
    }

    /** Whether keys may go at all. */
    boolean isOn() {
        return order != Order.NONE;
    }

    /** {@code maxmemory-samples}. */
    void samples(int count) {
        samples = count;
    }

    /** {@code maxmemory-eviction-tenacity}: how long a command may wait for room, from 0 to 500 ms, and at 100 as long as it takes. */
    void tenacity(long level) {
        if (level >= MAX_TENACITY) nanosPerCommand = Long.MAX_VALUE;
        else if (level <= LINEAR_TENACITY) nanosPerCommand = TimeUnit.MICROSECONDS.toNanos(50 * level);
        else
            nanosPerCommand = (long)
                    (TimeUnit.MICROSECONDS.toNanos(500) * Math.pow(TENACITY_GROWTH, level - (double) LINEAR_TENACITY));
    }

    /** Takes keys out until there is room, or the time is up. */
    Outcome run() {
        if (memory.excess() <= 0) return Outcome.ROOM;
        if (order == Order.NONE) return Outcome.NO_ROOM;
        long start = System.nanoTime();
        for (int gone = 1; memory.excess() > 0; gone++) {
            if (!takeOne()) return Outcome.NO_ROOM;
            if (gone % TIME_CHECK == 0 && System.nanoTime() - start > nanosPerCommand) return Outcome.UNFINISHED;
        }
        return Outcome.ROOM;
    }

    private boolean takeOne() {
        return order == Order.RANDOM ? takeRandom() : takeBest();
    }

    /** From one database after the other, so that none is drained before another has given anything. */
    private boolean takeRandom() {
        Databases databases = dispatcher.databases();
        for (int i = 0; i < databases.count(); i++) {
            Keyspace db = databases.get(nextDatabase++ % databases.count());
            byte[] key = db.evictable(volatileOnly, dispatcher.random());
            if (key != null && db.evict(key)) return true;
        }
        return false;
    }

    private boolean takeBest() {
        while (true) {
            if (!fill()) return false;
            for (Candidate best = last(); best != null; best = last()) if (best.db.evict(best.key)) return true;
        }
    }

    private @Nullable Candidate last() {
        return pooled == 0 ? null : pool[--pooled];
    }

    /** Adds what a few samples of each database show; false when there is nothing that may go. */
    private boolean fill() {
        Databases databases = dispatcher.databases();
        boolean found = false;
        for (int i = 0; i < databases.count(); i++) {
            Keyspace db = databases.get(i);
            if (db.size() == 0) continue;
            found |= db.sample(
                    samples,
                    volatileOnly,
                    dispatcher.random(),
                    (key, idleness, expiresAt) ->
                            add(new Candidate(db, key, order == Order.USE ? idleness : Long.MAX_VALUE - expiresAt)));
        }
        return found;
    }

    @SuppressWarnings("NullAway") // What is beyond the pooled ones is never looked at.
    private void add(Candidate candidate) {
        int at = 0;
        while (at < pooled && pool[at].score < candidate.score) at++;
        if (pooled == POOL) {
            if (at == 0) return;
            // The one that is least likely to go makes room.
            System.arraycopy(pool, 1, pool, 0, at - 1);
            pool[at - 1] = candidate;
            return;
        }
        System.arraycopy(pool, at, pool, at + 1, pooled - at);
        pool[at] = candidate;
        pooled++;
    }

    private void clearPool() {
        pooled = 0;
    }
}
