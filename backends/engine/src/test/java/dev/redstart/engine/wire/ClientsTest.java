package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.spi.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What connected clients see of each other. */
class ClientsTest {

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Engine engine = Engine.open(new ServerConfig(), clock);
    private final WireClient a = new WireClient(engine, "127.0.0.1:50001");
    private final WireClient b = new WireClient(engine, "127.0.0.1:50002");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void clientListShowsEveryField() {
        a.send("HELLO 3 SETNAME one");
        clock.advance(Duration.ofSeconds(7));
        b.send("MULTI");
        b.send("SET k v");
        assertThat(a.send("CLIENT LIST"))
                .contains("id=" + a.session().id() + " addr=127.0.0.1:50001 laddr=127.0.0.1:6379 fd=")
                .contains(" name=one age=7 idle=0 flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 watch=0 qbuf=26 qbuf-free=0"
                        + " argv-mem=10 multi-mem=0 rbs=16384 rbp=16384 obl=0 oll=0 omem=0 tot-mem=")
                .contains(" events=r cmd=client|list user=default redir=-1 resp=3 lib-name= lib-ver= io-thread=0\n")
                .contains(" name= age=7 idle=0 flags=x db=0 sub=0 psub=0 ssub=0 multi=1 watch=0 ")
                .contains(" multi-mem=5 ")
                .contains(" cmd=set ");
        assertThat(a.send("CLIENT LIST ID 999 " + b.session().id()))
                .contains("addr=127.0.0.1:50002")
                .doesNotContain("addr=127.0.0.1:50001");
    }

    @Test
    void messagesComeAmongTheRepliesInOrder() {
        assertThat(a.send("SUBSCRIBE c d"))
                .isEqualTo("*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n*3\r\n$9\r\nsubscribe\r\n$1\r\nd\r\n:2\r\n");
        assertThat(a.send("PSUBSCRIBE c*")).endsWith("$2\r\nc*\r\n:3\r\n");
        assertThat(b.send("PUBLISH c hi")).isEqualTo(":2\r\n");
        assertThat(a.received())
                .isEqualTo("*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$2\r\nhi\r\n"
                        + "*4\r\n$8\r\npmessage\r\n$2\r\nc*\r\n$1\r\nc\r\n$2\r\nhi\r\n");
        assertThat(a.send("GET k")).startsWith("-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE");
        assertThat(a.send("PING")).isEqualTo("*2\r\n$4\r\npong\r\n$0\r\n\r\n");
        assertThat(a.send("UNSUBSCRIBE")).contains("$1\r\nc\r\n:2\r\n").contains("$1\r\nd\r\n:1\r\n");
        assertThat(a.send("UNSUBSCRIBE")).isEqualTo("*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:1\r\n");
        assertThat(a.send("PUNSUBSCRIBE c*")).endsWith(":0\r\n");
        assertThat(a.send("PING")).isEqualTo("+PONG\r\n");
    }

    @Test
    void whatOneSaysToOneselfComesAfterTheReply() {
        a.send("HELLO 3");
        a.send("SSUBSCRIBE s");
        assertThat(a.send("SPUBLISH s x")).isEqualTo(":1\r\n>3\r\n$8\r\nsmessage\r\n$1\r\ns\r\n$1\r\nx\r\n");
        a.send("MULTI");
        a.send("SPUBLISH s y");
        assertThat(a.send("EXEC")).isEqualTo("*1\r\n:1\r\n>3\r\n$8\r\nsmessage\r\n$1\r\ns\r\n$1\r\ny\r\n");
    }

    @Test
    void aClientThatGoesListensNoLonger() {
        a.send("SUBSCRIBE c");
        assertThat(b.send("CLIENT KILL TYPE pubsub")).isEqualTo(":1\r\n");
        assertThat(a.isClosed()).isTrue();
        assertThat(b.send("PUBLISH c x")).isEqualTo(":0\r\n");
        assertThat(b.send("CLIENT LIST")).doesNotContain("50001");
    }

    @Test
    void killFilters() {
        assertThat(b.send("CLIENT KILL 127.0.0.1:1")).isEqualTo("-ERR No such client\r\n");
        assertThat(b.send("CLIENT KILL ADDR 127.0.0.1:50001 MAXAGE 5")).isEqualTo(":0\r\n");
        clock.advance(Duration.ofSeconds(5));
        assertThat(b.send("CLIENT KILL ADDR 127.0.0.1:50001 MAXAGE 5")).isEqualTo(":1\r\n");
        assertThat(b.send("CLIENT KILL ID " + b.session().id())).isEqualTo(":0\r\n");
        assertThat(b.send("CLIENT KILL ID " + b.session().id() + " SKIPME NO")).isEqualTo(":1\r\n");
        assertThat(b.isClosed()).isTrue();
    }

    @Test
    void aClientThatWaitsIsKilled() {
        assertThat(a.send("BLPOP k 0")).isEmpty();
        assertThat(b.send("CLIENT LIST")).contains(" flags=b ").contains(" cmd=blpop ");
        assertThat(b.send("CLIENT KILL 127.0.0.1:50001")).isEqualTo("+OK\r\n");
        assertThat(b.send("RPUSH k v")).isEqualTo(":1\r\n");
        assertThat(b.send("LLEN k")).isEqualTo(":1\r\n");
    }

    @Test
    void clientReply() {
        assertThat(a.send("CLIENT REPLY SKIP")).isEmpty();
        assertThat(a.send("PING")).isEmpty();
        assertThat(a.send("PING")).isEqualTo("+PONG\r\n");
        assertThat(a.send("CLIENT REPLY OFF")).isEmpty();
        assertThat(a.send("NOSUCH")).isEmpty();
        assertThat(a.send("SUBSCRIBE c"))
                .as("messages are no replies")
                .isEqualTo("*3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n");
        assertThat(a.send("UNSUBSCRIBE c")).isNotEmpty();
        assertThat(a.send("CLIENT REPLY ON")).isEqualTo("+OK\r\n");
        assertThat(a.send("PING")).isEqualTo("+PONG\r\n");
    }

    @Test
    void monitorSeesCommandsWithoutSecrets() {
        assertThat(a.send("MONITOR")).isEqualTo("+OK\r\n");
        b.send("SET k \"a\\x00\\n\\\"\\xff\"");
        assertThat(a.received())
                .isEqualTo("+1767225600.000000 [0 127.0.0.1:50002] \"SET\" \"k\" \"a\\x00\\n\\\"\\xff\"\r\n");
        b.send("AUTH default secret");
        assertThat(a.received()).endsWith("\"AUTH\" \"(redacted)\" \"(redacted)\"\r\n");
        b.send("HELLO 2 AUTH default secret SETNAME n");
        assertThat(a.received())
                .endsWith("\"HELLO\" \"2\" \"AUTH\" \"(redacted)\" \"(redacted)\" \"SETNAME\" \"n\"\r\n");
        b.send("CONFIG GET x");
        assertThat(a.received()).as("administration is not shown").isEmpty();
        b.send("SELECT 3");
        assertThat(a.received()).contains(" [3 127.0.0.1:50002] \"SELECT\" \"3\"");
        assertThat(a.send("GET k")).isEqualTo("-ERR Replica can't interact with the keyspace\r\n");
        assertThat(b.send("CLIENT LIST")).contains(" flags=O ");
        assertThat(a.send("RESET")).isEqualTo("+RESET\r\n");
        b.send("PING");
        assertThat(a.received()).isEmpty();
    }

    @Test
    void aPasswordKeepsOthersOut() {
        b.send("CONFIG SET requirepass secret");
        assertThat(a.send("PING")).as("who is in stays in").isEqualTo("+PONG\r\n");
        WireClient c = new WireClient(engine);
        assertThat(c.send("GET k")).isEqualTo("-NOAUTH Authentication required.\r\n");
        assertThat(c.send("HELLO 3")).startsWith("-NOAUTH HELLO must be called with the client already authenticated");
        assertThat(c.send("AUTH wrong")).startsWith("-WRONGPASS invalid username-password pair");
        assertThat(c.send("AUTH nobody secret")).startsWith("-WRONGPASS");
        assertThat(c.send("HELLO 3 AUTH default secret")).startsWith("%7");
        assertThat(c.send("PING")).isEqualTo("+PONG\r\n");
        c.send("RESET");
        assertThat(c.send("PING")).isEqualTo("-NOAUTH Authentication required.\r\n");
        assertThat(c.send("AUTH secret")).isEqualTo("+OK\r\n");
        b.send("CONFIG SET requirepass \"\"");
        assertThat(new WireClient(engine).send("PING")).isEqualTo("+PONG\r\n");
    }

    @Test
    void pauseKeepsWritesUntilItEnds() {
        a.send("SET k 1");
        assertThat(b.send("CLIENT PAUSE 60000 WRITE")).isEqualTo("+OK\r\n");
        assertThat(a.send("GET k")).isEqualTo("$1\r\n1\r\n");
        assertThat(a.send("SET k 2")).isEmpty();
        assertThat(b.send("CLIENT LIST")).contains(" flags=b ");
        assertThat(b.send("CLIENT UNBLOCK " + a.session().id())).isEqualTo(":0\r\n");
        assertThat(b.send("GET k")).isEqualTo("$1\r\n1\r\n");
        assertThat(b.send("CLIENT UNPAUSE")).isEqualTo("+OK\r\n");
        assertThat(a.received()).isEqualTo("+OK\r\n");
        assertThat(b.send("GET k")).isEqualTo("$1\r\n2\r\n");
    }

    @Test
    void pauseEndsByItself() {
        b.send("CLIENT PAUSE 1000");
        assertThat(a.send("PING")).isEmpty();
        assertThat(b.send("PING")).isEmpty();
        clock.advance(Duration.ofMillis(999));
        assertThat(a.received()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(a.received()).isEqualTo("+PONG\r\n");
        assertThat(b.received()).isEqualTo("+PONG\r\n");
    }

    @Test
    void aKeptTransactionRunsAsAWhole() {
        a.send("MULTI");
        a.send("SET k 1");
        a.send("INCR k");
        b.send("CLIENT PAUSE 1000 WRITE");
        assertThat(a.send("EXEC")).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(a.received()).isEqualTo("*2\r\n+OK\r\n:2\r\n");
    }

    @Test
    void waitTimesOutWithNothing() {
        assertThat(a.send("WAIT 0 0")).isEqualTo(":0\r\n");
        assertThat(a.send("WAIT 1 100")).isEmpty();
        clock.advance(Duration.ofMillis(100));
        assertThat(a.received()).isEqualTo(":0\r\n");
    }
}
