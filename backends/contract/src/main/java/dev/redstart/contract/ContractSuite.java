package dev.redstart.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.AsyncRedis;
import dev.redstart.Bytes;
import dev.redstart.Codec;
import dev.redstart.CommandListener;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.TypedRedis;
import dev.redstart.contract.driver.Support;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base of the suites: one abstract class per family or feature, each case stating what any backend must do. A backend runs
 * them all by extending {@link RedisContract}. A case that needs what not every backend has says so with {@link Needs}.
 */
@ExtendWith(ContractRules.class)
public abstract class ContractSuite {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern BLOCKED = Pattern.compile("blocked_clients:(\\d+)");

    protected final TestBackend backend;
    /** Text keys and values; empty at the beginning of each case. */
    protected final Redis redis;

    private final List<Redis> others = new ArrayList<>();

    protected ContractSuite(TestBackend backend) {
        this.backend = backend;
        this.redis = backend.redis();
    }

    @BeforeEach
    void empty() {
        redis.call("FLUSHALL");
    }

    @AfterEach
    void closeOthers() {
        others.forEach(Redis::close);
    }

    /** The same data as bytes. */
    protected final TypedRedis<Bytes, Bytes> binary() {
        return redis.with(Codec.bytes(), Codec.bytes());
    }

    protected final AsyncRedis<String, String> async() {
        return redis.async();
    }

    /** A second handle on the same data, for a case that closes it or needs another client; closed after the case. */
    protected final Redis another() {
        return closedAfterwards(Redstart.open(backend.url()));
    }

    /** As {@link #another()}, with callbacks on this executor. */
    protected final Redis another(Executor callbacks) {
        return closedAfterwards(
                Redstart.builder(backend.url()).executor(callbacks).open());
    }

    /** As {@link #another()}, with a listener to its commands. */
    protected final Redis watchedBy(CommandListener listener) {
        return closedAfterwards(
                Redstart.builder(backend.url()).commandListener(listener).open());
    }

    private Redis closedAfterwards(Redis other) {
        others.add(other);
        return other;
    }

    /** The encoding of a key's value, as {@code listpack}. */
    protected final String encodingOf(String key) {
        return redis.call("OBJECT", "ENCODING", key) instanceof Reply.Blob b ? new String(b.value(), UTF_8) : "none";
    }

    /** Returns when {@code condition} holds, and fails when it does not in good time. */
    protected static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never happened within " + PATIENCE + ": " + what);
            LockSupport.parkNanos(500_000);
        }
    }

    /**
     * Returns when exactly so many clients wait on the server in a blocking command. A backend without {@code INFO} is one in
     * this JVM, where a command that {@code async()} was given waits already.
     */
    protected final void awaitBlocked(int clients) {
        if (!redis.capabilities().supports("INFO")) return;
        eventually(clients + " blocked clients", () -> blockedClients() == clients);
    }

    /** Of all primaries. */
    private long blockedClients() {
        if (redis.capabilities().has(Feature.MULTI_SLOT))
            return redis.info("clients").blockedClients().orElseThrow();
        long blocked = 0;
        Set<String> primaries = new HashSet<>();
        redis.clusterSlots()
                .forEach(range -> primaries.add(
                        range.primary().host() + ":" + range.primary().port()));
        for (String primary : primaries) {
            Reply info = redis.call(Request.of("INFO").arg("clients").to(Route.node(primary)));
            Matcher number = BLOCKED.matcher(Support.text(info));
            if (number.find()) blocked += Long.parseLong(number.group(1));
        }
        return blocked;
    }
}
