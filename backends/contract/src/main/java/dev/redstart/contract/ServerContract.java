package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.FlushMode;
import dev.redstart.SetOptions;
import dev.redstart.TypedRedis;
import dev.redstart.spi.Feature;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server as a whole: its databases, its clock, its replicas. */
public abstract class ServerContract extends ContractSuite {

    protected ServerContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void keysAreCounted() {
        assertThat(redis.dbsize()).isZero();
        redis.mset(Map.of("a", "1", "b", "2"));
        assertThat(redis.dbsize()).isEqualTo(2);
        redis.del("a");
        assertThat(redis.dbsize()).isEqualTo(1);
    }

    @Test
    void flushingEmpties() {
        redis.set("k", "v");
        redis.flushdb();
        assertThat(redis.dbsize()).isZero();
        redis.set("k", "v");
        redis.flushdb(FlushMode.ASYNC);
        assertThat(redis.dbsize()).isZero();
        redis.set("k", "v");
        redis.flushdb(FlushMode.SYNC);
        assertThat(redis.dbsize()).isZero();
        redis.set("k", "v");
        redis.flushall();
        assertThat(redis.dbsize()).isZero();
        redis.set("k", "v");
        redis.flushall(FlushMode.ASYNC);
        assertThat(redis.dbsize()).isZero();
        redis.set("k", "v");
        redis.flushall(FlushMode.SYNC);
        assertThat(redis.dbsize()).isZero();
        Refused.with("ERR syntax error", () -> redis.call("FLUSHDB", "LATER"));
        Refused.with("ERR syntax error", () -> redis.call("FLUSHALL", "LATER"));
    }

    @Test
    @Needs(Feature.DATABASES)
    void databasesAreApart() {
        TypedRedis<String, String> other = redis.database(1);
        redis.set("k", "0");
        other.set("k", "1");
        assertThat(redis.get("k")).isEqualTo("0");
        redis.flushdb();
        assertThat(redis.dbsize()).isZero();
        assertThat(other.get("k")).isEqualTo("1");
        redis.flushall();
        assertThat(other.dbsize()).isZero();
    }

    @Test
    @Needs(Feature.DATABASES)
    void databasesMayBeExchanged() {
        TypedRedis<String, String> other = redis.database(1);
        redis.set("k", "0", SetOptions.expireAfter(Duration.ofHours(1)));
        other.set("k", "1");
        redis.swapdb(0, 1);
        assertThat(redis.get("k")).isEqualTo("1");
        assertThat(other.get("k")).isEqualTo("0");
        assertThat(other.pttl("k").isExpiring()).isTrue();
        assertThat(redis.pttl("k").isPersistent()).isTrue();
        redis.swapdb(1, 1);
        assertThat(other.get("k")).isEqualTo("0");
        Refused.with("ERR DB index is out of range", () -> redis.swapdb(0, 99999));
        Refused.with("ERR invalid first DB index", () -> redis.call("SWAPDB", "a", "1"));
        Refused.with("ERR invalid second DB index", () -> redis.call("SWAPDB", "1", "b"));
    }

    @Test
    void theClockIsTheOneThatKeysExpireBy() {
        Instant before = redis.time();
        redis.set("k", "v", SetOptions.expireAfter(Duration.ofHours(1)));
        Instant expires = redis.pexpiretime("k").get();
        Instant after = redis.time();
        assertThat(expires).isBetween(before.plus(Duration.ofHours(1)).minusMillis(1), after.plus(Duration.ofHours(1)));
        assertThat(before.getNano() % 1000).isZero();
    }

    @Test
    @Needs(value = Feature.MULTI_SLOT, commands = "WAIT", alone = true)
    void withoutReplicasWaitingEndsAtItsTimeout() {
        assertThat(redis.waitReplicas(0, null)).isZero();
        assertThat(redis.waitReplicas(1, Duration.ofMillis(1))).isZero();
        Refused.with("ERR timeout is negative", () -> redis.call("WAIT", "0", "-1"));
    }

    @Test
    @Needs(commands = "WAITAOF")
    void withoutReplicasNoneHasItOnDisk() {
        assertThat(redis.waitaof(0, 0, null).replicas()).isZero();
        assertThat(redis.waitaof(0, 1, Duration.ofMillis(1)).replicas()).isZero();
        Refused.with(
                "ERR value is out of range, value must between 0 and 1", () -> redis.call("WAITAOF", "2", "0", "0"));
    }
}
