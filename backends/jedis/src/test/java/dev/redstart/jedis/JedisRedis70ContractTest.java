package dev.redstart.jedis;

import dev.redstart.contract.RedisContract;
import dev.redstart.contract.TestBackends;
import dev.redstart.contract.servers.RedisBinaries;
import dev.redstart.contract.servers.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract on Redis 7.0, as Debian 12 has it, where there is one; it is never installed for this. */
@EnabledIf(value = "isThere", disabledReason = "no Redis 7.0 in REDSTART_REDIS_70 or on PATH")
class JedisRedis70ContractTest extends RedisContract {

    JedisRedis70ContractTest() {
        super(TestBackends.of("jedis/redis-7.0", "redstart:jedis:" + Old.SERVER.uri() + "/0"));
    }

    /** Started when the class is found to run. */
    private static final class Old {
        static final RedisServer SERVER = RedisServer.builder()
                .binaries(RedisBinaries.debian70().orElseThrow())
                .start();
    }

    static boolean isThere() {
        return RedisBinaries.debian70().isPresent();
    }

    @AfterAll
    void stop() {
        Old.SERVER.close();
    }
}
