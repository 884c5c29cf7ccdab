package dev.redstart.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.TestEngine;
import dev.redstart.spi.Pending;
import dev.redstart.spi.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets what when several wait for lists; every outcome looked up in Redis. */
class BlockingListsTest {

    private final TestEngine engine = TestEngine.open("notify-keyspace-events=EA");
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void close() {
        engine.close();
    }

    /** A client that waits; what it gets is heard as {@code name:reply}. */
    private void client(String name, String line) {
        Pending pending = engine.transport.send(TestEngine.request(line));
        pending.thenAccept(reply -> heard.add(name + ":" + TestEngine.text(reply)));
    }

    private List<String> heardAfter(String line) {
        heard.clear();
        engine.run(line);
        return List.copyOf(heard);
    }

    private List<String> heardAfterTransaction(String... lines) {
        heard.clear();
        try (Session session = engine.session()) {
            session.call(TestEngine.request("MULTI"));
            for (String line : lines) session.call(TestEngine.request(line));
            assertThat(heard).as("before EXEC").isEmpty();
            session.call(TestEngine.request("EXEC"));
        }
        return List.copyOf(heard);
    }

    @Test
    void whoCameFirstIsServedFirstWhateverItsCommand() {
        client("a", "BLPOP l 0");
        client("b", "BLMPOP 0 1 l RIGHT COUNT 2");
        client("c", "BRPOP other l 0");
        client("d", "BLMOVE l m LEFT LEFT 0");
        assertThat(heardAfter("RPUSH l 1 2 3 4 5 6")).containsExactly("a:[l, 1]", "b:[l, [6, 5]]", "c:[l, 4]", "d:2");
        assertThat(engine.text("LRANGE l 0 -1")).isEqualTo("[3]");
        assertThat(engine.text("LRANGE m 0 -1")).isEqualTo("[2]");
    }

    @Test
    void whoGetsNothingKeepsItsPlace() {
        client("a", "BLPOP l 0");
        client("b", "BLPOP l 0");
        client("c", "BLPOP l 0");
        assertThat(heardAfter("RPUSH l 1")).containsExactly("a:[l, 1]");
        client("a", "BLPOP l 0");
        assertThat(heardAfter("RPUSH l 2 3 4 5")).containsExactly("b:[l, 2]", "c:[l, 3]", "a:[l, 4]");
    }

    @Test
    void movesWakeThoseWhoWaitForTheirTarget() {
        client("a", "BLMOVE one two LEFT RIGHT 0");
        client("b", "BRPOPLPUSH two three 0");
        client("c", "BLPOP three 0");
        assertThat(heardAfter("RPUSH one x")).containsExactly("a:x", "b:x", "c:[three, x]");
        assertThat(engine.text("DBSIZE")).isEqualTo("0");
    }

    @Test
    void aMoveInACircleEnds() {
        client("a", "BLMOVE one two LEFT LEFT 0");
        client("b", "BLMOVE two one LEFT LEFT 0");
        assertThat(heardAfter("RPUSH one x")).containsExactly("a:x", "b:x");
        assertThat(engine.text("LRANGE one 0 -1")).isEqualTo("[x]");
    }

    @Test
    void theKeysOfACommandAreLookedAtInItsOrder() {
        client("a", "BLPOP one two three 0");
        assertThat(heardAfterTransaction("RPUSH three 3", "RPUSH two 2")).containsExactly("a:[two, 2]");
        assertThat(engine.text("LRANGE three 0 -1")).isEqualTo("[3]");
    }

    @Test
    void atTheEndOfATransactionCountsWhatIsThenThere() {
        client("a", "BLPOP l 0");
        assertThat(heardAfterTransaction("RPUSH l 1", "DEL l")).isEmpty();
        assertThat(heardAfterTransaction("RPUSH l 1", "DEL l", "SADD l m")).isEmpty();
        assertThat(heardAfterTransaction("DEL l", "RPUSH l 1", "LPUSH l 0")).containsExactly("a:[l, 0]");
    }

    @Test
    void keysAreServedInTheOrderInWhichTheyCameToBe() {
        client("a", "BLPOP one 0");
        client("b", "BLPOP two 0");
        assertThat(heardAfterTransaction("RPUSH one 1", "DEL one", "RPUSH two 2", "RPUSH one 1"))
                .containsExactly("a:[one, 1]", "b:[two, 2]");
        client("a", "BLPOP one 0");
        client("b", "BLPOP two 0");
        engine.run("SADD one m");
        assertThat(heardAfterTransaction("SADD one n", "DEL one", "RPUSH two 2", "RPUSH one 1"))
                .containsExactly("b:[two, 2]", "a:[one, 1]");
    }

    @Test
    void otherTypesWakeNobodyButSpoilTheTargetOfAMove() {
        client("a", "BLPOP l 0");
        client("b", "BLMOVE src l LEFT LEFT 0");
        assertThat(heardAfter("SET l x")).isEmpty();
        assertThat(heardAfter("RPUSH src 1"))
                .containsExactly("b:(error) WRONGTYPE Operation against a key holding the wrong kind of value");
        assertThat(engine.text("LRANGE src 0 -1")).isEqualTo("[1]");
        assertThat(heardAfter("RENAME src l")).containsExactly("a:[l, 1]");
    }

    @Test
    void timeoutsComeInTheirOrder() {
        client("a", "BLPOP l 2");
        client("b", "BLMPOP 0.0015 1 l LEFT");
        client("c", "BLMOVE l m LEFT LEFT 1");
        client("d", "BRPOP l 0");
        engine.advance(Duration.ofMillis(1));
        assertThat(heard).isEmpty();
        engine.advance(Duration.ofMillis(1));
        assertThat(heard).containsExactly("b:(nil)");
        engine.advance(Duration.ofHours(1));
        assertThat(heard).containsExactly("b:(nil)", "c:(nil)", "a:(nil)");
        assertThat(heardAfter("RPUSH l 1")).containsExactly("d:[l, 1]");
    }

    @Test
    void nobodyWaitsInsideATransaction() {
        try (Session session = engine.session()) {
            session.call(TestEngine.request("MULTI"));
            session.call(TestEngine.request("BLPOP l 0"));
            session.call(TestEngine.request("BLMOVE l m LEFT LEFT 0"));
            session.call(TestEngine.request("BLMPOP 0 1 l LEFT"));
            assertThat(TestEngine.text(session.call(TestEngine.request("EXEC"))))
                    .isEqualTo("[(nil), (nil), (nil)]");
        }
    }

    @Test
    void eventsTellOfThePushAndThenOfThePop() {
        EventLog events = new EventLog(engine);
        client("a", "BLMOVE l m LEFT RIGHT 0");
        engine.run("RPUSH l 1");
        assertThat(events.take()).isEqualTo("rpush l, rpush m, lpop l, del l");
    }
}
