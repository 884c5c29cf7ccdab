package dev.redstart.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.spi.MovableClock;
import dev.redstart.spi.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting, by two commands made up for the purpose: PUT stores a string, TAKE waits for one and removes it. */
class BlockedClientsTest {

    private final MovableClock clock = MovableClock.atPresent();
    private final List<String> heard = new ArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(
            new Commands(List.of(
                    Command.of("PUT", 3, "write", KeySpec.FIRST, BlockedClientsTest::put),
                    Command.of("TAKE", -3, "write blocking", KeySpec.range(1, -2, 1), BlockedClientsTest::take),
                    Command.of("MOVE", 4, "write blocking", KeySpec.range(1, 2, 1), BlockedClientsTest::move),
                    Command.of("MULTI", 1, "unqueued", KeySpec.NONE, BlockedClientsTest::multi),
                    Command.of("EXEC", 1, "unqueued", KeySpec.NONE, call -> call.dispatcher()
                            .transactions()
                            .exec(call)))),
            new ServerConfig(),
            clock);
    private final ClientSession writer = dispatcher.connect(0);

    private static void put(Call call) {
        call.db().set(call.arg(0), StringValue.of(call.arg(1)));
        call.changed(call.arg(0), EventClass.STRING, "put");
        call.reply().ok();
    }

    private static void take(Call call) {
        long deadline = call.deadline(call.count() - 1);
        for (byte[] key : call.args(0, call.count() - 1)) {
            StringValue value = call.write(key, StringValue.class);
            if (value == null) continue;
            call.db().remove(key);
            call.changed(key, EventClass.GENERIC, "del");
            call.reply().blob(value.bytes());
            return;
        }
        if (call.mayBlock()) call.block(call.args(0, call.count() - 1), StringValue.class, deadline);
        else call.reply().nullArray();
    }

    private static void move(Call call) {
        StringValue value = call.write(call.arg(0), StringValue.class);
        if (value == null) {
            call.block(call.args(0, 1), StringValue.class, call.deadline(2));
            return;
        }
        call.db().remove(call.arg(0));
        call.db().set(call.arg(1), value);
        call.changed(call.arg(1), EventClass.STRING, "put");
        call.reply().ok();
    }

    private static void multi(Call call) {
        call.dispatcher().transactions().begin(call.session());
        call.reply().ok();
    }

    @BeforeEach
    void start() {
        dispatcher.start();
    }

    @AfterEach
    void stop() {
        dispatcher.stop();
    }

    /** The reply, or null while it waits; what comes later is heard as {@code name:reply}. */
    private String run(String name, ClientSession session, String line) {
        String[] words = line.split(" ");
        byte[][] args = new byte[words.length - 1][];
        for (int i = 1; i < words.length; i++) args[i - 1] = words[i].getBytes(StandardCharsets.UTF_8);
        ReplyBuilder reply = new ReplyBuilder();
        Waiter waiter = new Waiter() {
            @Override
            public void answered() {
                heard.add(name + ":" + show(reply.take()));
            }

            @Override
            public void abandoned() {
                heard.add(name + ":abandoned");
            }
        };
        dispatcher.acquire();
        boolean done;
        try {
            done = dispatcher.execute(session, words[0], args, reply, waiter);
        } finally {
            dispatcher.release();
        }
        return done ? show(reply.take()) : "waits";
    }

    private String write(String line) {
        return run("writer", writer, line);
    }

    private static String show(Reply reply) {
        if (reply instanceof Reply.Blob b) return new String(b.value(), StandardCharsets.UTF_8);
        if (reply instanceof Reply.Text t) return t.value();
        if (reply instanceof Reply.Error e) return e.message();
        return reply.equals(Reply.NULL) ? "nil" : reply.toString();
    }

    @Test
    void firstComeFirstServed() {
        assertThat(run("a", dispatcher.connect(0), "TAKE k 0")).isEqualTo("waits");
        assertThat(run("b", dispatcher.connect(0), "TAKE k 0")).isEqualTo("waits");
        write("PUT k 1");
        write("PUT k 2");
        write("PUT k 3");
        assertThat(heard).containsExactly("a:1", "b:2");
        assertThat(dispatcher.databases().get(0).size()).isEqualTo(1);
        assertThat(dispatcher.blocked().count()).isZero();
    }

    @Test
    void whoFindsNothingKeepsItsPlace() {
        run("a", dispatcher.connect(0), "TAKE k 0");
        run("b", dispatcher.connect(0), "TAKE k 0");
        run("c", dispatcher.connect(0), "TAKE other k 0");
        write("PUT k 1");
        write("PUT k 2");
        write("PUT k 3");
        assertThat(heard).containsExactly("a:1", "b:2", "c:3");
    }

    @Test
    void aTransactionServesAfterwards() {
        run("a", dispatcher.connect(0), "TAKE k 0");
        write("MULTI");
        write("PUT k 1");
        write("PUT k 2");
        write("TAKE none 0");
        assertThat(heard).isEmpty();
        assertThat(write("EXEC")).isEqualTo("Array[elements=[Text[value=OK], Text[value=OK], Null[]]]");
        assertThat(heard).containsExactly("a:2");
    }

    @Test
    void servingMayServeOthers() {
        run("b", dispatcher.connect(0), "TAKE y 0");
        run("a", dispatcher.connect(0), "MOVE x y 0");
        write("PUT x 1");
        assertThat(heard).containsExactlyInAnyOrder("a:OK", "b:1");
    }

    @Test
    void timeoutsComeInTheirOrderWhenTheClockMoves() {
        run("late", dispatcher.connect(0), "TAKE k 2");
        run("early", dispatcher.connect(0), "TAKE k 0.5");
        run("never", dispatcher.connect(0), "TAKE k 0");
        clock.advance(Duration.ofMillis(499));
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(heard).containsExactly("early:nil");
        clock.advance(Duration.ofDays(400));
        assertThat(heard).containsExactly("early:nil", "late:nil");
    }

    @Test
    void otherDatabasesAreOtherKeys() {
        run("a", dispatcher.connect(1), "TAKE k 0");
        write("PUT k 1");
        assertThat(heard).isEmpty();
        dispatcher.acquire();
        try {
            dispatcher.swap(0, 1);
            // SWAPDB is a command, too: what waits is served after it.
            dispatcher.blocked().serve();
        } finally {
            dispatcher.release();
        }
        assertThat(heard).containsExactly("a:1");
    }

    @Test
    void unblockAndCancel() {
        ClientSession a = dispatcher.connect(0);
        ClientSession b = dispatcher.connect(0);
        ClientSession c = dispatcher.connect(0);
        run("a", a, "TAKE k 0");
        run("b", b, "TAKE k 0");
        run("c", c, "TAKE k 0");
        dispatcher.acquire();
        try {
            assertThat(dispatcher.blocked().unblock(a.id(), true)).isTrue();
            assertThat(dispatcher.blocked().unblock(a.id(), true)).isFalse();
            assertThat(dispatcher.blocked().unblock(b.id(), false)).isTrue();
            assertThat(dispatcher.cancel(c)).isTrue();
            assertThat(dispatcher.cancel(c)).isFalse();
            assertThat(heard).as("nothing is delivered under the lock").isEmpty();
        } finally {
            dispatcher.release();
        }
        assertThat(heard).containsExactly("a:UNBLOCKED client unblocked via CLIENT UNBLOCK", "b:nil");
    }

    @Test
    void stoppingAbandons() {
        run("a", dispatcher.connect(0), "TAKE k 0");
        dispatcher.stop();
        assertThat(heard).containsExactly("a:abandoned");
    }

    @Test
    void timeoutArguments() {
        assertThat(write("TAKE k x")).isEqualTo("ERR timeout is not a float or out of range");
        assertThat(write("TAKE k -1")).isEqualTo("ERR timeout is negative");
        assertThat(write("TAKE k 1e18")).isEqualTo("ERR timeout is out of range");
    }
}
