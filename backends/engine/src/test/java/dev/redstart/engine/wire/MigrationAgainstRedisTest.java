package dev.redstart.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys go to another server as they do from real Redis; each of the two has one of its own to send them to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationAgainstRedisTest {

    private Pair pair;
    private RedisServer theirTarget;
    private RedisServer ourTarget;
    private WireServer ours;

    @BeforeAll
    void open() throws IOException {
        pair = new Pair();
        theirTarget = RedisServer.builder().config("requirepass", "secret").start();
        ourTarget = RedisServer.builder().config("requirepass", "secret").start();
        ours = new WireServer(ourTarget.port());
        ours.send("AUTH secret");
    }

    @AfterAll
    void close() throws IOException {
        ours.close();
        ourTarget.close();
        theirTarget.close();
        pair.close();
    }

    private void fill() {
        pair.both("FLUSHALL");
        pair.both("MSET a 1 b 2 c 3");
        pair.both("RPUSH l 1 2 3");
        pair.both("HSET h f v");
        pair.both("EXPIRE h 1000");
        pair.takeEvents();
    }

    private void compare(String lines) {
        String target = "127.0.0.1 " + theirTarget.port();
        pair.compare(lines.replace("TARGET", target), line -> line.replace(target, "127.0.0.1 " + ourTarget.port()));
    }

    @Test
    void keysMoveWithTheirTimesAndThoseThatAreRefusedStay() {
        fill();
        compare(
                """
                MIGRATE TARGET l 3 1000 AUTH secret COPY
                LLEN l
                MIGRATE TARGET l 3 1000 COPY AUTH secret
                MIGRATE TARGET l 3 1000 REPLACE AUTH2 default secret
                EXISTS l
                MIGRATE TARGET h 3 1000 AUTH secret
                EXISTS h
                MIGRATE TARGET h 3 1000
                MIGRATE TARGET "" 4 1000 AUTH secret KEYS a x b
                EXISTS a b c
                SET a new
                MIGRATE TARGET "" 4 1000 AUTH secret KEYS a c
                EXISTS a b c
                """);
        ours.send("SELECT 3");
        assertThat(ours.send("LRANGE l 0 -1")).isEqualTo("*3\r\n$1\r\n1\r\n$1\r\n2\r\n$1\r\n3\r\n");
        assertThat(ours.send("TTL h")).isIn(":1000\r\n", ":999\r\n");
    }

    @Test
    void refusals() throws IOException {
        fill();
        int closed;
        try (ServerSocket free = new ServerSocket(0)) {
            closed = free.getLocalPort();
        }
        compare(
                """
                MIGRATE TARGET nosuch 0 1000
                MIGRATE TARGET a 0 1000
                MIGRATE TARGET a 0 1000 AUTH wrong
                MIGRATE TARGET a 99 1000 AUTH secret
                MIGRATE 127.0.0.1 CLOSED a 0 1000
                MIGRATE TARGET a x 1000
                MIGRATE TARGET a 0 x
                MIGRATE TARGET a 0 1000 FOO
                MIGRATE TARGET a 0 1000 AUTH
                MIGRATE TARGET a 0 1000 AUTH2 default
                MIGRATE TARGET a 0 1000 KEYS b
                MIGRATE TARGET "" 0 1000 KEYS
                MIGRATE TARGET
                EXISTS a b
                """
                        .replace("CLOSED", Integer.toString(closed)));
    }
}
