package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the lists is special; every reply looked up in Redis. */
class ListsTest {

    private final TestEngine engine = TestEngine.open("list-max-listpack-size=4&notify-keyspace-events=EA");
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
                    LPOP l -1                            | ERR value is out of range, must be positive
                    LPOP l 1 2                           | ERR wrong number of arguments for 'lpop' command
                    LMPOP 0 l LEFT                       | ERR numkeys should be greater than 0
                    LMPOP 9223372036854775807 l LEFT     | ERR syntax error
                    LMPOP 1 l LEFT COUNT 0               | ERR count should be greater than 0
                    LMPOP 1 l LEFT COUNT 1 COUNT 1       | ERR syntax error
                    BLMPOP x 0 l LEFT                    | ERR numkeys should be greater than 0
                    BLMPOP x 1 l LEFT                    | ERR timeout is not a float or out of range
                    BLMPOP -1 1 l LEFT                   | ERR timeout is negative
                    BLPOP l inf                          | ERR timeout is out of range
                    LSET none 0 x                        | ERR no such key
                    LSET l 9 x                           | ERR index out of range
                    LINSERT l NEAR a x                   | ERR syntax error
                    LPOS l a COUNT -1                    | ERR COUNT can't be negative
                    LPOS l a MAXLEN -1                   | ERR MAXLEN can't be negative
                    RPUSH s x                            | WRONGTYPE Operation against a key holding the wrong kind of value
                    LMOVE l s LEFT LEFT                  | WRONGTYPE Operation against a key holding the wrong kind of value
                    """)
    void refusals(String line, String error) {
        engine.run("RPUSH l a b c");
        engine.run("SET s x");
        assertThat(engine.text(line)).isEqualTo("(error) " + error);
        assertThat(engine.text("LRANGE l 0 -1")).isEqualTo("[a, b, c]");
    }

    @Test
    void countsMayBeHuge() {
        engine.run("RPUSH l a b c d e f");
        assertThat(engine.text("LPOP none 9223372036854775807")).isEqualTo("(nil)");
        assertThat(engine.text("LPOP l 0")).isEqualTo("[]");
        assertThat(engine.text("LMPOP 1 l RIGHT COUNT 2")).isEqualTo("[l, [f, e]]");
        assertThat(engine.text("LMPOP 1 l LEFT COUNT 9223372036854775807")).isEqualTo("[l, [a, b, c, d]]");
        assertThat(engine.text("EXISTS l")).isEqualTo("0");
    }

    @Test
    void aListMayBeMovedOntoItself() {
        engine.run("RPUSH l a b c");
        assertThat(engine.text("LMOVE l l LEFT RIGHT")).isEqualTo("a");
        assertThat(engine.text("RPOPLPUSH l l")).isEqualTo("a");
        assertThat(engine.text("LRANGE l 0 -1")).isEqualTo("[a, b, c]");
        engine.run("RPUSH one x");
        events.take();
        assertThat(engine.text("LMOVE one one LEFT LEFT")).isEqualTo("x");
        assertThat(events.take()).isEqualTo("lpush one, lpop one");
        assertThat(engine.text("EXISTS one")).isEqualTo("1");
    }

    @Test
    void movingTheLastElementDeletesTheSourceLast() {
        engine.run("RPUSH l a");
        events.take();
        engine.run("LMOVE l m LEFT RIGHT");
        assertThat(events.take()).isEqualTo("rpush m, lpop l, del l");
    }

    @Test
    void theEncodingFollowsTheSize() {
        engine.run("RPUSH l a b c d");
        assertThat(engine.text("OBJECT ENCODING l")).isEqualTo("listpack");
        engine.run("LINSERT l BEFORE none x");
        assertThat(engine.text("OBJECT ENCODING l")).as("room was made in vain").isEqualTo("quicklist");
        engine.run("LREM l 0 d");
        assertThat(engine.text("OBJECT ENCODING l")).isEqualTo("quicklist");
        engine.run("LTRIM l 0 1");
        assertThat(engine.text("OBJECT ENCODING l")).isEqualTo("listpack");
    }

    @Test
    void positionsCountFromTheHeadWhereverTheSearchBegins() {
        engine.run("RPUSH l a b a c a b a");
        assertThat(engine.text("LPOS l a RANK -1")).isEqualTo("6");
        assertThat(engine.text("LPOS l a RANK -2 COUNT 0")).isEqualTo("[4, 2, 0]");
        assertThat(engine.text("LPOS l a RANK 2 COUNT 2 MAXLEN 4")).isEqualTo("[2]");
        assertThat(engine.text("LPOS l a RANK 9")).isEqualTo("(nil)");
        assertThat(engine.text("LPOS none a COUNT 1")).isEqualTo("[]");
    }
}
