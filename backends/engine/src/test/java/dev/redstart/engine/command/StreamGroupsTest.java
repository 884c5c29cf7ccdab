package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consumer groups: who has what, since when and how often; every reply looked up in Redis. */
class StreamGroupsTest {

    private final TestEngine engine = TestEngine.open("notify-keyspace-events=EA");
    private final EventLog events = new EventLog(engine);

    @BeforeEach
    void fill() {
        for (int i = 1; i <= 5; i++) engine.run("XADD s " + i + "-0 f " + i);
        engine.run("XGROUP CREATE s g 0");
        events.take();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    XGROUP CREATE s g 0                   | BUSYGROUP Consumer Group name already exists
                    XGROUP CREATE none g 0                | ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.
                    XGROUP CREATE s h x                   | ERR Invalid stream ID specified as stream command argument
                    XGROUP CREATE s h 0 ENTRIESREAD -2    | ERR value for ENTRIESREAD must be positive or -1
                    XGROUP CREATE s h 0 ENTRIESREAD       | ERR unknown subcommand or wrong number of arguments for 'CREATE'. Try XGROUP HELP.
                    XGROUP CREATE s h 0 MKSTREAM MKSTREAM MKSTREAM MKSTREAM | ERR unknown subcommand or wrong number of arguments for 'CREATE'. Try XGROUP HELP.
                    XGROUP SETID s none 0                 | NOGROUP No such consumer group 'none' for key name 's'
                    XGROUP SETID s g 0 MKSTREAM           | ERR unknown subcommand or wrong number of arguments for 'SETID'. Try XGROUP HELP.
                    XGROUP DELCONSUMER s none c           | NOGROUP No such consumer group 'none' for key name 's'
                    XGROUP NONE s g                       | ERR unknown subcommand 'NONE'. Try XGROUP HELP.
                    XREADGROUP GROUP none c STREAMS s >   | NOGROUP No such key 's' or consumer group 'none' in XREADGROUP with GROUP option
                    XREADGROUP GROUP g c STREAMS none >   | NOGROUP No such key 'none' or consumer group 'g' in XREADGROUP with GROUP option
                    XREADGROUP COUNT 1 NOACK STREAMS s >  | ERR Missing GROUP option for XREADGROUP
                    XREADGROUP GROUP g c STREAMS s t >    | ERR Unbalanced 'xreadgroup' list of streams: for each stream key an ID or '>' must be specified.
                    XPENDING s none                       | NOGROUP No such key 's' or consumer group 'none'
                    XPENDING s g - +                      | ERR syntax error
                    XPENDING s g IDLE 1 - +               | ERR syntax error
                    XPENDING s g IDLE x - + 1             | ERR value is not an integer or out of range
                    XPENDING s g (18446744073709551615-18446744073709551615 + 1 | ERR invalid start ID for the interval
                    XCLAIM s none c 0 1-0                 | NOGROUP No such key 's' or consumer group 'none'
                    XCLAIM s g c x 1-0                    | ERR Invalid min-idle-time argument for XCLAIM
                    XCLAIM s g c 0 1-0 IDLE x             | ERR Invalid IDLE option argument for XCLAIM
                    XCLAIM s g c 0 1-0 TIME x             | ERR Invalid TIME option argument for XCLAIM
                    XCLAIM s g c 0 1-0 RETRYCOUNT x       | ERR Invalid RETRYCOUNT option argument for XCLAIM
                    XCLAIM s g c 0 1-0 LASTID x           | ERR Invalid stream ID specified as stream command argument
                    XCLAIM s g c 0 1-0 FORCE 2-0          | ERR Unrecognized XCLAIM option '2-0'
                    XAUTOCLAIM s none c 0 0               | NOGROUP No such key 's' or consumer group 'none'
                    XAUTOCLAIM s g c x 0                  | ERR Invalid min-idle-time argument for XAUTOCLAIM
                    XAUTOCLAIM s g c 0 0 COUNT 0          | ERR COUNT must be > 0
                    XAUTOCLAIM s g c 0 0 COUNT 576460752303423488 | ERR COUNT must be > 0
                    XAUTOCLAIM s g c 0 0 COUNT 576460752303423487 | ERR Insufficient memory, failed allocating transient memory, COUNT too high.
                    XAUTOCLAIM s g c 0 0 JUST             | ERR syntax error
                    XACK s g 1-0 x                        | ERR Invalid stream ID specified as stream command argument
                    XINFO CONSUMERS s none                | NOGROUP No such consumer group 'none' for key name 's'
                    XINFO GROUPS none                     | ERR no such key
                    """)
    void refusals(String line, String error) {
        assertThat(engine.text(line)).isEqualTo("(error) " + error);
        assertThat(engine.text("XINFO CONSUMERS s g")).isEqualTo("[]");
        assertThat(events.take()).isEmpty();
    }

    @Test
    void noTwoConsumersGetTheSame() {
        assertThat(engine.text("XREADGROUP GROUP g a COUNT 2 STREAMS s >"))
                .isEqualTo("{s=[[1-0, [f, 1]], [2-0, [f, 2]]]}");
        assertThat(engine.text("XREADGROUP GROUP g b COUNT 2 STREAMS s >"))
                .isEqualTo("{s=[[3-0, [f, 3]], [4-0, [f, 4]]]}");
        assertThat(engine.text("XREADGROUP GROUP g b NOACK STREAMS s >")).isEqualTo("{s=[[5-0, [f, 5]]]}");
        assertThat(engine.text("XREADGROUP GROUP g b STREAMS s >")).isEqualTo("(nil)");
        assertThat(engine.text("XPENDING s g")).isEqualTo("[4, 1-0, 4-0, [[a, 2], [b, 2]]]");
        assertThat(engine.text("XACK s g 1-0 5-0 3-0 1-0")).isEqualTo("2");
        assertThat(engine.text("XPENDING s g")).isEqualTo("[2, 2-0, 4-0, [[a, 1], [b, 1]]]");
        assertThat(engine.text("XACK s none x")).isEqualTo("0");
        assertThat(engine.text("XACK none g x")).isEqualTo("0");
        assertThat(events.take()).isEqualTo("xgroup-createconsumer s, xgroup-createconsumer s");
    }

    @Test
    void historyIsWhatAConsumerHasNotAcknowledged() {
        engine.run("XREADGROUP GROUP g a COUNT 3 STREAMS s >");
        engine.run("XDEL s 2-0");
        engine.advance(Duration.ofMillis(5));
        assertThat(engine.text("XREADGROUP GROUP g a STREAMS s 1-0")).isEqualTo("{s=[[2-0, (nil)], [3-0, [f, 3]]]}");
        assertThat(engine.text("XREADGROUP GROUP g b STREAMS s 0")).isEqualTo("{s=[]}");
        engine.advance(Duration.ofMillis(3));
        assertThat(engine.text("XPENDING s g - + 10")).isEqualTo("[[1-0, a, 8, 1], [2-0, a, 8, 1], [3-0, a, 3, 2]]");
        assertThat(engine.text("XPENDING s g IDLE 5 (1-0 + 10 a")).isEqualTo("[[2-0, a, 8, 1]]");
        assertThat(engine.text("XPENDING s g - + 1 b")).isEqualTo("[]");
        assertThat(engine.text("XPENDING s g - + 1 none")).isEqualTo("[]");
    }

    @Test
    void consumersTellWhenTheyWereSeenAndWhenTheyGotSomething() {
        engine.run("XGROUP CREATECONSUMER s g idle");
        engine.run("XREADGROUP GROUP g a COUNT 1 STREAMS s >");
        engine.advance(Duration.ofMillis(10));
        engine.run("XREADGROUP GROUP g a STREAMS s 0");
        engine.advance(Duration.ofMillis(5));
        assertThat(engine.text("XINFO CONSUMERS s g"))
                .isEqualTo("[{name=a, pending=1, idle=5, inactive=15}, {name=idle, pending=0, idle=15, inactive=-1}]");
        assertThat(engine.text("XGROUP CREATECONSUMER s g a")).isEqualTo("0");
        assertThat(engine.text("XGROUP DELCONSUMER s g a")).isEqualTo("1");
        assertThat(engine.text("XGROUP DELCONSUMER s g a")).isEqualTo("0");
        assertThat(engine.text("XPENDING s g")).isEqualTo("[0, (nil), (nil), (nil)]");
        assertThat(events.take()).isEqualTo("xgroup-createconsumer s, xgroup-createconsumer s, xgroup-delconsumer s");
    }

    @Test
    void claimsGoByIdleTime() {
        engine.run("XREADGROUP GROUP g a COUNT 3 STREAMS s >");
        engine.advance(Duration.ofMillis(10));
        assertThat(engine.text("XCLAIM s g b 11 1-0")).isEqualTo("[]");
        assertThat(engine.text("XCLAIM s g b 10 1-0 4-0")).isEqualTo("[[1-0, [f, 1]]]");
        assertThat(engine.text("XCLAIM s g b 0 2-0 JUSTID IDLE 7")).isEqualTo("[2-0]");
        assertThat(engine.text("XCLAIM s g b 0 3-0 JUSTID TIME 99999999999999 RETRYCOUNT 9"))
                .isEqualTo("[3-0]");
        assertThat(engine.text("XPENDING s g - + 10")).isEqualTo("[[1-0, b, 0, 2], [2-0, b, 7, 1], [3-0, b, 0, 9]]");
    }

    @Test
    void forcedClaimsNeedNoDelivery() {
        assertThat(engine.text("XCLAIM s g b 1000 4-0 9-0 FORCE JUSTID LASTID 4-0"))
                .isEqualTo("[4-0]");
        assertThat(engine.text("XCLAIM s g b 1000 5-0 FORCE")).isEqualTo("[[5-0, [f, 5]]]");
        assertThat(engine.text("XPENDING s g - + 10")).isEqualTo("[[4-0, b, 0, 1], [5-0, b, 0, 2]]");
        assertThat(engine.text("XREADGROUP GROUP g a STREAMS s >")).isEqualTo("{s=[[5-0, [f, 5]]]}");
        assertThat(engine.text("XPENDING s g - + 10")).isEqualTo("[[4-0, b, 0, 1], [5-0, a, 0, 1]]");
    }

    @Test
    void whatIsGoneIsDroppedByClaims() {
        engine.run("XREADGROUP GROUP g a COUNT 4 STREAMS s >");
        engine.run("XDEL s 1-0 2-0");
        assertThat(engine.text("XCLAIM s g b 0 1-0")).isEqualTo("[]");
        assertThat(engine.text("XPENDING s g")).isEqualTo("[3, 2-0, 4-0, [[a, 3]]]");
        assertThat(engine.text("XAUTOCLAIM s g b 0 - COUNT 2")).isEqualTo("[4-0, [[3-0, [f, 3]]], [2-0]]");
        assertThat(engine.text("XAUTOCLAIM s g b 0 4-0 JUSTID")).isEqualTo("[0-0, [4-0], []]");
        assertThat(engine.text("XAUTOCLAIM s g b 0 (4-0")).isEqualTo("[0-0, [], []]");
        assertThat(engine.text("XPENDING s g")).isEqualTo("[2, 3-0, 4-0, [[b, 2]]]");
    }

    @Test
    void aSweepLooksAtTenTimesItsCount() {
        for (int i = 6; i <= 15; i++) engine.run("XADD s " + i + "-0 f " + i);
        engine.run("XREADGROUP GROUP g a STREAMS s >");
        assertThat(engine.text("XAUTOCLAIM s g b 1 0 COUNT 1")).isEqualTo("[11-0, [], []]");
        engine.advance(Duration.ofMillis(1));
        assertThat(engine.text("XAUTOCLAIM s g b 1 11-0 COUNT 1 JUSTID")).isEqualTo("[12-0, [11-0], []]");
    }

    @Test
    void groupsTellHowFarTheyAre() {
        engine.run("XGROUP CREATE s end $ ENTRIESREAD 5");
        engine.run("XGROUP CREATE s middle 3-0");
        engine.run("XREADGROUP GROUP g a COUNT 2 STREAMS s >");
        assertThat(engine.text("XINFO GROUPS s"))
                .isEqualTo("[{name=end, consumers=0, pending=0, last-delivered-id=5-0, entries-read=5, lag=0}, {name=g,"
                        + " consumers=1, pending=2, last-delivered-id=2-0, entries-read=2, lag=3}, {name=middle,"
                        + " consumers=0, pending=0, last-delivered-id=3-0, entries-read=(nil), lag=(nil)}]");
        assertThat(engine.text("XGROUP SETID s g 0")).isEqualTo("OK");
        assertThat(engine.text("XGROUP SETID s end + ENTRIESREAD 9")).isEqualTo("OK");
        assertThat(engine.text("XGROUP DESTROY s middle")).isEqualTo("1");
        assertThat(engine.text("XGROUP DESTROY s middle")).isEqualTo("0");
        assertThat(engine.text("XINFO GROUPS s"))
                .isEqualTo("[{name=end, consumers=0, pending=0,"
                        + " last-delivered-id=18446744073709551615-18446744073709551615, entries-read=9, lag=-4},"
                        + " {name=g, consumers=1, pending=2, last-delivered-id=0-0, entries-read=(nil), lag=5}]");
        assertThat(events.take())
                .isEqualTo("xgroup-create s, xgroup-create s, xgroup-createconsumer s, xgroup-setid s, xgroup-setid s,"
                        + " xgroup-destroy s");
    }

    @Test
    void fullInfoHasAllThatIsPending() {
        engine.run("XREADGROUP GROUP g a COUNT 2 STREAMS s >");
        String now = Long.toString(engine.clock.millis());
        assertThat(engine.text("XINFO STREAM s FULL COUNT 1"))
                .endsWith("entries=[[1-0, [f, 1]]], groups=[{name=g, last-delivered-id=2-0, entries-read=2, lag=3,"
                        + " pel-count=2, pending=[[1-0, a, " + now + ", 1]], consumers=[{name=a, seen-time=" + now
                        + ", active-time=" + now + ", pel-count=2, pending=[[1-0, " + now + ", 1]]}]}]}");
    }

    @Test
    void aGroupMayMakeItsStream() {
        assertThat(engine.text("XGROUP CREATE new g $ MKSTREAM")).isEqualTo("OK");
        assertThat(engine.text("XINFO GROUPS new"))
                .isEqualTo("[{name=g, consumers=0, pending=0, last-delivered-id=0-0, entries-read=(nil), lag=0}]");
        assertThat(engine.text("XREADGROUP GROUP g a STREAMS new >")).isEqualTo("(nil)");
        assertThat(engine.text("XINFO CONSUMERS new g")).isEqualTo("[{name=a, pending=0, idle=0, inactive=-1}]");
    }
}
