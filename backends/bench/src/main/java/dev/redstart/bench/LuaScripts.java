package dev.redstart.bench;

import dev.redstart.Decoders;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.Script;
import dev.redstart.contract.servers.RedisServers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Scripts on the engine in this JVM: one that takes an amount from a balance if that is enough (GET, compare, DECRBY), by
 * EVALSHA; and a loop of a million additions, beside the same on a real Redis.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LuaScripts {

    /** Takes an amount from a balance if that is enough. */
    public static final String DEDUCT =
            """
            local balance = tonumber(redis.call('GET', KEYS[1]))
            local amount = tonumber(ARGV[1])
            if balance >= amount then return redis.call('DECRBY', KEYS[1], amount) end
            return -1""";

    private static final Script<Long> BY_SHA1 = Script.of(DEDUCT, Decoders.integer());

    private static final Script<Long> LOOP =
            Script.of("local s = 0 for i = 1, 1000000 do s = s + i end return s", Decoders.integer());

    private static final List<String> KEYS = List.of("balance");
    private static final List<String> AMOUNT = List.of("1");
    private static final List<String> NONE = List.of();

    private Redis engine;
    private Redis real;

    @Setup
    public void open() {
        engine = Redstart.open("redstart:engine:");
        real = Redstart.open("redstart:jedis:" + RedisServers.shared().uri());
        engine.set("balance", "1000000000000");
    }

    @TearDown
    public void close() {
        engine.close();
        real.close();
    }

    @Benchmark
    public Long deduct() {
        return engine.run(BY_SHA1, KEYS, AMOUNT);
    }

    @Benchmark
    public Long loop() {
        return engine.run(LOOP, NONE, NONE);
    }

    /** With a round trip, which is nothing beside a million additions. */
    @Benchmark
    public Long loopOfRedis() {
        return real.run(LOOP, NONE, NONE);
    }
}
