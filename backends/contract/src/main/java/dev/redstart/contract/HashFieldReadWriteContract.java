package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.redstart.Expiry;
import dev.redstart.GetexOptions;
import dev.redstart.HsetexOptions;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields of hashes that are read or written and removed, or given an expiry, in one step. */
@Needs(commands = {"HGETDEL", "HGETEX", "HSETEX"})
public abstract class HashFieldReadWriteContract extends ContractSuite {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant PAST = Instant.ofEpochMilli(1);
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    protected HashFieldReadWriteContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void threeFields() {
        redis.hset("h", Map.of("a", "1", "b", "2", "c", "3"));
    }

    @Test
    void hgetdelTakesFieldsOut() {
        assertThat(redis.hgetdel("h", "a", "zz", "a")).containsExactly("1", null, null);
        assertThat(redis.hgetdel("none", "a", "b")).containsExactly(null, null);
        assertThat(redis.hgetall("h")).containsOnly(entry("b", "2"), entry("c", "3"));
        assertThat(redis.hgetdel("h", List.of("b", "c"))).containsExactly("2", "3");
        assertThat(redis.exists("h")).isZero();
    }

    @Test
    void hgetexGivesAnExpiry() {
        assertThat(redis.hgetex("h", GetexOptions.expireAfter(HOUR), "a", "zz")).containsExactly("1", null);
        assertThat(redis.hpttl("h", "a").get(0).get()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(redis.hgetex("h", GetexOptions.expireAt(FUTURE), List.of("a", "b")))
                .containsExactly("1", "2");
        assertThat(redis.hpexpiretime("h", "a", "b", "c"))
                .containsExactly(Expiry.of(FUTURE), Expiry.of(FUTURE), Expiry.persistent());
        assertThat(redis.hgetex("none", GetexOptions.expireAt(FUTURE), "a")).containsExactly((String) null);
    }

    @Test
    void hgetexTakesTheExpiryAway() {
        redis.hpexpireat("h", FUTURE, "a");
        assertThat(redis.hgetex("h", GetexOptions.persist(), "a", "b")).containsExactly("1", "2");
        assertThat(redis.hpttl("h", "a", "b")).containsExactly(Expiry.persistent(), Expiry.persistent());
    }

    @Test
    void hgetexWithATimeThatHasPassedReadsAndRemoves() {
        assertThat(redis.hgetex("h", GetexOptions.expireAt(PAST), "a", "b", "c"))
                .containsExactly("1", "2", "3");
        assertThat(redis.exists("h")).isZero();
    }

    @Test
    void hgetexTakesSeconds() {
        redis.call("HGETEX", "h", "EX", "3600", "FIELDS", "1", "a");
        redis.call("HGETEX", "h", "EXAT", "" + FUTURE.getEpochSecond(), "FIELDS", "1", "b");
        redis.call("HGETEX", "h", "FIELDS", "1", "c");
        assertThat(redis.hpttl("h", "a").get(0).get()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(redis.hpexpiretime("h", "b", "c")).containsExactly(Expiry.of(FUTURE), Expiry.persistent());
    }

    @Test
    void hsetexSetsFieldsWithAnExpiry() {
        assertThat(redis.hsetex("h", "a", "x", HsetexOptions.expireAfter(HOUR))).isTrue();
        assertThat(redis.hpttl("h", "a").get(0).get()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(redis.hsetex("h", Map.of("a", "y", "new", "z"), HsetexOptions.expireAt(FUTURE)))
                .isTrue();
        assertThat(redis.hpexpiretime("h", "a", "new", "b"))
                .containsExactly(Expiry.of(FUTURE), Expiry.of(FUTURE), Expiry.persistent());
        assertThat(redis.hmget("h", "a", "new")).containsExactly("y", "z");
    }

    @Test
    void hsetexNeedsAllFieldsToBeAbsent() {
        assertThat(redis.hsetex("h", Map.of("a", "x", "new", "y"), HsetexOptions.ifAllAbsent()))
                .isFalse();
        assertThat(redis.hmget("h", "a", "new")).containsExactly("1", null);
        assertThat(redis.hsetex("h", "new", "y", HsetexOptions.ifAllAbsent().expireAt(FUTURE)))
                .isTrue();
        assertThat(redis.hpexpiretime("h", "new")).containsExactly(Expiry.of(FUTURE));
    }

    @Test
    void hsetexNeedsAllFieldsToBePresent() {
        assertThat(redis.hsetex("h", Map.of("a", "x", "new", "y"), HsetexOptions.ifAllPresent()))
                .isFalse();
        assertThat(redis.hsetex("none", "a", "x", HsetexOptions.ifAllPresent())).isFalse();
        assertThat(redis.hsetex("h", Map.of("a", "x", "b", "y"), HsetexOptions.ifAllPresent()))
                .isTrue();
        assertThat(redis.hgetall("h")).containsOnly(entry("a", "x"), entry("b", "y"), entry("c", "3"));
        assertThat(redis.exists("none")).isZero();
    }

    @Test
    void hsetexKeepsTheExpiryOnlyWhenAsked() {
        redis.hpexpireat("h", FUTURE, "a", "b");
        redis.hsetex("h", "a", "x", HsetexOptions.keepTtl());
        redis.hsetex("h", "b", "x", HsetexOptions.ifAllPresent());
        assertThat(redis.hpexpiretime("h", "a", "b")).containsExactly(Expiry.of(FUTURE), Expiry.persistent());
    }

    @Test
    void hsetexWithATimeThatHasPassedRemovesTheField() {
        assertThat(redis.hsetex("h", "a", "x", HsetexOptions.expireAt(PAST))).isTrue();
        assertThat(redis.hexists("h", "a")).isFalse();
        assertThat(redis.hsetex("none", "a", "x", HsetexOptions.expireAt(PAST))).isTrue();
        assertThat(redis.exists("none")).isZero();
    }

    @Test
    void hsetexTakesSecondsAndOptionsInAnyOrder() {
        redis.call("HSETEX", "h", "EX", "3600", "FXX", "FIELDS", "1", "a", "x");
        Reply set = redis.call("HSETEX", "h", "FXX", "EXAT", "" + FUTURE.getEpochSecond(), "FIELDS", "1", "b", "y");
        assertThat(set).isEqualTo(Reply.integer(1));
        redis.call("HSETEX", "h", "FIELDS", "1", "c", "z");
        assertThat(redis.hpttl("h", "a").get(0).get()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(redis.hpexpiretime("h", "b", "c")).containsExactly(Expiry.of(FUTURE), Expiry.persistent());
    }

    @Test
    void badOptionsAreRefused() {
        String mismatch = "ERR The `numfields` parameter must match the number of arguments";
        Refused.with(mismatch, () -> redis.call("HGETDEL", "h", "FIELDS", "2", "a"));
        Refused.with(mismatch, () -> redis.call("HGETEX", "h", "FIELDS", "2", "a"));
        Refused.with(
                "ERR Number of fields must be a positive integer",
                () -> redis.call("HGETDEL", "h", "FIELDS", "0", "a"));
        Refused.with(
                "ERR Mandatory argument FIELDS is missing or not at the right position",
                () -> redis.call("HGETEX", "h", "EX", "10", "PX", "10", "FIELDS", "1", "a"));
        Refused.with(
                "ERR value is not an integer or out of range",
                () -> redis.call("HGETEX", "h", "PX", "soon", "FIELDS", "1", "a"));
        Refused.with(
                "ERR Only one of FXX or FNX arguments can be specified",
                () -> redis.call("HSETEX", "h", "FNX", "FXX", "FIELDS", "1", "a", "1"));
        Refused.with(
                "ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified",
                () -> redis.call("HSETEX", "h", "EX", "1", "KEEPTTL", "FIELDS", "1", "a", "1"));
        Refused.with("ERR unknown argument: FOO", () -> redis.call("HSETEX", "h", "FOO", "FIELDS", "1", "a", "1"));
        Refused.with("ERR invalid number of fields", () -> redis.call("HSETEX", "h", "FIELDS", "0", "a", "1"));
        Refused.with(
                "ERR wrong number of arguments for 'hsetex' command",
                () -> redis.call("HSETEX", "h", "FIELDS", "2", "a", "1"));
        Refused.with(
                "ERR invalid expire time, must be >= 0",
                () -> redis.call("HSETEX", "h", "EX", "-1", "FIELDS", "1", "a", "1"));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("s", "x");
        Refused.asWrongType(() -> redis.hgetdel("s", "a"));
        Refused.asWrongType(() -> redis.hgetex("s", GetexOptions.persist(), "a"));
        Refused.asWrongType(() -> redis.hsetex("s", "a", "1", HsetexOptions.keepTtl()));
    }
}
