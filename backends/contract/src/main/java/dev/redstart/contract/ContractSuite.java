package dev.redstart.contract;

import dev.redstart.AsyncRedis;
import dev.redstart.Bytes;
import dev.redstart.Codec;
import dev.redstart.Redis;
import dev.redstart.TypedRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base of the suites: one abstract class per family or feature, each case stating what any backend must do. A backend runs
 * them all by extending {@link RedisContract}. A case that needs what not every backend has says so with {@link Needs}.
 */
@ExtendWith(ContractRules.class)
public abstract class ContractSuite {

    protected final TestBackend backend;
    /** Text keys and values; empty at the beginning of each case. */
    protected final Redis redis;

    protected ContractSuite(TestBackend backend) {
        this.backend = backend;
        this.redis = backend.redis();
    }

    @BeforeEach
    void empty() {
        redis.call("FLUSHALL");
    }

    /** The same data as bytes. */
    protected final TypedRedis<Bytes, Bytes> binary() {
        return redis.with(Codec.bytes(), Codec.bytes());
    }

    protected final AsyncRedis<String, String> async() {
        return redis.async();
    }

    /** The encoding of a key's value, as {@code listpack}. */
    protected final String encodingOf(String key) {
        return redis.call("OBJECT", "ENCODING", key) instanceof dev.redstart.spi.Reply.Blob b
                ? new String(b.value(), java.nio.charset.StandardCharsets.UTF_8)
                : "none";
    }
}
