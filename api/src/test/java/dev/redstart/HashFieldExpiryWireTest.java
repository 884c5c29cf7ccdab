package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands on expiring fields send, and how their numbers become names and times. */
class HashFieldExpiryWireTest {

    private static final HashFieldExpiryFamily<String, String> expiry =
            Wire.commands().hashFieldExpiry();
    private static final Duration SOON = Duration.ofMillis(1500);
    private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_001L);
    private static final List<String> AB = List.of("a", "b");

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("HEXPIRE h 2 FIELDS 1 a", expiry.hexpire("h", SOON, "a")),
                arguments("HEXPIRE h 2 FIELDS 2 a b", expiry.hexpire("h", SOON, AB)),
                arguments("HEXPIRE h 2 NX FIELDS 1 a", expiry.hexpire("h", SOON, ExpireCondition.NX, "a")),
                arguments("HEXPIRE h 2 XX FIELDS 2 a b", expiry.hexpire("h", SOON, ExpireCondition.XX, AB)),
                arguments("HPEXPIRE h 1500 FIELDS 1 a", expiry.hpexpire("h", SOON, "a")),
                arguments("HPEXPIRE h 1500 FIELDS 2 a b", expiry.hpexpire("h", SOON, AB)),
                arguments("HPEXPIRE h 1500 GT FIELDS 1 a", expiry.hpexpire("h", SOON, ExpireCondition.GT, "a")),
                arguments("HPEXPIRE h 1500 LT FIELDS 2 a b", expiry.hpexpire("h", SOON, ExpireCondition.LT, AB)),
                arguments("HEXPIREAT h 1800000001 FIELDS 1 a", expiry.hexpireat("h", AT, "a")),
                arguments("HEXPIREAT h 1800000001 FIELDS 2 a b", expiry.hexpireat("h", AT, AB)),
                arguments("HEXPIREAT h 1800000001 NX FIELDS 1 a", expiry.hexpireat("h", AT, ExpireCondition.NX, "a")),
                arguments("HEXPIREAT h 1800000001 XX FIELDS 2 a b", expiry.hexpireat("h", AT, ExpireCondition.XX, AB)),
                arguments("HPEXPIREAT h 1800000000001 FIELDS 1 a", expiry.hpexpireat("h", AT, "a")),
                arguments("HPEXPIREAT h 1800000000001 FIELDS 2 a b", expiry.hpexpireat("h", AT, AB)),
                arguments(
                        "HPEXPIREAT h 1800000000001 GT FIELDS 1 a",
                        expiry.hpexpireat("h", AT, ExpireCondition.GT, "a")),
                arguments(
                        "HPEXPIREAT h 1800000000001 LT FIELDS 2 a b",
                        expiry.hpexpireat("h", AT, ExpireCondition.LT, AB)),
                arguments("HPERSIST h FIELDS 1 a", expiry.hpersist("h", "a")),
                arguments("HPERSIST h FIELDS 2 a b", expiry.hpersist("h", AB)),
                arguments("HTTL h FIELDS 1 a", expiry.httl("h", "a")),
                arguments("HTTL h FIELDS 2 a b", expiry.httl("h", AB)),
                arguments("HPTTL h FIELDS 1 a", expiry.hpttl("h", "a")),
                arguments("HPTTL h FIELDS 2 a b", expiry.hpttl("h", AB)),
                arguments("HEXPIRETIME h FIELDS 1 a", expiry.hexpiretime("h", "a")),
                arguments("HEXPIRETIME h FIELDS 2 a b", expiry.hexpiretime("h", AB)),
                arguments("HPEXPIRETIME h FIELDS 1 a", expiry.hpexpiretime("h", "a")),
                arguments("HPEXPIRETIME h FIELDS 2 a b", expiry.hpexpiretime("h", AB)),
                arguments("HGETDEL h FIELDS 1 a", expiry.hgetdel("h", "a")),
                arguments("HGETDEL h FIELDS 2 a b", expiry.hgetdel("h", AB)),
                arguments("HGETEX h PX 1500 FIELDS 1 a", expiry.hgetex("h", GetexOptions.expireAfter(SOON), "a")),
                arguments("HGETEX h PXAT 1800000000001 FIELDS 1 a", expiry.hgetex("h", GetexOptions.expireAt(AT), "a")),
                arguments("HGETEX h PERSIST FIELDS 2 a b", expiry.hgetex("h", GetexOptions.persist(), AB)),
                arguments("HSETEX h FNX FIELDS 1 a 1", expiry.hsetex("h", "a", "1", HsetexOptions.ifAllAbsent())),
                arguments(
                        "HSETEX h FXX FIELDS 1 a 1",
                        expiry.hsetex("h", Map.of("a", "1"), HsetexOptions.ifAllPresent())),
                arguments(
                        "HSETEX h PX 1500 FIELDS 1 a 1", expiry.hsetex("h", "a", "1", HsetexOptions.expireAfter(SOON))),
                arguments(
                        "HSETEX h FNX PXAT 1800000000001 FIELDS 1 a 1",
                        expiry.hsetex("h", "a", "1", HsetexOptions.expireAt(AT).ifAllAbsent())),
                arguments(
                        "HSETEX h FXX KEEPTTL FIELDS 1 a 1",
                        expiry.hsetex(
                                "h", "a", "1", HsetexOptions.ifAllPresent().keepTtl())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("h");
    }

    @Test
    void laterOptionsReplaceEarlierOnes() {
        HsetexOptions options = HsetexOptions.keepTtl()
                .expireAt(AT)
                .ifAllPresent()
                .expireAfter(SOON)
                .ifAllAbsent();
        assertThat(Wire.of(expiry.hsetex("h", "a", "1", options))).isEqualTo("HSETEX h FNX PX 1500 FIELDS 1 a 1");
    }

    @Test
    void refusesWhatTheServerWould() {
        assertThatThrownBy(() -> expiry.hpexpire("h", Duration.ZERO, "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> expiry.hpexpire("h", SOON, ExpireCondition.XX_LT, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NX, XX, GT and LT");
        assertThatThrownBy(() -> expiry.hgetdel("h", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> expiry.hsetex("h", Map.of(), HsetexOptions.keepTtl()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersBecomeOutcomes() {
        assertThat(expiry.hpexpire("h", SOON, "a").decoder().decode(integers(-2, 0, 1, 2)))
                .containsExactly(
                        FieldExpireOutcome.NO_SUCH_FIELD,
                        FieldExpireOutcome.CONDITION_NOT_MET,
                        FieldExpireOutcome.SET,
                        FieldExpireOutcome.DELETED);
        assertThat(expiry.hpersist("h", "a").decoder().decode(integers(-2, -1, 1)))
                .containsExactly(
                        FieldPersistOutcome.NO_SUCH_FIELD,
                        FieldPersistOutcome.HAD_NO_EXPIRY,
                        FieldPersistOutcome.PERSISTED);
        assertThatThrownBy(() -> expiry.hpersist("h", "a").decoder().decode(integers(7)))
                .isInstanceOf(UnexpectedReply.class);
        assertThatThrownBy(() -> expiry.hpexpire("h", SOON, "a").decoder().decode(integers(7)))
                .isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void numbersBecomeTimes() {
        assertThat(expiry.httl("h", "a").decoder().decode(integers(-2, -1, 3)))
                .containsExactly(Expiry.missing(), Expiry.persistent(), Expiry.of(Duration.ofSeconds(3)));
        assertThat(expiry.hpttl("h", "a").decoder().decode(integers(3)))
                .containsExactly(Expiry.of(Duration.ofMillis(3)));
        assertThat(expiry.hexpiretime("h", "a").decoder().decode(integers(3)))
                .containsExactly(Expiry.of(Instant.ofEpochSecond(3)));
        assertThat(expiry.hpexpiretime("h", "a").decoder().decode(integers(3)))
                .containsExactly(Expiry.of(Instant.ofEpochMilli(3)));
    }

    private static Reply integers(long... values) {
        Reply[] replies = new Reply[values.length];
        for (int i = 0; i < values.length; i++) replies[i] = Reply.integer(values[i]);
        return Reply.array(replies);
    }
}
