package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryWireTest {

    private final ExpiryFamily<String, String> e = Wire.commands().expiry();

    @Test
    void secondsAreRoundedUpWhereTheCommandKnowsNoMillis() {
        assertThat(Wire.of(e.expire("k", Duration.ofSeconds(2)))).isEqualTo("EXPIRE k 2");
        assertThat(Wire.of(e.expire("k", Duration.ofMillis(2001)))).isEqualTo("EXPIRE k 3");
        assertThat(Wire.of(e.expire("k", Duration.ofNanos(1)))).isEqualTo("EXPIRE k 1");
        assertThat(Wire.of(e.pexpire("k", Duration.ofMillis(2001)))).isEqualTo("PEXPIRE k 2001");
        assertThat(Wire.of(e.pexpire("k", Duration.ofNanos(1)))).isEqualTo("PEXPIRE k 1");
        assertThat(Wire.of(e.expireat("k", Instant.ofEpochMilli(2001)))).isEqualTo("EXPIREAT k 3");
        assertThat(Wire.of(e.expireat("k", Instant.ofEpochMilli(-1500)))).isEqualTo("EXPIREAT k -1");
        assertThat(Wire.of(e.pexpireat("k", Instant.ofEpochMilli(2001)))).isEqualTo("PEXPIREAT k 2001");
    }

    @Test
    void eachConditionIsSent() {
        Duration second = Duration.ofSeconds(1);
        Instant at = Instant.ofEpochSecond(1);
        assertThat(Wire.of(e.expire("k", second, ExpireCondition.NX))).isEqualTo("EXPIRE k 1 NX");
        assertThat(Wire.of(e.pexpire("k", second, ExpireCondition.XX))).isEqualTo("PEXPIRE k 1000 XX");
        assertThat(Wire.of(e.expireat("k", at, ExpireCondition.GT))).isEqualTo("EXPIREAT k 1 GT");
        assertThat(Wire.of(e.pexpireat("k", at, ExpireCondition.LT))).isEqualTo("PEXPIREAT k 1000 LT");
        assertThat(Wire.of(e.expire("k", second, ExpireCondition.XX_LT))).isEqualTo("EXPIRE k 1 XX LT");
    }

    @Test
    void askingSends() {
        assertThat(Wire.of(e.persist("k"))).isEqualTo("PERSIST k");
        assertThat(Wire.of(e.ttl("k"))).isEqualTo("TTL k");
        assertThat(Wire.of(e.pttl("k"))).isEqualTo("PTTL k");
        assertThat(Wire.of(e.expiretime("k"))).isEqualTo("EXPIRETIME k");
        assertThat(Wire.of(e.pexpiretime("k"))).isEqualTo("PEXPIRETIME k");
        assertThat(Wire.keysOf(e.pexpiretime("k"))).isEqualTo("k");
    }

    @Test
    void timesComeInTheirUnits() {
        Reply n = Reply.integer(1500);
        assertThat(e.ttl("k").decoder().decode(n)).isEqualTo(Expiry.of(Duration.ofSeconds(1500)));
        assertThat(e.pttl("k").decoder().decode(n)).isEqualTo(Expiry.of(Duration.ofMillis(1500)));
        assertThat(e.expiretime("k").decoder().decode(n)).isEqualTo(Expiry.of(Instant.ofEpochSecond(1500)));
        assertThat(e.pexpiretime("k").decoder().decode(n)).isEqualTo(Expiry.of(Instant.ofEpochMilli(1500)));
    }

    @Test
    void missingAndPersistentAreToldApart() {
        Decoder<Expiry<Duration>> decoder = e.pttl("k").decoder();
        Expiry<Duration> missing = decoder.decode(Reply.integer(-2));
        Expiry<Duration> persistent = decoder.decode(Reply.integer(-1));
        Expiry<Duration> soon = decoder.decode(Reply.integer(0));
        assertThat(missing.isMissing()).isTrue();
        assertThat(missing.isPersistent()).isFalse();
        assertThat(persistent.isPersistent()).isTrue();
        assertThat(persistent.isMissing()).isFalse();
        assertThat(persistent.orElse(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
        assertThat(soon.isExpiring()).isTrue();
        assertThat(soon.get()).isEqualTo(Duration.ZERO);
        assertThat(missing).isEqualTo(Expiry.missing()).isNotEqualTo(persistent).hasToString("missing");
        assertThatThrownBy(missing::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it has no time to live: it is missing");
        assertThatThrownBy(persistent::get).hasMessageEndingWith("it is persistent");
        assertThatThrownBy(() -> decoder.decode(Reply.integer(-3))).isInstanceOf(UnexpectedReply.class);
        assertThatThrownBy(() -> decoder.decode(Reply.OK)).isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void zeroAndLessAreRefused() {
        assertThatThrownBy(() -> e.expire("k", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> e.pexpire("k", Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
