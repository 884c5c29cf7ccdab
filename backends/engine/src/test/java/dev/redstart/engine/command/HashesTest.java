package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the hashes is special; every reply looked up in Redis. */
class HashesTest {

    private final TestEngine engine = TestEngine.open("hash-max-listpack-entries=3&notify-keyspace-events=EA");
    private final EventLog events = new EventLog(engine);

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HSET h f                               | ERR wrong number of arguments for 'hset' command
                    HINCRBY h f 1                          | ERR hash value is not an integer
                    HINCRBYFLOAT h f 1                     | ERR hash value is not a float
                    HINCRBYFLOAT h n inf                   | ERR value is NaN or Infinity
                    HINCRBY h n 9223372036854775807        | ERR increment or decrement would overflow
                    HEXPIRE h -1 FIELDS 1 f                | ERR invalid expire time, must be >= 0
                    HEXPIRE h 9223372036854775807 FIELDS 1 f | ERR invalid expire time in 'hexpire' command
                    HPEXPIREAT h 70368744177664 FIELDS 1 f | ERR invalid expire time in 'hpexpireat' command
                    HEXPIRE h 10 NX XX FIELDS 1 f          | ERR Mandatory argument FIELDS is missing or not at the right position
                    HEXPIRE h 10 FIELDS 0 f                | ERR Parameter `numFields` should be greater than 0
                    HTTL h FIELDS 0 f                      | ERR Number of fields must be a positive integer
                    HTTL h FIELDS 4294967296 f             | ERR The `numfields` parameter must match the number of arguments
                    HPERSIST h FIELDS 2 f                  | ERR The `numfields` parameter must match the number of arguments
                    HGETEX h EX 10 FIELDS                  | ERR wrong number of arguments for 'hgetex' command
                    HGETEX h EX 10 PERSIST FIELDS 1 f      | ERR Mandatory argument FIELDS is missing or not at the right position
                    HSETEX h FIELDS 1 f v g                | ERR wrong number of arguments for 'hsetex' command
                    HSETEX h FIELDS 0 f v                  | ERR invalid number of fields
                    HSETEX h FNX FXX FIELDS 1 f v          | ERR Only one of FXX or FNX arguments can be specified
                    HSETEX h EX 10 KEEPTTL FIELDS 1 f v    | ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified
                    HSETEX h KEEPTTL FNX f v EX            | ERR unknown argument: f
                    HRANDFIELD h 1 VALUES                  | ERR syntax error
                    HRANDFIELD h -4294967296               | ERR value is out of range
                    """)
    void refusals(String line, String error) {
        engine.run("HSET h f x n 1");
        assertThat(engine.text(line)).isEqualTo("(error) " + error);
        assertThat(engine.text("HGETALL h")).isEqualTo("{f=x, n=1}");
    }

    /** Each test of lifetimes goes once with a small hash and once with a large one. */
    private void fill(String form) {
        engine.run("HSET h a 1 b 2 c 3");
        if (form.equals("hashtable")) {
            engine.run("HSET h d 4");
            engine.run("HDEL h d");
            assertThat(engine.text("OBJECT ENCODING h")).isEqualTo(form);
        }
        events.take();
    }

    @ParameterizedTest
    @ValueSource(strings = {"listpack", "hashtable"})
    void fieldsExpireOneByOneAndTheKeyWithTheLast(String form) {
        fill(form);
        assertThat(engine.text("HPEXPIRE h 10 FIELDS 3 a b x")).isEqualTo("[1, 1, -2]");
        assertThat(engine.text("HPEXPIRE h 20 FIELDS 1 c")).isEqualTo("[1]");
        assertThat(events.take()).isEqualTo("hexpire h, hexpire h");
        engine.advance(Duration.ofMillis(9));
        assertThat(engine.text("HMGET h a b c")).isEqualTo("[1, 2, 3]");
        assertThat(engine.text("HPTTL h FIELDS 1 a")).isEqualTo("[1]");
        engine.advance(Duration.ofMillis(1));
        assertThat(engine.text("HGETALL h")).isEqualTo("{c=3}");
        assertThat(events.take()).isEqualTo("hexpired h");
        engine.advance(Duration.ofMillis(10));
        assertThat(engine.text("EXISTS h")).isEqualTo("0");
        assertThat(events.take()).isEqualTo("hexpired h, del h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listpack", "hashtable"})
    void aTimeInThePastDeletes(String form) {
        fill(form);
        assertThat(engine.text("HEXPIREAT h 1 FIELDS 1 a")).isEqualTo("[2]");
        assertThat(events.take()).isEqualTo("hdel h");
        assertThat(engine.text("HGETEX h EXAT 1 FIELDS 2 b x")).isEqualTo("[2, (nil)]");
        assertThat(engine.text("HPEXPIRE h 0 FIELDS 1 c")).isEqualTo("[2]");
        assertThat(events.take()).isEqualTo("hdel h, hdel h, del h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listpack", "hashtable"})
    void aFieldThatStaysCountsAsTheLastToExpire(String form) {
        fill(form);
        assertThat(engine.text("HEXPIRE h 10 GT FIELDS 1 a")).isEqualTo("[0]");
        assertThat(engine.text("HEXPIRE h 10 XX FIELDS 1 a")).isEqualTo("[0]");
        assertThat(engine.text("HEXPIRE h 10 LT FIELDS 1 a")).isEqualTo("[1]");
        assertThat(engine.text("HEXPIRE h 20 NX FIELDS 2 a b")).isEqualTo("[0, 1]");
        assertThat(engine.text("HEXPIRE h 10 GT FIELDS 1 a")).isEqualTo("[0]");
        assertThat(engine.text("HEXPIRE h 15 XX FIELDS 1 a")).isEqualTo("[1]");
        assertThat(engine.text("HTTL h FIELDS 4 a b c x")).isEqualTo("[15, 20, -1, -2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listpack", "hashtable"})
    void settingDropsTheExpiryAndAddingKeepsIt(String form) {
        fill(form);
        engine.run("HEXPIRE h 10 FIELDS 3 a b c");
        engine.run("HSET h a 9");
        engine.run("HINCRBY h b 1");
        engine.run("HSETEX h KEEPTTL FIELDS 1 c 9");
        assertThat(engine.text("HTTL h FIELDS 3 a b c")).isEqualTo("[-1, 10, 10]");
        assertThat(engine.text("HPERSIST h FIELDS 3 a b x")).isEqualTo("[-1, 1, -2]");
        engine.advance(Duration.ofSeconds(10));
        assertThat(engine.text("HLEN h")).isEqualTo("2");
    }

    @Test
    void commandsAboutLifetimesPrepareTheFormEvenInVain() {
        engine.run("HSET h a 1");
        engine.run("HTTL h FIELDS 1 a");
        assertThat(engine.text("OBJECT ENCODING h")).isEqualTo("listpack");
        engine.run("HEXPIRE h 10 FIELDS 1 x");
        assertThat(engine.text("OBJECT ENCODING h")).isEqualTo("listpackex");
    }

    @Test
    void fieldsSetIntoThePastTakeNoRoom() {
        engine.run("HSET h a 1 b 2");
        events.take();
        assertThat(engine.text("HSETEX h EXAT 1 FIELDS 2 x 1 y 2")).isEqualTo("1");
        assertThat(engine.text("OBJECT ENCODING h")).isEqualTo("listpackex");
        assertThat(engine.text("HSETEX new EXAT 1 FIELDS 1 x 1")).isEqualTo("1");
        assertThat(events.take()).isEqualTo("hset h, hdel h, hset new, hdel new, del new");
    }

    @Test
    void conditionsOfSettingAskForAllFields() {
        engine.run("HSET h a 1");
        assertThat(engine.text("HSETEX h FNX FIELDS 2 a 2 b 2")).isEqualTo("0");
        assertThat(engine.text("HSETEX h FXX FIELDS 2 a 2 b 2")).isEqualTo("0");
        assertThat(engine.text("HSETEX h FXX EX 10 FIELDS 1 a 2")).isEqualTo("1");
        assertThat(engine.text("HSETEX none FXX FIELDS 1 a 2")).isEqualTo("0");
        assertThat(engine.text("EXISTS none")).isEqualTo("0");
        assertThat(engine.text("HGETEX h PERSIST FIELDS 1 a")).isEqualTo("[2]");
        assertThat(engine.text("HGETDEL h FIELDS 2 a b")).isEqualTo("[2, (nil)]");
        assertThat(engine.text("EXISTS h")).isEqualTo("0");
    }

    @Test
    void lifetimesGoWithTheHash() {
        engine.run("HSET h a 1 b 2");
        engine.run("HEXPIRE h 10 FIELDS 1 a");
        engine.run("COPY h copy");
        engine.run("RENAME h moved");
        events.take();
        engine.advance(Duration.ofSeconds(10));
        assertThat(engine.text("HGETALL copy")).isEqualTo("{b=2}");
        assertThat(engine.text("HGETALL moved")).isEqualTo("{b=2}");
        assertThat(events.take().split(", ")).containsExactlyInAnyOrder("hexpired copy", "hexpired moved");
    }
}
