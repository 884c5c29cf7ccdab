package dev.redstart.engine.wire;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes of what streams reply, which differ between the protocols, byte for byte; what tells times is left out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsAgainstRedisTest {

    private Pair pair;

    @BeforeAll
    void open() throws IOException {
        pair = new Pair();
    }

    @AfterAll
    void close() throws IOException {
        pair.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3"})
    void entriesAndGroups(String protocol) {
        pair.both("HELLO " + protocol);
        pair.both("FLUSHALL");
        pair.takeEvents();
        pair.compare(
                """
                XADD s 1-1 a 1 b 2
                XADD s 1-1 a 1
                XADD s 2-* a 2
                XADD s NOMKSTREAM 3-0 c 3
                XADD none NOMKSTREAM 3-0 c 3
                XLEN s
                XRANGE s - +
                XREVRANGE s + - COUNT 1
                XRANGE none - +
                XREAD STREAMS s none 0 0
                XREAD COUNT 1 STREAMS s s 0 1-1
                XREAD STREAMS none 0
                XREAD STREAMS s +
                XREAD STREAMS s 9
                XGROUP CREATE s g 0
                XGROUP CREATE s g 0
                XGROUP CREATE none g 0
                XGROUP CREATE made g $ MKSTREAM
                XREADGROUP GROUP g c COUNT 2 STREAMS s >
                XREADGROUP GROUP g c STREAMS s 0
                XREADGROUP GROUP g d STREAMS s >
                XREADGROUP GROUP g d STREAMS s >
                XREADGROUP GROUP nosuch d STREAMS s >
                XPENDING s g
                XPENDING s nosuch
                XPENDING made g
                XPENDING made g - + 10
                XCLAIM s g d 0 1-1 9-9 JUSTID
                XAUTOCLAIM s g e 0 0 COUNT 1 JUSTID
                XDEL s 2-0
                XAUTOCLAIM s g e 0 0 JUSTID
                XCLAIM s g c 0 1-1
                XREADGROUP GROUP g e STREAMS s 0
                XACK s g 1-1 1-1 7-7
                XINFO GROUPS s
                XINFO GROUPS made
                XINFO STREAM made
                XINFO STREAM none
                XGROUP CREATECONSUMER s g f
                XGROUP DELCONSUMER s g e
                XGROUP SETID s g 0 ENTRIESREAD 1
                XINFO GROUPS s
                XSETID s 5-0 ENTRIESADDED 9 MAXDELETEDID 4-0
                XTRIM s MAXLEN 1
                XTRIM s MINID = 9
                XRANGE s - +
                XGROUP DESTROY s g
                """);
    }
}
