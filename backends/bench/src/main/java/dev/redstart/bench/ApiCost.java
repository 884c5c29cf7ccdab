package dev.redstart.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redstart.Pipeline;
import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The cost of a typed call above a transport that answers at once; keys and values of 16 characters. {@code floor} is what
 * nobody can save: encoding the key, making the request's array, decoding the value.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ApiCost {

    private static final int BATCH = 100;
    private final Reply value = Reply.blob("value-0123456789");
    private final InstantTransport transport = new InstantTransport(value);
    private final Redis gets = Redstart.over(transport);
    private final Redis sets = Redstart.over(new InstantTransport(Reply.OK));
    private final String[] keys = new String[1024];
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < keys.length; i++) keys[i] = String.format("key-%012d", i);
    }

    private String key() {
        return keys[next++ & 1023];
    }

    /** By hand, without the API. */
    @Benchmark
    public String floor() {
        Request request = Request.read("GET", 1).key(key().getBytes(UTF_8)).build();
        return new String(((Reply.Blob) transport.call(request)).value(), UTF_8);
    }

    @Benchmark
    public @Nullable String get() {
        return gets.get(key());
    }

    @Benchmark
    public void set() {
        sets.set(key(), "value-0123456789");
    }

    @Benchmark
    public @Nullable String asyncGet() {
        return gets.async().get(key()).get();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void pipelineOf100(Blackhole hole) {
        try (Pipeline pipeline = gets.pipeline()) {
            var last = pipeline.get(key());
            for (int i = 1; i < BATCH; i++) last = pipeline.get(key());
            pipeline.flush();
            hole.consume(last.get());
        }
    }
}
