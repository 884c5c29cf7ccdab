package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import dev.redstart.spi.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the streams is special; every reply looked up in Redis. */
class StreamsTest {

    private final TestEngine engine = TestEngine.open("stream-node-max-entries=3&notify-keyspace-events=EA");
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
                    XADD s 1-1 f                      | ERR wrong number of arguments for 'xadd' command
                    XADD s * f v g                    | ERR wrong number of arguments for 'xadd' command
                    XADD s NOMKSTREAM MAXLEN 1 x      | ERR Invalid stream ID specified as stream command argument
                    XADD s 0-0 f v                    | ERR The ID specified in XADD must be greater than 0-0
                    XADD s 0 f v                      | ERR The ID specified in XADD must be greater than 0-0
                    XADD s 5-5 f v                    | ERR The ID specified in XADD is equal or smaller than the target stream top item
                    XADD s 4-* f v                    | ERR The ID specified in XADD is equal or smaller than the target stream top item
                    XADD s 5-1-* f v                  | ERR Invalid stream ID specified as stream command argument
                    XADD s - f v                      | ERR Invalid stream ID specified as stream command argument
                    XADD s MAXLEN 1 MINID 1 * f v     | ERR syntax error, MAXLEN and MINID options at the same time are not compatible
                    XADD s MAXLEN -1 * f v            | ERR The MAXLEN argument must be >= 0.
                    XADD s MAXLEN ~ x * f v           | ERR value is not an integer or out of range
                    XADD s MINID ~ x * f v            | ERR Invalid stream ID specified as stream command argument
                    XADD s MAXLEN ~ 1 LIMIT -1 * f v  | ERR The LIMIT argument must be >= 0.
                    XADD s LIMIT 1 * f v              | ERR syntax error, LIMIT cannot be used without specifying a trimming strategy
                    XADD s LIMIT 0 * f v              | ERR syntax error, LIMIT cannot be used without the special ~ option
                    XTRIM s LIMIT 0                   | ERR syntax error, XTRIM must be called with a trimming strategy
                    XTRIM s MAXLEN = 1 LIMIT 1        | ERR syntax error, LIMIT cannot be used without the special ~ option
                    XTRIM s MAXLEN 1 NOMKSTREAM       | ERR syntax error
                    XRANGE s - + COUNT                | ERR syntax error
                    XRANGE s (18446744073709551615-18446744073709551615 + | ERR invalid start ID for the interval
                    XRANGE s - (0-0                   | ERR invalid end ID for the interval
                    XRANGE s (- +                     | ERR Invalid stream ID specified as stream command argument
                    XDEL s 1-1 x                      | ERR Invalid stream ID specified as stream command argument
                    XSETID none 1-1                   | ERR no such key
                    XSETID s 4-0                      | ERR The ID specified in XSETID is smaller than the target stream top item
                    XSETID s 9 ENTRIESADDED -1        | ERR entries_added must be positive
                    XSETID s 9 ENTRIESADDED 1         | ERR The entries_added specified in XSETID is smaller than the target stream length
                    XSETID s 9 MAXDELETEDID 10        | ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id
                    XREAD COUNT 1                     | ERR wrong number of arguments for 'xread' command
                    XREAD COUNT 1 s 0                 | ERR syntax error
                    XREAD STREAMS s t 0               | ERR Unbalanced 'xread' list of streams: for each stream key an ID, '+', or '$' must be specified.
                    XREAD GROUP g c STREAMS s 0       | ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.
                    XREAD NOACK STREAMS s 0           | ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.
                    XREAD STREAMS s >                 | ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.
                    XREAD BLOCK x STREAMS s 0         | ERR timeout is not an integer or out of range
                    XREAD BLOCK -1 STREAMS s 0        | ERR timeout is negative
                    XREAD BLOCK 9223372036854775807 STREAMS s 0 | ERR timeout is out of range
                    XINFO STREAM none                 | ERR no such key
                    XINFO STREAM s FULL COUNT         | ERR unknown subcommand or wrong number of arguments for 'STREAM'. Try XINFO HELP.
                    XINFO STREAM s all                | ERR unknown subcommand or wrong number of arguments for 'STREAM'. Try XINFO HELP.
                    """)
    void refusals(String line, String error) {
        engine.run("XADD s 1-1 f v");
        engine.run("XADD s 5-5 f v");
        assertThat(engine.text(line)).isEqualTo("(error) " + error);
        assertThat(engine.text("XRANGE s - +")).isEqualTo("[[1-1, [f, v]], [5-5, [f, v]]]");
        assertThat(engine.text("DBSIZE")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XADD k * f v",
                "XLEN k",
                "XRANGE k - +",
                "XDEL k 1-1",
                "XTRIM k MAXLEN 1",
                "XSETID k 1-1",
                "XREAD STREAMS k 0",
                "XGROUP CREATE k g 0 MKSTREAM",
                "XREADGROUP GROUP g c STREAMS k >",
                "XACK k g 1-1",
                "XPENDING k g",
                "XCLAIM k g c 0 1-1",
                "XAUTOCLAIM k g c 0 0",
                "XINFO STREAM k"
            })
    void otherTypesAreRefused(String line) {
        engine.run("SET k v");
        assertThat(engine.text(line))
                .isEqualTo("(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SORT s", "LPUSH s x", "GET s", "ZADD s 1 a", "HSET s f v", "SADD s m"})
    void otherCommandsRefuseStreams(String line) {
        engine.run("XADD s 1-1 f v");
        assertThat(engine.text(line))
                .isEqualTo("(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @Test
    void idsGoOnFromTheClockOrFromTheLastOne() {
        String now = Long.toString(engine.clock.millis());
        assertThat(engine.text("XADD s * f v")).isEqualTo(now + "-0");
        assertThat(engine.text("XADD s * f v")).isEqualTo(now + "-1");
        assertThat(engine.text("XADD s 9999999999999-* f v")).isEqualTo("9999999999999-0");
        assertThat(engine.text("XADD s * f v")).isEqualTo("9999999999999-1");
        assertThat(engine.text("XADD s 9999999999999-* f v")).isEqualTo("9999999999999-2");
        assertThat(engine.text("XADD zero 0-* f v")).isEqualTo("0-1");
        engine.run("XADD s 9999999999999-18446744073709551615 f v");
        assertThat(engine.text("XADD s 9999999999999-* f v"))
                .startsWith("(error) ERR The ID specified in XADD is equal");
        assertThat(engine.text("XADD s * f v")).isEqualTo("10000000000000-0");
        engine.run("XSETID s 18446744073709551615-18446744073709551615");
        assertThat(engine.text("XADD s * f v"))
                .isEqualTo("(error) ERR The stream has exhausted the last possible ID, unable to add more items");
    }

    @Test
    void anEmptyStreamStays() {
        engine.run("XADD s 1-1 f v");
        assertThat(engine.text("XDEL s 1-1 1-1")).isEqualTo("1");
        assertThat(engine.text("XLEN s")).isEqualTo("0");
        assertThat(engine.text("TYPE s")).isEqualTo("stream");
        assertThat(engine.text("OBJECT ENCODING s")).isEqualTo("stream");
        assertThat(engine.text("XADD s 1-1 f v")).startsWith("(error)");
        assertThat(engine.text("XADD s MAXLEN 0 2-0 f v")).isEqualTo("2-0");
        assertThat(engine.text("SCAN 0 TYPE stream")).isEqualTo("[0, [s]]");
        assertThat(engine.text("XADD none NOMKSTREAM 1-1 f v")).isEqualTo("(nil)");
        assertThat(engine.text("EXISTS none")).isEqualTo("0");
        assertThat(events.take()).isEqualTo("xadd s, xdel s, xadd s, xtrim s");
    }

    private void fill() {
        for (int i = 1; i <= 7; i++) engine.run("XADD s " + i + "-0 f " + i);
        events.take();
    }

    @Test
    void rangesTakeIdsInWholeOrInPart() {
        fill();
        engine.run("XADD s 7-5 f 75");
        assertThat(engine.text("XRANGE s 7 7")).isEqualTo("[[7-0, [f, 7]], [7-5, [f, 75]]]");
        assertThat(engine.text("XRANGE s (7-0 +")).isEqualTo("[[7-5, [f, 75]]]");
        assertThat(engine.text("XRANGE s (7 +")).isEqualTo("[[7-5, [f, 75]]]");
        assertThat(engine.text("XREVRANGE s + - COUNT 2")).isEqualTo("[[7-5, [f, 75]], [7-0, [f, 7]]]");
        assertThat(engine.text("XREVRANGE s (3 2")).isEqualTo("[[3-0, [f, 3]], [2-0, [f, 2]]]");
        assertThat(engine.text("XREVRANGE s (3-0 2")).isEqualTo("[[2-0, [f, 2]]]");
        assertThat(engine.text("XRANGE s 5 4")).isEqualTo("[]");
        assertThat(engine.text("XRANGE s - + COUNT 0")).isEqualTo("(nil)");
        assertThat(engine.text("XRANGE s - + COUNT -5")).isEqualTo("(nil)");
        assertThat(engine.text("XRANGE none - + COUNT 0")).isEqualTo("[]");
    }

    @Test
    void trimming() {
        fill();
        assertThat(engine.text("XTRIM s MAXLEN ~ 5")).isEqualTo("0");
        assertThat(engine.text("XTRIM s MAXLEN ~ 4 LIMIT 2")).isEqualTo("0");
        assertThat(engine.text("XTRIM s MAXLEN ~ 4")).isEqualTo("3");
        assertThat(engine.text("XTRIM s MINID 6")).isEqualTo("2");
        assertThat(engine.text("XTRIM s MINID = 6")).isEqualTo("0");
        assertThat(engine.text("XADD s MINID ~ 8 8-0 f 8")).isEqualTo("8-0");
        assertThat(engine.text("XRANGE s - +")).isEqualTo("[[7-0, [f, 7]], [8-0, [f, 8]]]");
        assertThat(events.take()).isEqualTo("xtrim s, xtrim s, xadd s, xtrim s");
    }

    @Test
    void readingWhatIsNew() {
        fill();
        engine.run("XADD t 1-0 g 1");
        assertThat(engine.text("XREAD COUNT 1 STREAMS s t none 6 0 0"))
                .isEqualTo("{s=[[7-0, [f, 7]]], t=[[1-0, [g, 1]]]}");
        assertThat(engine.text("XREAD STREAMS s t $ $")).isEqualTo("(nil)");
        assertThat(engine.text("XREAD STREAMS s +")).isEqualTo("{s=[[7-0, [f, 7]]]}");
        engine.run("XDEL s 7-0");
        assertThat(engine.text("XREAD STREAMS s +")).isEqualTo("{s=[[6-0, [f, 6]]]}");
        assertThat(engine.text("XREAD STREAMS s 6")).isEqualTo("(nil)");
        assertThat(engine.text("XREAD STREAMS s 18446744073709551615-18446744073709551615"))
                .isEqualTo("(nil)");
    }

    @Test
    void infoOfTheStream() {
        fill();
        engine.run("XDEL s 4-0 2-0");
        assertThat(engine.text("XINFO STREAM s"))
                .isEqualTo("{length=5, radix-tree-keys=3, radix-tree-nodes=8, last-generated-id=7-0,"
                        + " max-deleted-entry-id=4-0, entries-added=7, recorded-first-entry-id=1-0, groups=0,"
                        + " first-entry=[1-0, [f, 1]], last-entry=[7-0, [f, 7]]}");
        assertThat(engine.text("XINFO STREAM s FULL COUNT 1"))
                .isEqualTo("{length=5, radix-tree-keys=3, radix-tree-nodes=8, last-generated-id=7-0,"
                        + " max-deleted-entry-id=4-0, entries-added=7, recorded-first-entry-id=1-0,"
                        + " entries=[[1-0, [f, 1]]], groups=[]}");
        engine.run("XTRIM s MAXLEN 0");
        assertThat(engine.text("XINFO STREAM s"))
                .isEqualTo("{length=0, radix-tree-keys=0, radix-tree-nodes=1, last-generated-id=7-0,"
                        + " max-deleted-entry-id=4-0, entries-added=7, recorded-first-entry-id=0-0, groups=0,"
                        + " first-entry=(nil), last-entry=(nil)}");
        engine.run("XSETID s 9-0 ENTRIESADDED 20 MAXDELETEDID 8-0");
        assertThat(engine.text("XINFO STREAM s"))
                .contains("last-generated-id=9-0, max-deleted-entry-id=8-0, entries-added=20");
        assertThat(engine.text("XSETID s 7-0"))
                .isEqualTo("(error) ERR The ID specified in XSETID is smaller than current max_deleted_entry_id");
    }

    @Test
    void copiesAndMovesAreWhole() {
        fill();
        engine.run("XGROUP CREATE s g 0");
        engine.run("XREADGROUP GROUP g a COUNT 2 STREAMS s >");
        assertThat(engine.text("COPY s t")).isEqualTo("1");
        assertThat(engine.text("XINFO STREAM t FULL COUNT 0")).isEqualTo(engine.text("XINFO STREAM s FULL COUNT 0"));
        engine.run("RENAME s u");
        engine.run("XACK u g 1-0");
        assertThat(engine.text("XPENDING t g")).isEqualTo("[2, 1-0, 2-0, [[a, 2]]]");
        assertThat(engine.text("XPENDING u g")).isEqualTo("[1, 2-0, 2-0, [[a, 1]]]");
    }

    @Test
    void onlyEntriesCountForThoseWhoWatch() {
        fill();
        assertThat(transaction("XGROUP CREATE s g 0")).isEqualTo("[PONG]");
        assertThat(transaction("XREADGROUP GROUP g a STREAMS s >")).isEqualTo("[PONG]");
        assertThat(transaction("XSETID s 9-0")).isEqualTo("[PONG]");
        assertThat(transaction("XGROUP DESTROY s g")).isEqualTo("[PONG]");
        assertThat(transaction("XDEL s 1-0")).isEqualTo("(nil)");
        assertThat(transaction("XADD s 10-0 f v")).isEqualTo("(nil)");
    }

    /** EXEC of a client that watches the stream while another runs the line. */
    private String transaction(String line) {
        try (Session watcher = engine.session()) {
            watcher.call(TestEngine.request("WATCH s"));
            watcher.call(TestEngine.request("MULTI"));
            watcher.call(TestEngine.request("PING"));
            assertThat(engine.text(line)).doesNotStartWith("(error)");
            return TestEngine.text(watcher.call(TestEngine.request("EXEC")));
        }
    }
}
