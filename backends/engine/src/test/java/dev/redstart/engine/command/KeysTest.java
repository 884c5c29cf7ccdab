package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import dev.redstart.spi.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

    private final TestEngine engine = TestEngine.open();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NX     | 100  | 1
                    XX     | 100  | 0
                    GT     | 100  | 0
                    LT     | 100  | 1
                    NX     | -1   | 1
                    """)
    void expireOptionsOnAKeyThatStays(String option, String seconds, String expected) {
        engine.run("SET k v");
        assertThat(engine.text("EXPIRE k " + seconds + " " + option)).isEqualTo(expected);
    }

    @Test
    void expireOptionsOnAKeyThatExpires() {
        engine.run("SET k v EX 100");
        assertThat(engine.text("EXPIRE k 50 NX")).isEqualTo("0");
        assertThat(engine.text("EXPIRE k 100 GT")).isEqualTo("0");
        assertThat(engine.text("EXPIRE k 101 XX GT")).isEqualTo("1");
        assertThat(engine.text("EXPIRE k 101 LT")).isEqualTo("0");
        assertThat(engine.text("EXPIRE k 7 LT")).isEqualTo("1");
        assertThat(engine.text("PTTL k")).isEqualTo("7000");
        assertThat(engine.text("EXPIRE k 7 GT LT"))
                .isEqualTo("(error) ERR GT and LT options at the same time are not compatible");
        assertThat(engine.text("EXPIRE k 9223372036854775807"))
                .isEqualTo("(error) ERR invalid expire time in 'expire' command");
        assertThat(engine.text("PEXPIREAT k 1")).isEqualTo("1");
        assertThat(engine.text("TTL k")).isEqualTo("-2");
    }

    @Test
    void ttlIsRounded() {
        engine.run("SET k v PX 1499");
        assertThat(engine.text("TTL k")).isEqualTo("1");
        engine.run("PEXPIRE k 1500");
        assertThat(engine.text("TTL k")).isEqualTo("2");
        engine.advance(Duration.ofMillis(1500));
        assertThat(engine.text("DBSIZE"))
                .as("removed as the clock moved, not by a look")
                .isEqualTo("0");
    }

    @Test
    void renameMoveAndCopyTakeTheExpiryAlong() {
        engine.run("SET a 1 EX 100");
        assertThat(engine.text("RENAME a b")).isEqualTo("OK");
        assertThat(engine.text("TTL b")).isEqualTo("100");
        assertThat(engine.text("COPY b c")).isEqualTo("1");
        assertThat(engine.text("COPY b c")).isEqualTo("0");
        assertThat(engine.text("COPY b c DB 1")).isEqualTo("1");
        assertThat(engine.text("MOVE c 1")).isEqualTo("0");
        assertThat(engine.text("MOVE b 1")).isEqualTo("1");
        Transport other = engine.transport.database(1);
        assertThat(TestEngine.text(other.call(TestEngine.request("TTL b")))).isEqualTo("100");
        assertThat(engine.text("RENAMENX c c")).isEqualTo("0");
        assertThat(engine.text("RENAME b x")).isEqualTo("(error) ERR no such key");
        assertThat(engine.text("MOVE c 16")).isEqualTo("(error) ERR DB index is out of range");
        assertThat(engine.text("COPY c c")).isEqualTo("(error) ERR source and destination objects are the same");
    }

    @Test
    void scanFiltersAndEnds() {
        for (int i = 0; i < 200; i++) engine.run("SET key:" + i + " v");
        String cursor = "0";
        int found = 0;
        do {
            String reply = engine.text("SCAN " + cursor + " MATCH key:1* COUNT 20 TYPE STRING");
            cursor = reply.substring(1, reply.indexOf(','));
            found += reply.split("key:", -1).length - 1;
        } while (!cursor.equals("0"));
        assertThat(found).isEqualTo(111);
        assertThat(engine.text("SCAN -1")).isEqualTo("(error) ERR invalid cursor");
        assertThat(engine.text("SCAN 0 COUNT 0")).isEqualTo("(error) ERR syntax error");
        assertThat(engine.text("SCAN 0 NOVALUES")).isEqualTo("(error) ERR NOVALUES option can only be used in HSCAN");
    }

    @Test
    void object() {
        engine.run("SET k 5");
        engine.advance(Duration.ofSeconds(7));
        assertThat(engine.text("OBJECT IDLETIME k")).isEqualTo("7");
        assertThat(engine.text("OBJECT REFCOUNT k")).isEqualTo("2147483647");
        assertThat(engine.text("OBJECT ENCODING none")).isEqualTo("(nil)");
        assertThat(engine.text("OBJECT FREQ k")).startsWith("(error) ERR An LFU maxmemory policy is not selected");
    }

    @Test
    void whatIsInTheTable() {
        assertThat(engine.transport.capabilities().supports("OBJECT ENCODING")).isTrue();
        assertThat(engine.transport.capabilities().supports("OBJECT NOSUCH")).isFalse();
        assertThat(engine.text("COMMAND LIST FILTERBY PATTERN object|e*")).isEqualTo("[object|encoding]");
    }
}
