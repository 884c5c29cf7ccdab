package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Route;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerWireTest {

    private final ServerFamily<String, String> s = Wire.commands().server();

    @Test
    void databaseCommandsSend() {
        assertThat(Wire.of(s.dbsize())).isEqualTo("DBSIZE");
        assertThat(Wire.of(s.flushdb())).isEqualTo("FLUSHDB");
        assertThat(Wire.of(s.flushdb(FlushMode.ASYNC))).isEqualTo("FLUSHDB ASYNC");
        assertThat(Wire.of(s.flushall())).isEqualTo("FLUSHALL");
        assertThat(Wire.of(s.flushall(FlushMode.SYNC))).isEqualTo("FLUSHALL SYNC");
        assertThat(Wire.of(s.swapdb(0, 1))).isEqualTo("SWAPDB 0 1");
        assertThat(s.flushall().request().route()).isEqualTo(Route.ALL_PRIMARIES);
        assertThat(s.dbsize().request().route()).isEqualTo(Route.ALL_PRIMARIES);
    }

    @Test
    void timeIsAnInstantFromTextsAndFromIntegers() {
        Decoder<Instant> decoder = s.time().decoder();
        Instant expected = Instant.ofEpochSecond(1700000000, 123456000);
        assertThat(Wire.of(s.time())).isEqualTo("TIME");
        assertThat(decoder.decode(Reply.array(Reply.blob("1700000000"), Reply.blob("123456"))))
                .isEqualTo(expected);
        assertThat(decoder.decode(Reply.array(Reply.integer(1700000000), Reply.integer(123456))))
                .isEqualTo(expected);
        assertThatThrownBy(() -> decoder.decode(Reply.array(Reply.integer(1)))).isInstanceOf(UnexpectedReply.class);
    }

    @Test
    void waitingBlocks() {
        Command<Long> bounded = s.waitReplicas(2, Duration.ofSeconds(1));
        assertThat(Wire.of(bounded)).isEqualTo("WAIT 2 1000");
        assertThat(bounded.request().lane()).isEqualTo(Lane.BLOCKING);
        assertThat(bounded.request().timeoutMillis()).isEqualTo(1000);
        Command<Long> forever = s.waitReplicas(1, null);
        assertThat(Wire.of(forever)).isEqualTo("WAIT 1 0");
        assertThat(forever.request().timeoutMillis()).isZero();
        Command<Fsynced> disk = s.waitaof(1, 2, Duration.ofMillis(5));
        assertThat(Wire.of(disk)).isEqualTo("WAITAOF 1 2 5");
        assertThat(Wire.of(s.waitaof(0, 0, null))).isEqualTo("WAITAOF 0 0 0");
        assertThat(disk.decoder().decode(Reply.array(Reply.integer(1), Reply.integer(2))))
                .isEqualTo(new Fsynced(1, 2));
        assertThatThrownBy(() -> s.waitReplicas(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
