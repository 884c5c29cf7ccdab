package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.GetexOptions;
import dev.redstart.SetOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strings: the options of SET and GETEX, and which commands keep or lose a time to live. */
public abstract class StringExpiryContract extends ContractSuite {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant PAST = Instant.ofEpochSecond(1_000_000_000);

    protected StringExpiryContract(TestBackend backend) {
        super(backend);
    }

    private void lives(String key, Duration atMost) {
        assertThat(redis.pttl(key).get()).isBetween(atMost.minusMinutes(1), atMost);
    }

    private void livesForEver(String key) {
        assertThat(redis.pttl(key).isPersistent()).isTrue();
    }

    @Test
    void setIfAbsent() {
        assertThat(redis.set("k", "1", SetOptions.ifAbsent())).isTrue();
        assertThat(redis.set("k", "2", SetOptions.ifAbsent())).isFalse();
        assertThat(redis.get("k")).isEqualTo("1");
    }

    @Test
    void setIfPresent() {
        assertThat(redis.set("k", "1", SetOptions.ifPresent())).isFalse();
        assertThat(redis.get("k")).isNull();
        redis.set("k", "1");
        assertThat(redis.set("k", "2", SetOptions.ifPresent())).isTrue();
        assertThat(redis.get("k")).isEqualTo("2");
    }

    @Test
    void setForATime() {
        redis.set("k", "v", SetOptions.expireAfter(HOUR));
        lives("k", HOUR);
        redis.set("k", "v", SetOptions.expireAt(Instant.ofEpochMilli(4_000_000_000_123L)));
        assertThat(redis.pexpiretime("k").get()).isEqualTo(Instant.ofEpochMilli(4_000_000_000_123L));
        redis.call("SET", "k", "v", "EX", "3600");
        lives("k", HOUR);
        redis.call("SET", "k", "v", "EXAT", "4000000000");
        assertThat(redis.expiretime("k").get()).isEqualTo(Instant.ofEpochSecond(4_000_000_000L));
    }

    @Test
    void setUntilAPastTimeDeletes() {
        redis.set("k", "old");
        assertThat(redis.set("k", "v", SetOptions.expireAt(PAST))).isTrue();
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    void setTakesTheTimeToLiveAwayUnlessToldNotTo() {
        redis.set("k", "v", SetOptions.expireAfter(HOUR));
        redis.set("k", "w", SetOptions.keepTtl());
        lives("k", HOUR);
        assertThat(redis.get("k")).isEqualTo("w");
        redis.set("k", "x");
        livesForEver("k");
        redis.set("new", "v", SetOptions.keepTtl());
        livesForEver("new");
    }

    @Test
    void setByConditionForATime() {
        assertThat(redis.set("k", "1", SetOptions.ifAbsent().expireAfter(HOUR))).isTrue();
        assertThat(redis.set("k", "2", SetOptions.ifAbsent().expireAfter(Duration.ofHours(2))))
                .isFalse();
        lives("k", HOUR);
        assertThat(redis.set("k", "3", SetOptions.ifPresent().keepTtl())).isTrue();
        lives("k", HOUR);
    }

    @Test
    void setGetGivesTheOldValue() {
        assertThat(redis.setGet("k", "1")).isNull();
        assertThat(redis.setGet("k", "2")).isEqualTo("1");
        assertThat(redis.setGet("k", "3", SetOptions.expireAfter(HOUR))).isEqualTo("2");
        lives("k", HOUR);
        assertThat(redis.setGet("k", "4")).isEqualTo("3");
        livesForEver("k");
    }

    @Test
    void setGetTellsByTheOldValueWhetherTheConditionHeld() {
        assertThat(redis.setGet("k", "1", SetOptions.ifPresent())).isNull();
        assertThat(redis.get("k")).isNull();
        assertThat(redis.setGet("k", "1", SetOptions.ifAbsent())).isNull();
        assertThat(redis.setGet("k", "2", SetOptions.ifAbsent())).isEqualTo("1");
        assertThat(redis.get("k")).isEqualTo("1");
        assertThat(redis.setGet("k", "2", SetOptions.ifPresent())).isEqualTo("1");
        assertThat(redis.get("k")).isEqualTo("2");
    }

    @Test
    void setGetOfAnotherTypeSetsNothing() {
        redis.call("RPUSH", "list", "a");
        Refused.asWrongType(() -> redis.setGet("list", "v"));
        Refused.asWrongType(() -> redis.setGet("list", "v", SetOptions.ifAbsent()));
        assertThat(redis.type("list")).isEqualTo("list");
        assertThat(redis.set("list", "v", SetOptions.ifAbsent())).isFalse();
    }

    @Test
    void optionsThatContradictEachOtherAreAnError() {
        Refused.with("ERR syntax error", () -> redis.call("SET", "k", "v", "NX", "XX"));
        Refused.with("ERR syntax error", () -> redis.call("SET", "k", "v", "EX", "10", "PX", "10"));
        Refused.with("ERR syntax error", () -> redis.call("SET", "k", "v", "EX", "10", "KEEPTTL"));
        Refused.with("ERR syntax error", () -> redis.call("SET", "k", "v", "EX"));
        Refused.with("ERR syntax error", () -> redis.call("SET", "k", "v", "NONE"));
        Refused.with("ERR syntax error", () -> redis.call("GETEX", "k", "EX", "10", "PERSIST"));
    }

    @Test
    void aTimeThatIsNoneIsAnError() {
        redis.set("k", "v");
        Refused.with("ERR invalid expire time in 'set' command", () -> redis.call("SET", "k", "v", "EX", "0"));
        Refused.with("ERR invalid expire time in 'set' command", () -> redis.call("SET", "k", "v", "PX", "-1"));
        Refused.with("ERR invalid expire time in 'set' command", () -> redis.call("SET", "k", "v", "PXAT", "0"));
        Refused.with(
                "ERR invalid expire time in 'set' command",
                () -> redis.call("SET", "k", "v", "EX", "9223372036854775807"));
        Refused.with("ERR invalid expire time in 'setex' command", () -> redis.call("SETEX", "k", "0", "v"));
        Refused.with("ERR invalid expire time in 'psetex' command", () -> redis.call("PSETEX", "k", "-5", "v"));
        Refused.with("ERR invalid expire time in 'getex' command", () -> redis.call("GETEX", "k", "EX", "0"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("SET", "k", "v", "EX", "soon"));
        livesForEver("k");
    }

    @Test
    void setexAndPsetexSetForATime() {
        redis.setex("k", HOUR, "v");
        assertThat(redis.get("k")).isEqualTo("v");
        lives("k", HOUR);
        redis.psetex("k", Duration.ofHours(2), "w");
        assertThat(redis.get("k")).isEqualTo("w");
        lives("k", Duration.ofHours(2));
    }

    @Test
    void getexGivesTheValueAndChangesItsTime() {
        redis.set("k", "v");
        assertThat(redis.getex("k", GetexOptions.expireAfter(HOUR))).isEqualTo("v");
        lives("k", HOUR);
        assertThat(redis.getex("k", GetexOptions.expireAt(Instant.ofEpochMilli(4_000_000_000_123L))))
                .isEqualTo("v");
        assertThat(redis.pexpiretime("k").get()).isEqualTo(Instant.ofEpochMilli(4_000_000_000_123L));
        assertThat(redis.getex("k", GetexOptions.persist())).isEqualTo("v");
        livesForEver("k");
        redis.call("GETEX", "k", "EX", "3600");
        lives("k", HOUR);
        redis.call("GETEX", "k", "EXAT", "4000000000");
        assertThat(redis.expiretime("k").get()).isEqualTo(Instant.ofEpochSecond(4_000_000_000L));
        redis.call("GETEX", "k");
        assertThat(redis.expiretime("k").get()).isEqualTo(Instant.ofEpochSecond(4_000_000_000L));
    }

    @Test
    void getexUntilAPastTimeTakesTheKeyAway() {
        redis.set("k", "v");
        assertThat(redis.getex("k", GetexOptions.expireAt(PAST))).isEqualTo("v");
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    void getexOfNothingMakesNothing() {
        assertThat(redis.getex("k", GetexOptions.expireAfter(HOUR))).isNull();
        assertThat(redis.exists("k")).isZero();
        redis.call("RPUSH", "list", "a");
        Refused.asWrongType(() -> redis.getex("list", GetexOptions.expireAfter(HOUR)));
        livesForEver("list");
    }

    @Test
    void aChangeInPlaceKeepsTheTimeToLive() {
        redis.set("k", "1", SetOptions.expireAfter(HOUR));
        redis.append("k", "2");
        redis.setrange("k", 0, "3");
        redis.incr("k");
        redis.incrby("k", 2);
        redis.decr("k");
        redis.decrby("k", 2);
        redis.incrbyfloat("k", 0.5);
        assertThat(redis.get("k")).isEqualTo("32.5");
        lives("k", HOUR);
    }

    @Test
    void aNewValueTakesTheTimeToLiveAway() {
        redis.mset(Map.of("a", "1", "b", "1"));
        redis.expire("a", HOUR);
        redis.expire("b", HOUR);
        redis.getset("a", "2");
        redis.mset(Map.of("b", "2"));
        livesForEver("a");
        livesForEver("b");
    }
}
