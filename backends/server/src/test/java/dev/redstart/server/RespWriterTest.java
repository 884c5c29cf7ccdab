package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.dispatch.ReplySink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each value in both protocols; headers that are known only at the end; what is taken back. */
class RespWriterTest {

    private static String written(boolean resp3, Consumer<ReplySink> what) {
        ByteBuf out = Unpooled.directBuffer(8);
        try {
            what.accept(new RespWriter(out, () -> resp3));
            return out.toString(StandardCharsets.UTF_8).replace("\r\n", "|");
        } finally {
            out.release();
        }
    }

    private static void both(Consumer<ReplySink> what, String resp2, String resp3) {
        assertThat(written(false, what)).isEqualTo(resp2);
        assertThat(written(true, what)).isEqualTo(resp3);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsTheSameInBoth() {
        both(to -> to.text("PONG"), "+PONG|", "+PONG|");
        both(ReplySink::ok, "+OK|", "+OK|");
        both(to -> to.error("ERR no"), "-ERR no|", "-ERR no|");
        both(to -> to.blob(bytes("a\r\nb")), "$4|a|b|", "$4|a|b|");
        both(to -> to.blob(bytes("abcdef"), 2, 3), "$3|cde|", "$3|cde|");
        both(to -> to.blob(""), "$0||", "$0||");
        both(to -> to.blob("ü"), "$2|ü|", "$2|ü|");
        both(to -> to.integer(9), ":9|", ":9|");
        both(to -> to.integer(-1), ":-1|", ":-1|");
        both(to -> to.integer(Long.MIN_VALUE), ":-9223372036854775808|", ":-9223372036854775808|");
        both(to -> to.array(0), "*0|", "*0|");
        both(to -> to.array(12), "*12|", "*12|");
    }

    @Test
    void whatDiffers() {
        both(ReplySink::nullBulk, "$-1|", "_|");
        both(ReplySink::nullArray, "*-1|", "_|");
        both(to -> to.dbl(1.5), "$3|1.5|", ",1.5|");
        both(to -> to.dbl(3), "$1|3|", ",3|");
        both(to -> to.dbl(Double.NEGATIVE_INFINITY), "$4|-inf|", ",-inf|");
        both(to -> to.bool(true), ":1|", "#t|");
        both(to -> to.bool(false), ":0|", "#f|");
        both(to -> to.bigNumber("100000000000000000000"), "$21|100000000000000000000|", "(100000000000000000000|");
        both(to -> to.verbatim("txt", bytes("hello")), "$5|hello|", "=9|txt:hello|");
        both(to -> to.map(2), "*4|", "%2|");
        both(to -> to.set(2), "*2|", "~2|");
        both(to -> to.push(3), "*3|", ">3|");
    }

    @Test
    void attributesStandBeforeAnElementAndCountAsNone() {
        both(
                to -> {
                    to.openArray();
                    if (to.attributes(1)) {
                        to.text("ttl");
                        to.integer(7);
                    }
                    to.integer(1);
                    to.end();
                },
                "*1|:1|",
                "*1||1|+ttl|:7|:1|");
    }

    @Test
    void anAggregateThatTellsItsSizeAtItsEnd() {
        both(
                to -> {
                    to.openArray();
                    to.end();
                },
                "*0|",
                "*0|");
        both(
                to -> {
                    to.openMap();
                    to.blob("k");
                    to.integer(1);
                    to.end();
                    to.ok();
                },
                "*2|$1|k|:1|+OK|",
                "%1|$1|k|:1|+OK|");
        both(
                to -> {
                    to.openSet();
                    for (int i = 0; i < 120; i++) to.integer(1);
                    to.end();
                },
                "*120|" + ":1|".repeat(120),
                "~120|" + ":1|".repeat(120));
    }

    @Test
    void nestedInEachOther() {
        Consumer<ReplySink> what = to -> {
            to.array(2);
            to.openArray();
            for (int i = 0; i < 11; i++) {
                to.openMap();
                to.blob("a");
                to.array(2);
                to.integer(1);
                to.set(1);
                to.nullBulk();
                to.end();
            }
            to.end();
            to.ok();
        };
        both(
                what,
                "*2|*11|" + "*2|$1|a|*2|:1|*1|$-1|".repeat(11) + "+OK|",
                "*2|*11|" + "%1|$1|a|*2|:1|~1|_|".repeat(11) + "+OK|");
    }

    @Test
    void aReplyTakenBack() {
        both(
                to -> {
                    to.array(2);
                    to.ok();
                    long mark = to.mark();
                    to.openArray();
                    to.integer(1);
                    to.openMap();
                    to.integer(2);
                    to.rewind(mark);
                    to.error("ERR no");
                },
                "*2|+OK|-ERR no|",
                "*2|+OK|-ERR no|");
    }

    @Test
    void takenBackInsideOfOneThatStaysOpen() {
        both(
                to -> {
                    to.openArray();
                    to.integer(1);
                    long mark = to.mark();
                    to.array(7);
                    to.integer(2);
                    to.rewind(mark);
                    to.integer(3);
                    to.end();
                },
                "*2|:1|:3|",
                "*2|:1|:3|");
    }
}
