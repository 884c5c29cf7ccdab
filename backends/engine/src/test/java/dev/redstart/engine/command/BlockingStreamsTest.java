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

/** Who gets what when several wait for streams; every outcome looked up in Redis. */
class BlockingStreamsTest {

    private static final String NO_GROUP =
            "(error) NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option";

    private final TestEngine engine = TestEngine.open();
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
        assertThat(engine.text(line)).doesNotStartWith("(error)");
        return List.copyOf(heard);
    }

    @Test
    void readersAllGetTheNewEntryAndAGroupGetsItOnce() {
        engine.run("XADD s 1-0 f 1");
        engine.run("XGROUP CREATE s g $");
        client("a", "XREAD BLOCK 0 STREAMS s $");
        client("b", "XREADGROUP GROUP g x BLOCK 0 STREAMS s >");
        client("c", "XREADGROUP GROUP g y BLOCK 0 STREAMS s >");
        client("d", "XREAD BLOCK 0 STREAMS none s 0 1-0");
        assertThat(heard).isEmpty();
        assertThat(heardAfter("XADD s 2-0 f 2"))
                .containsExactly("a:{s=[[2-0, [f, 2]]]}", "b:{s=[[2-0, [f, 2]]]}", "d:{s=[[2-0, [f, 2]]]}");
        assertThat(heardAfter("XADD s 3-0 f 3")).containsExactly("c:{s=[[3-0, [f, 3]]]}");
        assertThat(engine.text("XPENDING s g")).isEqualTo("[2, 2-0, 3-0, [[x, 1], [y, 1]]]");
    }

    @Test
    void theLastIdIsThatOfTheMomentItBeganToWait() {
        engine.run("XADD s 5-0 f 5");
        client("a", "XREAD BLOCK 0 STREAMS s t $ $");
        assertThat(heardAfter("XDEL s 5-0")).isEmpty();
        assertThat(heardAfter("XADD t 1-0 f 1")).containsExactly("a:{t=[[1-0, [f, 1]]]}");
        client("b", "XREAD BLOCK 0 STREAMS s +");
        assertThat(heardAfter("XADD s 6-0 f 6")).containsExactly("b:{s=[[6-0, [f, 6]]]}");
    }

    @Test
    void allThatATransactionAddsComesAtOnce() {
        client("a", "XREAD BLOCK 0 COUNT 2 STREAMS s $");
        try (Session session = engine.session()) {
            session.call(TestEngine.request("MULTI"));
            for (int i = 1; i <= 3; i++) session.call(TestEngine.request("XADD s " + i + "-0 f " + i));
            assertThat(heard).isEmpty();
            session.call(TestEngine.request("EXEC"));
        }
        assertThat(heard).containsExactly("a:{s=[[1-0, [f, 1]], [2-0, [f, 2]]]}");
    }

    @Test
    void whoWaitsInAGroupHearsThatItIsGone() {
        for (String end : List.of("DEL s", "XGROUP DESTROY s g", "RENAME s t", "FLUSHALL")) {
            engine.run("FLUSHALL");
            engine.run("XGROUP CREATE s g $ MKSTREAM");
            client("a", "XREADGROUP GROUP g x BLOCK 0 STREAMS s >");
            client("b", "XREAD BLOCK 0 STREAMS s $");
            assertThat(heardAfter(end)).as(end).containsExactly("a:" + NO_GROUP);
            assertThat(heardAfter("XADD s 9-0 f 9")).as(end).containsExactly("b:{s=[[9-0, [f, 9]]]}");
        }
    }

    @Test
    void anotherTypeIsAnErrorForWhoWaitsInAGroup() {
        engine.run("XGROUP CREATE s g $ MKSTREAM");
        client("a", "XREADGROUP GROUP g x BLOCK 0 STREAMS s >");
        client("b", "XREAD BLOCK 0 STREAMS s $");
        assertThat(heardAfter("SET s x"))
                .containsExactly("a:(error) WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @Test
    void historyNeverWaits() {
        engine.run("XGROUP CREATE s g $ MKSTREAM");
        client("a", "XREADGROUP GROUP g x BLOCK 0 STREAMS s 0");
        assertThat(heard).containsExactly("a:{s=[]}");
    }

    @Test
    void timeoutsAreInMilliseconds() {
        engine.run("XGROUP CREATE s g $ MKSTREAM");
        client("a", "XREAD BLOCK 20 STREAMS s $");
        client("b", "XREADGROUP GROUP g x BLOCK 10 STREAMS s >");
        engine.advance(Duration.ofMillis(9));
        assertThat(heard).isEmpty();
        engine.advance(Duration.ofMillis(1));
        assertThat(heard).containsExactly("b:(nil)");
        engine.advance(Duration.ofMillis(10));
        assertThat(heard).containsExactly("b:(nil)", "a:(nil)");
        assertThat(engine.text("XINFO CONSUMERS s g")).isEqualTo("[{name=x, pending=0, idle=20, inactive=-1}]");
    }

    @Test
    void nobodyWaitsInsideATransaction() {
        try (Session session = engine.session()) {
            session.call(TestEngine.request("MULTI"));
            session.call(TestEngine.request("XREAD BLOCK 0 STREAMS s $"));
            assertThat(TestEngine.text(session.call(TestEngine.request("EXEC"))))
                    .isEqualTo("[(nil)]");
        }
    }
}
