package dev.redstart.contract.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Result;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Eight threads that write without a pause and look at every reply: each value carries its key, each counter belongs to one
 * thread, so a reply that was given to the wrong caller and a command that was done twice both show.
 */
final class Writers implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int PIPELINE = 10;

    private final Redis redis;
    private final List<String> tags;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Count> counts = new ConcurrentHashMap<>();
    private final Queues seen = new Queues();
    private volatile boolean stopped;

    /** What became of the increments of one counter. */
    private static final class Count {
        final AtomicLong acknowledged = new AtomicLong();
        final AtomicLong unknown = new AtomicLong();
        long last;
    }

    /** What went wrong, in the words and the phase of the driver; and what must not happen at all. */
    private static final class Queues {
        final ConcurrentLinkedQueue<RedisException> failures = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    }

    /** @param tags hash tags; every thread writes to keys of each */
    Writers(Redis redis, List<String> tags) {
        this.redis = redis;
        this.tags = tags;
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Thread thread = new Thread(() -> write(number), "writer-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void write(int thread) {
        for (long round = 0; !stopped; round++) {
            for (String tag : tags) {
                String key = "{" + tag + "}:" + thread;
                switch (thread % 3) {
                    case 0 -> single(key, round);
                    case 1 -> pipeline(key, round);
                    default -> asynchronous(key, round);
                }
            }
        }
    }

    private void single(String key, long round) {
        increment(key, () -> redis.incr(key + ":n"));
        echo(key, round, () -> {
            redis.set(key, key + "=" + round);
            return redis.get(key);
        });
    }

    private void asynchronous(String key, long round) {
        Result<Long> n = redis.async().incr(key + ":n");
        Result<String> value = redis.async().get(key);
        increment(key, n::get);
        echo(key, round, value::get);
        echo(key, round, () -> redis.async().setGet(key, key + "=" + round).get());
    }

    private void pipeline(String key, long round) {
        List<Result<Long>> increments = new ArrayList<>();
        Result<String> value;
        try (Pipeline p = redis.pipeline()) {
            p.set(key, key + "=" + round);
            for (int i = 0; i < PIPELINE; i++) increments.add(p.incr(key + ":n"));
            value = p.get(key);
            try {
                p.flush();
            } catch (RedisException e) {
                // Each result tells its own part of it.
            }
        }
        increments.forEach(n -> increment(key, n::get));
        echo(key, round, value::get);
    }

    private interface Call<T> {
        T run();
    }

    private void increment(String key, Call<Long> call) {
        Count count = counts.computeIfAbsent(key, k -> new Count());
        try {
            long n = call.run();
            count.acknowledged.incrementAndGet();
            if (n <= count.last && seen.failures.isEmpty()) seen.wrong.add(key + " was " + count.last + ", is " + n);
            count.last = n;
        } catch (RedisException e) {
            if (e.phase() == Phase.UNKNOWN) count.unknown.incrementAndGet();
            seen.failures.add(e);
        }
    }

    private void echo(String key, long round, Call<String> call) {
        try {
            String value = call.run();
            if (value != null && !value.startsWith(key + "=")) seen.wrong.add(key + " is " + value);
        } catch (RedisException e) {
            seen.failures.add(e);
        }
    }

    /** How many increments have been acknowledged so far. */
    long acknowledged() {
        return counts.values().stream().mapToLong(c -> c.acknowledged.get()).sum();
    }

    long acknowledged(String tag) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().startsWith("{" + tag + "}"))
                .mapToLong(e -> e.getValue().acknowledged.get())
                .sum();
    }

    /** Returns when so many more have been acknowledged for keys of this tag. */
    void awaitMore(String tag, int more) {
        long goal = acknowledged(tag) + more;
        ClusterCase.eventually("writes to " + tag + " go on", () -> acknowledged(tag) >= goal);
    }

    List<RedisException> failures() {
        return List.copyOf(seen.failures);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            while (thread.isAlive()) LockSupport.parkNanos(1_000_000);
        }
    }

    /** After the end: nobody got another's reply, nothing was done twice. */
    void checkReplies() {
        assertThat(seen.wrong).isEmpty();
    }

    /**
     * After the end: every counter of these tags has what was acknowledged, and at most what may have been done beside it.
     */
    void checkNothingIsLost(List<String> ofTags) {
        counts.forEach((key, count) -> {
            if (ofTags.stream().noneMatch(tag -> key.startsWith("{" + tag + "}"))) return;
            long n = Long.parseLong(redis.get(key + ":n"));
            assertThat(n).as(key).isBetween(count.acknowledged.get(), count.acknowledged.get() + count.unknown.get());
        });
    }

    /** After the end, where a failover may have lost writes: no counter has more than was asked for. */
    void checkNothingIsDoneTwice() {
        counts.forEach((key, count) -> {
            String n = redis.get(key + ":n");
            assertThat(n == null ? 0 : Long.parseLong(n))
                    .as(key)
                    .isLessThanOrEqualTo(count.acknowledged.get() + count.unknown.get());
        });
    }
}
