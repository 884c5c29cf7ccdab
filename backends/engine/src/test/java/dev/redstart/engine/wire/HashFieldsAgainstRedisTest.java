package dev.redstart.engine.wire;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields whose time has come while nobody has taken them out: what each command makes of them, byte for byte, and its events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HashFieldsAgainstRedisTest {

    private Pair pair;

    @BeforeAll
    void open() throws IOException {
        pair = new Pair();
        pair.both("DEBUG SET-ACTIVE-EXPIRE 0");
    }

    @AfterAll
    void close() throws IOException {
        pair.close();
    }

    /** a and b lapse, c stays, t lapses later; and {@code gone} holds nothing but what has lapsed. */
    private void fill(String entries) {
        pair.both("HELLO 2");
        pair.both("FLUSHALL");
        pair.both("CONFIG SET hash-max-listpack-entries " + entries);
        pair.both("HSET h a 1 b 2 c 3 t 4");
        pair.both("HSET gone a 1 b 2");
        pair.both("HEXPIRE h 1000 FIELDS 1 t");
        pair.both("HPEXPIRE gone 1 FIELDS 2 a b");
        pair.both("HPEXPIRE h 1 FIELDS 2 a b");
        // What lapses last, to wait for.
        pair.both("HSETEX clock PX 3 FIELDS 1 f 1");
        pair.await("HGET clock f", "$-1\r\n");
        pair.takeEvents();
    }

    @ParameterizedTest
    @CsvSource({"128, 2", "128, 3", "1, 2", "1, 3"})
    void theCommandsThatShowLeaveThemOutAndKeepThem(String entries, String protocol) {
        fill(entries);
        pair.both("HELLO " + protocol);
        pair.compare(
                """
                HLEN h
                HKEYS gone
                HVALS gone
                HGETALL gone
                HSCAN gone 0
                HSCAN gone 0 NOVALUES
                HTTL h FIELDS 4 a b c x
                HEXPIRETIME h FIELDS 1 a
                HPERSIST h FIELDS 3 a b c
                HLEN gone
                EXISTS gone
                HLEN h
                DEBUG DIGEST-VALUE gone
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"128", "1"})
    void askingForOneTakesItOut(String entries) {
        fill(entries);
        pair.compare(
                """
                HGET h a
                HLEN h
                HEXISTS h b
                HLEN h
                HSTRLEN h c
                HGET gone a
                HSTRLEN gone b
                EXISTS gone
                """);
        fill(entries);
        pair.compare(
                """
                HMGET h a b c x
                HLEN h
                HMGET gone a b c
                EXISTS gone
                HSET gone a 1
                HPEXPIREAT gone 1 FIELDS 1 a
                """);
        fill(entries);
        pair.compare(
                """
                HMGET gone a
                HMGET gone b
                EXISTS gone
                HDEL h t
                HRANDFIELD h 10
                HRANDFIELD gone
                """);
        fill(entries);
        pair.compare("HRANDFIELD gone 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"128", "1"})
    void changingOneMakesItNew(String entries) {
        fill(entries);
        pair.compare(
                """
                HSET h a 5
                HTTL h FIELDS 2 a b
                HINCRBY h b 3
                HTTL h FIELDS 1 b
                HSETNX gone a 7
                HLEN gone
                HDEL gone b
                HGETALL gone
                """);
        fill(entries);
        pair.compare(
                """
                HINCRBYFLOAT h a 0.5
                HEXPIRE h 100 NX FIELDS 1 b
                HEXPIRE h 100 XX FIELDS 1 b
                HGET h b
                HDEL gone a
                HINCRBY gone b 1
                OBJECT ENCODING gone
                HGETALL gone
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"128", "1"})
    void gettingAndSettingWithLifetimes(String entries) {
        fill(entries);
        pair.compare(
                """
                HGETEX h FIELDS 2 a c
                HGETEX h EX 100 FIELDS 2 b c
                HGETDEL gone FIELDS 1 a
                HGETDEL gone FIELDS 2 b x
                EXISTS gone
                """);
        fill(entries);
        pair.compare(
                """
                HSETEX h FNX FIELDS 1 a 9
                HTTL h FIELDS 1 a
                HSETEX h FXX FIELDS 1 b 9
                HLEN h
                HSETEX gone FXX FIELDS 2 a 1 b 2
                HSETEX gone FNX EX 100 FIELDS 2 a 1 b 2
                HMGET gone a b
                HGETEX gone EXAT 1 FIELDS 2 a b
                """);
        fill(entries);
        pair.compare(
                """
                HSETEX h KEEPTTL FIELDS 1 a 9
                HGETEX h PERSIST FIELDS 3 a b t
                HGETDEL gone FIELDS 2 a b
                HGETDEL gone FIELDS 2 a b
                """);
    }
}
