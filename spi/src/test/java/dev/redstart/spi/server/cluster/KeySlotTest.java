package dev.redstart.spi.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySlotTest {

    private static final RedisException.Origin ORIGIN = new RedisException.Origin("MGET", "jedis", "h:7000");

    /** The numbers are what Redis 8.0.6 says to CLUSTER KEYSLOT. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                   | 0",
                "foo                  | 12182",
                "123456789            | 12739",
                "{user1000}.following | 3443",
                "{user1000}.followers | 3443",
                "foo{}{bar}           | 8363",
                "foo{{bar}}zap        | 4015",
                "foo{bar}{zap}        | 5061",
                "{                    | 4092",
                "a}b{c                | 13587",
                "é                    | 10180"
            })
    void isAsRedisSays(String key, int slot) {
        assertThat(KeySlot.of(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(slot);
    }

    @Test
    void ofARequestIsThatOfAllItsKeys() {
        assertThat(KeySlot.of(Request.of("PING"), ORIGIN)).isEqualTo(KeySlot.NONE);
        assertThat(KeySlot.of(Request.of("GET").key("foo"), ORIGIN)).isEqualTo(12182);
        assertThat(KeySlot.of(Request.of("MGET").key("{foo}1").key("{foo}2"), ORIGIN))
                .isEqualTo(12182);
    }

    @Test
    void keysApartAreNamedBeforeAnythingIsSent() {
        Request request = Request.of("MGET").key("{foo}1").key("foo").key("123456789");
        assertThatThrownBy(() -> KeySlot.of(request, ORIGIN))
                .asInstanceOf(InstanceOfAssertFactories.throwable(UnsupportedCommandException.class))
                .hasMessageContaining("'{foo}1' is in slot 12182, '123456789' in slot 12739")
                .extracting(UnsupportedCommandException::phase)
                .isEqualTo(Phase.NOT_SENT);
    }
}
