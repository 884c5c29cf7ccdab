package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.ExpireCondition;
import dev.redstart.Expiry;
import dev.redstart.ScanCursor;
import dev.redstart.SetOptions;
import dev.redstart.spi.Feature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Keys: how long they live. */
public abstract class ExpiryContract extends ContractSuite {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant PAST = Instant.ofEpochSecond(1_000_000_000);
    private static final Instant FUTURE = Instant.ofEpochMilli(4_000_000_000_123L);

    protected ExpiryContract(TestBackend backend) {
        super(backend);
    }

    private void lives(String key, Duration atMost) {
        assertThat(redis.pttl(key).get()).isBetween(atMost.minusMinutes(1), atMost);
    }

    @Test
    void aMissingKeyHasNoTime() {
        assertThat(redis.ttl("k").isMissing()).isTrue();
        assertThat(redis.pttl("k").isMissing()).isTrue();
        assertThat(redis.expiretime("k").isMissing()).isTrue();
        assertThat(redis.pexpiretime("k").isMissing()).isTrue();
    }

    @Test
    void aKeyLivesForEverUnlessToldOtherwise() {
        redis.set("k", "v");
        assertThat(redis.ttl("k").isPersistent()).isTrue();
        assertThat(redis.pttl("k").isPersistent()).isTrue();
        assertThat(redis.expiretime("k").isPersistent()).isTrue();
        assertThat(redis.pexpiretime("k").isPersistent()).isTrue();
    }

    @Test
    void expireSetsATime() {
        redis.set("k", "v");
        assertThat(redis.expire("k", HOUR)).isTrue();
        lives("k", HOUR);
        assertThat(redis.ttl("k").get()).isBetween(Duration.ofMinutes(59), HOUR);
        assertThat(redis.pexpire("k", DAY)).isTrue();
        lives("k", DAY);
        assertThat(redis.get("k")).isEqualTo("v");
    }

    @Test
    void expireatSetsAPointInTime() {
        redis.set("k", "v");
        assertThat(redis.expireat("k", FUTURE)).isTrue();
        assertThat(redis.pexpiretime("k").get()).isEqualTo(Instant.ofEpochSecond(4_000_000_001L));
        assertThat(redis.pexpireat("k", FUTURE)).isTrue();
        assertThat(redis.pexpiretime("k").get()).isEqualTo(FUTURE);
    }

    @Test
    void wholeSecondsAreTheNearestOnes() {
        redis.set("k", "v");
        redis.pexpireat("k", Instant.ofEpochMilli(4_000_000_000_499L));
        assertThat(redis.expiretime("k").get()).isEqualTo(Instant.ofEpochSecond(4_000_000_000L));
        redis.pexpireat("k", Instant.ofEpochMilli(4_000_000_000_500L));
        assertThat(redis.expiretime("k").get()).isEqualTo(Instant.ofEpochSecond(4_000_000_001L));
    }

    @Test
    void whatIsMissingCannotExpire() {
        assertThat(redis.expire("k", HOUR)).isFalse();
        assertThat(redis.pexpire("k", HOUR)).isFalse();
        assertThat(redis.expireat("k", FUTURE)).isFalse();
        assertThat(redis.pexpireat("k", PAST)).isFalse();
        assertThat(redis.persist("k")).isFalse();
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    void aPastTimeDeletes() {
        for (String k : new String[] {"a", "b", "c", "d", "e"}) redis.set(k, "v");
        assertThat(redis.expireat("a", PAST)).isTrue();
        assertThat(redis.pexpireat("b", PAST)).isTrue();
        redis.call("EXPIRE", "c", "0");
        redis.call("PEXPIRE", "d", "-1");
        assertThat(redis.expireat("e", Instant.ofEpochSecond(-5))).isTrue();
        assertThat(redis.exists("a", "b", "c", "d", "e")).isZero();
        assertThat(redis.pttl("a").isMissing()).isTrue();
    }

    @Test
    void persistTakesTheTimeAway() {
        redis.set("k", "v", SetOptions.expireAfter(HOUR));
        assertThat(redis.persist("k")).isTrue();
        assertThat(redis.pttl("k").isPersistent()).isTrue();
        assertThat(redis.persist("k")).isFalse();
    }

    @Test
    void onlyWithoutATime() {
        redis.set("k", "v");
        assertThat(redis.expire("k", HOUR, ExpireCondition.NX)).isTrue();
        assertThat(redis.expire("k", DAY, ExpireCondition.NX)).isFalse();
        assertThat(redis.pexpire("k", DAY, ExpireCondition.NX)).isFalse();
        lives("k", HOUR);
        redis.persist("k");
        assertThat(redis.pexpireat("k", FUTURE, ExpireCondition.NX)).isTrue();
        assertThat(redis.expireat("k", FUTURE, ExpireCondition.NX)).isFalse();
    }

    @Test
    void onlyWithATime() {
        redis.set("k", "v");
        assertThat(redis.expire("k", HOUR, ExpireCondition.XX)).isFalse();
        assertThat(redis.pexpire("k", HOUR, ExpireCondition.XX)).isFalse();
        assertThat(redis.expireat("k", PAST, ExpireCondition.XX)).isFalse();
        assertThat(redis.pexpireat("k", PAST, ExpireCondition.XX)).isFalse();
        assertThat(redis.pttl("k").isPersistent()).isTrue();
        redis.expire("k", DAY);
        assertThat(redis.expire("k", HOUR, ExpireCondition.XX)).isTrue();
        lives("k", HOUR);
    }

    @Test
    void onlyLater() {
        redis.set("k", "v");
        assertThat(redis.expire("k", HOUR, ExpireCondition.GT)).isFalse();
        assertThat(redis.pttl("k").isPersistent()).isTrue();
        redis.expire("k", HOUR);
        assertThat(redis.pexpire("k", Duration.ofMinutes(1), ExpireCondition.GT))
                .isFalse();
        lives("k", HOUR);
        assertThat(redis.pexpire("k", DAY, ExpireCondition.GT)).isTrue();
        lives("k", DAY);
        redis.pexpireat("k", FUTURE);
        assertThat(redis.pexpireat("k", FUTURE, ExpireCondition.GT)).isFalse();
        assertThat(redis.expireat("k", FUTURE, ExpireCondition.GT)).isTrue();
    }

    @Test
    void onlyEarlier() {
        redis.set("k", "v");
        assertThat(redis.expire("k", DAY, ExpireCondition.LT)).isTrue();
        assertThat(redis.pexpire("k", HOUR, ExpireCondition.LT)).isTrue();
        lives("k", HOUR);
        assertThat(redis.expire("k", DAY, ExpireCondition.LT)).isFalse();
        assertThat(redis.expireat("k", FUTURE, ExpireCondition.LT)).isFalse();
        lives("k", HOUR);
        redis.pexpireat("k", FUTURE);
        assertThat(redis.pexpireat("k", FUTURE, ExpireCondition.LT)).isFalse();
        assertThat(redis.pexpireat("k", PAST, ExpireCondition.LT)).isTrue();
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    void onlyEarlierThanATimeItHas() {
        redis.set("k", "v");
        assertThat(redis.expire("k", HOUR, ExpireCondition.XX_LT)).isFalse();
        redis.expire("k", DAY);
        assertThat(redis.expire("k", HOUR, ExpireCondition.XX_LT)).isTrue();
        assertThat(redis.expire("k", DAY, ExpireCondition.XX_LT)).isFalse();
        lives("k", HOUR);
    }

    @Test
    void conditionsThatContradictEachOtherAreAnError() {
        redis.set("k", "v");
        String nx = "ERR NX and XX, GT or LT options at the same time are not compatible";
        Refused.with(nx, () -> redis.call("EXPIRE", "k", "10", "NX", "XX"));
        Refused.with(nx, () -> redis.call("PEXPIREAT", "k", "10", "NX", "LT"));
        Refused.with(
                "ERR GT and LT options at the same time are not compatible",
                () -> redis.call("EXPIRE", "k", "10", "GT", "LT"));
        Refused.with("ERR Unsupported option NONE", () -> redis.call("EXPIRE", "k", "10", "NONE"));
        assertThat(redis.pttl("k").isPersistent()).isTrue();
    }

    @Test
    void aTimeBeyondReckoningIsAnError() {
        redis.set("k", "v");
        Refused.with(
                "ERR invalid expire time in 'expire' command",
                () -> redis.expire("k", Duration.ofSeconds(Long.MAX_VALUE)));
        Refused.with(
                "ERR invalid expire time in 'pexpire' command",
                () -> redis.pexpire("k", Duration.ofMillis(Long.MAX_VALUE)));
        Refused.with(
                "ERR invalid expire time in 'expireat' command",
                () -> redis.call("EXPIREAT", "k", "9223372036854775807"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("EXPIRE", "k", "soon"));
        assertThat(redis.pttl("k").isPersistent()).isTrue();
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void aKeyWhoseTimeComesIsGone() {
        redis.set("k", "v", SetOptions.expireAfter(Duration.ofMillis(1)));
        redis.set("other", "v");
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (redis.exists("k") == 1 && System.nanoTime() < patience) Thread.onSpinWait();
        assertThat(redis.get("k")).isNull();
        assertThat(redis.type("k")).isEqualTo("none");
        assertThat(redis.ttl("k")).isEqualTo(Expiry.missing());
        assertThat(redis.keys("*")).containsExactly("other");
        assertThat(redis.scan(ScanCursor.START).elements()).containsExactly("other");
        assertThat(redis.randomkey()).isEqualTo("other");
        assertThat(redis.del("k")).isZero();
        assertThat(redis.setnx("k", "again")).isTrue();
        assertThat(redis.pttl("k").isPersistent()).isTrue();
    }

    @Test
    void everyTypeExpires() {
        redis.call("RPUSH", "list", "a");
        redis.call("SADD", "set", "a");
        redis.call("ZADD", "zset", "1", "a");
        redis.call("HSET", "hash", "f", "v");
        for (String key : new String[] {"list", "set", "zset", "hash"}) {
            redis.expire(key, HOUR);
            lives(key, HOUR);
        }
        redis.call("RPUSH", "list", "b");
        redis.call("SADD", "set", "b");
        redis.call("ZADD", "zset", "2", "b");
        redis.call("HSET", "hash", "g", "w");
        for (String key : new String[] {"list", "set", "zset", "hash"}) {
            lives(key, HOUR);
            redis.pexpireat(key, PAST);
        }
        assertThat(redis.dbsize()).isZero();
    }

    @Test
    void aNewKeyDoesNotInheritTheTimeOfADeletedOne() {
        redis.set("k", "v", SetOptions.expireAfter(HOUR));
        redis.del("k");
        redis.append("k", "v");
        assertThat(redis.pttl("k").isPersistent()).isTrue();
    }
}
