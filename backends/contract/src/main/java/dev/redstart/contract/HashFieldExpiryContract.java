package dev.redstart.contract;

import static dev.redstart.FieldExpireOutcome.CONDITION_NOT_MET;
import static dev.redstart.FieldExpireOutcome.DELETED;
import static dev.redstart.FieldExpireOutcome.NO_SUCH_FIELD;
import static dev.redstart.FieldExpireOutcome.SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.redstart.ExpireCondition;
import dev.redstart.Expiry;
import dev.redstart.FieldPersistOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fields of hashes that expire one by one. See {@link HashFieldReadWriteContract} for those that read or write as well. */
@Needs(
        commands = {
            "HEXPIRE",
            "HPEXPIRE",
            "HEXPIREAT",
            "HPEXPIREAT",
            "HPERSIST",
            "HTTL",
            "HPTTL",
            "HEXPIRETIME",
            "HPEXPIRETIME"
        })
public abstract class HashFieldExpiryContract extends ContractSuite {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant PAST = Instant.ofEpochMilli(1);
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    protected HashFieldExpiryContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void threeFields() {
        redis.hset("h", Map.of("a", "1", "b", "2", "c", "3"));
    }

    @Test
    void eachFieldHasItsOwnOutcome() {
        assertThat(redis.hexpire("h", HOUR, "a", "zz", "b")).containsExactly(SET, NO_SUCH_FIELD, SET);
        assertThat(redis.hpexpire("h", HOUR, List.of("zz", "c"))).containsExactly(NO_SUCH_FIELD, SET);
        assertThat(redis.hexpireat("h", FUTURE, "a")).containsExactly(SET);
        assertThat(redis.hpexpireat("h", FUTURE, "a", "a")).containsExactly(SET, SET);
    }

    @Test
    void inAMissingHashNoFieldIsThere() {
        assertThat(redis.hexpire("none", HOUR, "a", "b")).containsExactly(NO_SUCH_FIELD, NO_SUCH_FIELD);
        assertThat(redis.hpexpire("none", HOUR, "a")).containsExactly(NO_SUCH_FIELD);
        assertThat(redis.hexpireat("none", FUTURE, "a")).containsExactly(NO_SUCH_FIELD);
        assertThat(redis.hpexpireat("none", FUTURE, "a")).containsExactly(NO_SUCH_FIELD);
        assertThat(redis.hpersist("none", "a")).containsExactly(FieldPersistOutcome.NO_SUCH_FIELD);
        assertThat(redis.httl("none", "a", "b")).containsExactly(Expiry.missing(), Expiry.missing());
        assertThat(redis.hpttl("none", "a")).containsExactly(Expiry.missing());
        assertThat(redis.hexpiretime("none", "a")).containsExactly(Expiry.missing());
        assertThat(redis.hpexpiretime("none", "a")).containsExactly(Expiry.missing());
        assertThat(redis.exists("none")).isZero();
    }

    @Test
    void theTimeLeftIsCountedDown() {
        redis.hpexpire("h", HOUR, "a");
        redis.hexpire("h", DAY, "b");
        List<Expiry<Duration>> millis = redis.hpttl("h", "a", "b", "c", "zz");
        assertThat(millis.get(0).get()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(millis.get(1).get()).isBetween(HOUR, DAY);
        assertThat(millis.subList(2, 4)).containsExactly(Expiry.persistent(), Expiry.missing());
        List<Expiry<Duration>> seconds = redis.httl("h", List.of("a", "b", "c", "zz"));
        assertThat(seconds.get(0).get()).isPositive().isLessThanOrEqualTo(HOUR);
        assertThat(seconds.get(1).get()).isBetween(HOUR, DAY);
        assertThat(seconds.subList(2, 4)).containsExactly(Expiry.persistent(), Expiry.missing());
    }

    @Test
    void secondsLeftAreRoundedUp() {
        redis.hpexpireat("h", FUTURE.plusMillis(1), "a");
        assertThat(redis.hexpiretime("h", "a")).containsExactly(Expiry.of(FUTURE.plusSeconds(1)));
        assertThat(redis.hpexpiretime("h", "a")).containsExactly(Expiry.of(FUTURE.plusMillis(1)));
    }

    @Test
    void thePointInTimeIsKept() {
        Instant at = Instant.now().plus(90, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        redis.hexpireat("h", at, "a");
        redis.hpexpireat("h", at.plusMillis(7), "b");
        assertThat(redis.hpexpiretime("h", "a", "b", "c", "zz"))
                .containsExactly(Expiry.of(at), Expiry.of(at.plusMillis(7)), Expiry.persistent(), Expiry.missing());
        assertThat(redis.hexpiretime("h", List.of("a", "c"))).containsExactly(Expiry.of(at), Expiry.persistent());
    }

    @Test
    void aTimeThatHasPassedDeletesTheField() {
        assertThat(redis.hexpireat("h", PAST, "a")).containsExactly(DELETED);
        assertThat(redis.hpexpireat("h", PAST, "b", "b")).containsExactly(DELETED, NO_SUCH_FIELD);
        assertThat(redis.call("HEXPIRE", "h", "0", "FIELDS", "1", "zz").toString())
                .contains("-2");
        assertThat(redis.hgetall("h")).containsOnly(entry("c", "3"));
        redis.call("HPEXPIRE", "h", "0", "FIELDS", "1", "c");
        assertThat(redis.exists("h")).isZero();
    }

    @Test
    void aFieldIsGoneWhenItsTimeHasCome() {
        redis.hpexpire("h", Duration.ofMillis(1), "a");
        eventually("the field has expired", () -> redis.hget("h", "a") == null);
        assertThat(redis.hexists("h", "a")).isFalse();
        assertThat(redis.hmget("h", "a", "b")).containsExactly(null, "2");
        assertThat(redis.hgetall("h")).containsOnly(entry("b", "2"), entry("c", "3"));
        assertThat(redis.hkeys("h")).containsExactlyInAnyOrder("b", "c");
        assertThat(redis.hvals("h")).containsExactlyInAnyOrder("2", "3");
        assertThat(redis.hstrlen("h", "a")).isZero();
        assertThat(redis.hpttl("h", "a")).containsExactly(Expiry.missing());
        assertThat(redis.hpersist("h", "a")).containsExactly(FieldPersistOutcome.NO_SUCH_FIELD);
        assertThat(redis.hscan("h")).extracting(e -> e.field()).containsExactlyInAnyOrder("b", "c");
        assertThat(redis.hset("h", "a", "new")).isEqualTo(1);
        assertThat(redis.hpttl("h", "a")).containsExactly(Expiry.persistent());
    }

    @Test
    void aHashIsGoneWithItsLastField() {
        redis.hpexpire("h", Duration.ofMillis(1), "a", "b", "c");
        eventually("all fields have expired", () -> redis.exists("h") == 0);
        assertThat(redis.hset("h", "a", "1")).isEqualTo(1);
    }

    @Test
    void nxNeedsAFieldWithoutExpiry() {
        redis.hpexpire("h", HOUR, "a");
        assertThat(redis.hpexpire("h", DAY, ExpireCondition.NX, "a", "b")).containsExactly(CONDITION_NOT_MET, SET);
        assertThat(redis.hexpire("h", DAY, ExpireCondition.NX, List.of("b", "c")))
                .containsExactly(CONDITION_NOT_MET, SET);
        assertThat(redis.hpexpireat("h", FUTURE, ExpireCondition.NX, "c")).containsExactly(CONDITION_NOT_MET);
    }

    @Test
    void xxNeedsAFieldWithExpiry() {
        redis.hpexpire("h", HOUR, "a");
        assertThat(redis.hpexpire("h", DAY, ExpireCondition.XX, List.of("a", "b")))
                .containsExactly(SET, CONDITION_NOT_MET);
        assertThat(redis.hexpire("h", DAY, ExpireCondition.XX, "b")).containsExactly(CONDITION_NOT_MET);
        assertThat(redis.hpttl("h", "b")).containsExactly(Expiry.persistent());
    }

    @Test
    void gtNeedsALaterTimeAndForEverIsLatest() {
        redis.hpexpireat("h", FUTURE, "a");
        assertThat(redis.hpexpireat("h", FUTURE, ExpireCondition.GT, "a")).containsExactly(CONDITION_NOT_MET);
        assertThat(redis.hexpireat("h", FUTURE.plusSeconds(1), ExpireCondition.GT, "a", "b"))
                .containsExactly(SET, CONDITION_NOT_MET);
        assertThat(redis.hpexpireat("h", FUTURE, ExpireCondition.GT, List.of("a")))
                .containsExactly(CONDITION_NOT_MET);
        assertThat(redis.hexpire("h", HOUR, ExpireCondition.GT, "a")).containsExactly(CONDITION_NOT_MET);
        assertThat(redis.hpexpire("h", HOUR, ExpireCondition.GT, "a")).containsExactly(CONDITION_NOT_MET);
    }

    @Test
    void ltNeedsAnEarlierTimeAndForEverIsLatest() {
        redis.hpexpireat("h", FUTURE, "a");
        assertThat(redis.hpexpireat("h", FUTURE, ExpireCondition.LT, "a")).containsExactly(CONDITION_NOT_MET);
        assertThat(redis.hexpireat("h", FUTURE.minusSeconds(1), ExpireCondition.LT, List.of("a", "b")))
                .containsExactly(SET, SET);
        assertThat(redis.hexpire("h", HOUR, ExpireCondition.LT, "a")).containsExactly(SET);
        assertThat(redis.hpexpire("h", DAY, ExpireCondition.LT, "a", "c")).containsExactly(CONDITION_NOT_MET, SET);
    }

    @Test
    void theConditionIsTestedBeforeATimeThatHasPassed() {
        assertThat(redis.hpexpireat("h", PAST, ExpireCondition.XX, "a")).containsExactly(CONDITION_NOT_MET);
        assertThat(redis.hexpireat("h", PAST, ExpireCondition.XX, "a")).containsExactly(CONDITION_NOT_MET);
        assertThat(redis.hpexpireat("h", PAST, ExpireCondition.LT, "a")).containsExactly(DELETED);
        assertThat(redis.hexpireat("h", PAST, ExpireCondition.NX, "b")).containsExactly(DELETED);
    }

    @Test
    void persistTakesTheExpiryAway() {
        redis.hpexpire("h", HOUR, "a");
        assertThat(redis.hpersist("h", "a", "b", "zz"))
                .containsExactly(
                        FieldPersistOutcome.PERSISTED,
                        FieldPersistOutcome.HAD_NO_EXPIRY,
                        FieldPersistOutcome.NO_SUCH_FIELD);
        assertThat(redis.hpersist("h", List.of("a"))).containsExactly(FieldPersistOutcome.HAD_NO_EXPIRY);
        assertThat(redis.hpttl("h", List.of("a"))).containsExactly(Expiry.persistent());
    }

    @Test
    void settingEndsTheExpiryAndCountingKeepsIt() {
        redis.hpexpireat("h", FUTURE, "a", "b", "c");
        redis.hset("h", "a", "x");
        redis.hincrby("h", "b", 1);
        redis.hincrbyfloat("h", "c", 0.5);
        assertThat(redis.hpexpiretime("h", "a", "b", "c"))
                .containsExactly(Expiry.persistent(), Expiry.of(FUTURE), Expiry.of(FUTURE));
        redis.hmset("h", Map.of("b", "x"));
        assertThat(redis.hsetnx("h", "c", "x")).isFalse();
        assertThat(redis.hpexpiretime("h", "b", "c")).containsExactly(Expiry.persistent(), Expiry.of(FUTURE));
    }

    @Test
    @Needs(commands = {"COPY", "DUMP", "RESTORE"})
    void theExpiryGoesAlongWithTheHash() {
        redis.hpexpireat("h", FUTURE, "a");
        redis.call("RENAME", "h", "r");
        redis.call("COPY", "r", "c");
        assertThat(redis.hpexpiretime("r", "a", "b")).containsExactly(Expiry.of(FUTURE), Expiry.persistent());
        assertThat(redis.hpexpiretime("c", "a", "b")).containsExactly(Expiry.of(FUTURE), Expiry.persistent());
    }

    @Test
    @Needs(commands = "OBJECT ENCODING")
    void aSmallHashWithExpiryStaysSmall() {
        assertThat(encodingOf("h")).isEqualTo("listpack");
        redis.hexpire("h", HOUR, ExpireCondition.XX, "a");
        assertThat(encodingOf("h")).isEqualTo("listpackex");
        redis.hset("h", "long", "v".repeat(65));
        assertThat(encodingOf("h")).isEqualTo("hashtable");
        redis.hpexpireat("h", FUTURE, "long");
        assertThat(redis.hpexpiretime("h", "a", "long")).containsExactly(Expiry.persistent(), Expiry.of(FUTURE));
    }

    @Test
    void badTimesAreRefused() {
        Refused.with("ERR invalid expire time, must be >= 0", () -> expire("HEXPIRE", "-1"));
        Refused.with("ERR invalid expire time, must be >= 0", () -> expire("HPEXPIREAT", "-1"));
        Refused.with("ERR value is not an integer or out of range", () -> expire("HPEXPIRE", "soon"));
        Refused.with("ERR invalid expire time in 'hexpire' command", () -> expire("HEXPIRE", "9223372036854775807"));
        Refused.with("ERR invalid expire time in 'hpexpire' command", () -> expire("HPEXPIRE", "70368744177663"));
        Refused.with("ERR invalid expire time in 'hexpireat' command", () -> expire("HEXPIREAT", "70368744178"));
        Refused.with("ERR invalid expire time in 'hpexpireat' command", () -> expire("HPEXPIREAT", "70368744177664"));
        expire("HPEXPIREAT", "70368744177663");
        assertThat(redis.hpexpiretime("h", "a")).containsExactly(Expiry.of(Instant.ofEpochMilli(70368744177663L)));
    }

    @Test
    void badFieldCountsAreRefused() {
        String missing = "ERR Mandatory argument FIELDS is missing or not at the right position";
        String mismatch = "ERR The `numfields` parameter must match the number of arguments";
        String notPositive = "ERR Number of fields must be a positive integer";
        Refused.with(missing, () -> redis.call("HEXPIRE", "h", "10", "NX", "XX", "FIELDS", "1", "a"));
        Refused.with(missing, () -> redis.call("HTTL", "h", "OTHER", "1", "a"));
        Refused.with(missing, () -> redis.call("HPERSIST", "h", "OTHER", "1", "a"));
        Refused.with(mismatch, () -> redis.call("HEXPIRE", "h", "10", "FIELDS", "2", "a"));
        Refused.with(mismatch, () -> redis.call("HPEXPIRETIME", "h", "FIELDS", "1", "a", "b"));
        Refused.with(mismatch, () -> redis.call("HPERSIST", "h", "FIELDS", "2", "a"));
        Refused.with(
                "ERR Parameter `numFields` should be greater than 0",
                () -> redis.call("HEXPIRE", "h", "10", "FIELDS", "0", "a"));
        Refused.with(notPositive, () -> redis.call("HPTTL", "h", "FIELDS", "0", "a"));
        Refused.with(notPositive, () -> redis.call("HPERSIST", "h", "FIELDS", "x", "a"));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("s", "x");
        Refused.asWrongType(() -> redis.hexpire("s", HOUR, "a"));
        Refused.asWrongType(() -> redis.hpexpire("s", HOUR, "a"));
        Refused.asWrongType(() -> redis.hexpireat("s", FUTURE, "a"));
        Refused.asWrongType(() -> redis.hpexpireat("s", FUTURE, "a"));
        Refused.asWrongType(() -> redis.hpersist("s", "a"));
        Refused.asWrongType(() -> redis.httl("s", "a"));
        Refused.asWrongType(() -> redis.hpttl("s", "a"));
        Refused.asWrongType(() -> redis.hexpiretime("s", "a"));
        Refused.asWrongType(() -> redis.hpexpiretime("s", "a"));
    }

    private void expire(String command, String time) {
        redis.call(command, "h", time, "FIELDS", "1", "a");
    }
}
