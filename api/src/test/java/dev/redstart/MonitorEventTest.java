package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of MONITOR, as a real server has written them. */
class MonitorEventTest {

    @Test
    void aLineHasTimeDatabaseClientAndWords() {
        MonitorEvent event = MonitorEvent.parse("1795529667.045212 [3 127.0.0.1:34630] \"get\" \"\"");
        assertThat(event)
                .isEqualTo(new MonitorEvent(
                        Instant.ofEpochSecond(1795529667, 45_212_000),
                        3,
                        "127.0.0.1:34630",
                        List.of(Bytes.utf8("get"), Bytes.of())));
        assertThat(event.command()).isEqualTo("GET");
    }

    @Test
    void whatIsQuotedComesOutAsItWas() {
        MonitorEvent event = MonitorEvent.parse(
                "1795529666.833424 [0 127.0.0.1:34630] \"set\" \"k\" \"a b\\\"c'd\\\\e\\x00\\a\\b\\n\\r\\tz\\xff] [\"");
        byte[] expected = {
            'a', ' ', 'b', '"', 'c', '\'', 'd', '\\', 'e', 0, 7, 8, '\n', '\r', '\t', 'z', (byte) 0xFF, ']', ' ', '['
        };
        assertThat(event.words()).containsExactly(Bytes.utf8("set"), Bytes.utf8("k"), Bytes.of(expected));
        assertThat(MonitorEvent.parse("1.000001 [0 lua] \"set\" \"x\" \"1\"").line())
                .isEqualTo("set x 1");
    }

    @ParameterizedTest
    @CsvSource({"lua, lua", "unix:/tmp/r.sock, unix:/tmp/r.sock", "[::1]:34630, [::1]:34630"})
    void clientsHaveManyAddresses(String written, String expected) {
        MonitorEvent event = MonitorEvent.parse("1795529666.863658 [0 " + written + "] \"set\" \"x] \\\"y\" \"1\"");
        assertThat(event.client()).isEqualTo(expected);
        assertThat(event.words()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "1.5", "1.5 [0", "x.y [0 lua] \"get\"", "1.5 [0 lua \"get\""})
    void whatIsNoLineIsRefused(String line) {
        assertThatThrownBy(() -> MonitorEvent.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
