package dev.redstart.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.spi.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of RESP2 and RESP3, and what is none. */
class RespDecoderTest {

    private static Reply read(String bytes) {
        return read(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** In one piece, and in pieces of every small size: it is to make no difference. */
    private static Reply read(byte[] bytes) {
        Reply whole = read(bytes, bytes.length);
        for (int piece = 1; piece <= 7 && bytes.length < 10_000; piece++)
            assertThat(read(bytes, piece)).as("in pieces of %d", piece).isEqualTo(whole);
        return whole;
    }

    private static Reply read(byte[] bytes, int piece) {
        RespDecoder decoder = new RespDecoder();
        Reply reply = null;
        for (int at = 0; at < bytes.length; at += piece) {
            assertThat(reply).as("whole before its last byte").isNull();
            reply = decoder.next(Unpooled.wrappedBuffer(bytes, at, Math.min(piece, bytes.length - at)));
        }
        if (reply == null) throw new Unfinished();
        return reply;
    }

    /** The bytes ended before the reply did. */
    private static final class Unfinished extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void readsScalars() {
        assertThat(read("+OK\r\n")).isSameAs(Reply.OK);
        assertThat(read("+QUEUED\r\n")).isSameAs(Reply.QUEUED);
        assertThat(read("+h\u00e9\r\n")).isEqualTo(new Reply.Text("h\u00e9"));
        assertThat(read("+\r\n")).isEqualTo(new Reply.Text(""));
        assertThat(read("-WRONGTYPE no\r\n")).isEqualTo(new Reply.Error("WRONGTYPE no"));
        assertThat(read(":-12\r\n")).isEqualTo(Reply.integer(-12));
        assertThat(read(":+5\r\n")).isEqualTo(Reply.integer(5));
        assertThat(read("$5\r\na\r\nbc\r\n")).isEqualTo(Reply.blob("a\r\nbc"));
        assertThat(read("$0\r\n\r\n")).isEqualTo(Reply.blob(""));
        assertThat(read("$-1\r\n")).isSameAs(Reply.NULL);
        assertThat(read("*-1\r\n")).isSameAs(Reply.NULL);
        assertThat(read("_\r\n")).isSameAs(Reply.NULL);
        assertThat(read("#t\r\n")).isEqualTo(new Reply.Bool(true));
        assertThat(read("#f\r\n")).isEqualTo(new Reply.Bool(false));
        assertThat(read(",1.5e3\r\n")).isEqualTo(new Reply.Double(1500));
        assertThat(read(",inf\r\n")).isEqualTo(new Reply.Double(Double.POSITIVE_INFINITY));
        assertThat(read(",-inf\r\n")).isEqualTo(new Reply.Double(Double.NEGATIVE_INFINITY));
        assertThat(read(",nan\r\n")).isEqualTo(new Reply.Double(Double.NaN));
        assertThat(read("(-3492890328409238509324850943850943825024385\r\n"))
                .isEqualTo(new Reply.BigNumber(new BigInteger("-3492890328409238509324850943850943825024385")));
        assertThat(read("=8\r\nmkd:*hi*\r\n"))
                .isEqualTo(new Reply.Verbatim("mkd", "*hi*".getBytes(StandardCharsets.UTF_8)));
        assertThat(read("!10\r\nERR a\r\nb c\r\n")).isEqualTo(new Reply.Error("ERR a\r\nb c"));
    }

    @Test
    void readsTheEndsOfLong() {
        assertThat(read(":9223372036854775807\r\n")).isEqualTo(Reply.integer(Long.MAX_VALUE));
        assertThat(read(":-9223372036854775808\r\n")).isEqualTo(Reply.integer(Long.MIN_VALUE));
    }

    @Test
    void readsAggregatesInTheirOwnTypes() {
        assertThat(read("*3\r\n:1\r\n-ERR in here\r\n*0\r\n"))
                .isEqualTo(Reply.array(Reply.integer(1), new Reply.Error("ERR in here"), Reply.array()));
        assertThat(read("%2\r\n+a\r\n:1\r\n+a\r\n_\r\n"))
                .isEqualTo(new Reply.MapOf(List.of(
                        Map.entry(new Reply.Text("a"), Reply.integer(1)), Map.entry(new Reply.Text("a"), Reply.NULL))));
        assertThat(read("~2\r\n#t\r\n~0\r\n"))
                .isEqualTo(new Reply.SetOf(List.of(new Reply.Bool(true), new Reply.SetOf(List.of()))));
        assertThat(read(">3\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n:1\r\n"))
                .isEqualTo(new Reply.Push("invalidate", List.of(Reply.array(Reply.blob("k")), Reply.integer(1))));
    }

    @Test
    void dropsAttributesWhereverTheyStand() {
        assertThat(read("|1\r\n+ttl\r\n:5\r\n|1\r\n+more\r\n%1\r\n+a\r\n+b\r\n*2\r\n|1\r\n+x\r\n:1\r\n:7\r\n:8\r\n"))
                .isEqualTo(Reply.array(Reply.integer(7), Reply.integer(8)));
    }

    @Test
    void readsLongStringsWhole() {
        byte[] content = new byte[3 * 1024 * 1024 + 7];
        new Random(1).nextBytes(content);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(("$" + content.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        wire.writeBytes(content);
        wire.writeBytes(new byte[] {'\r', '\n'});
        assertThat(((Reply.Blob) read(wire.toByteArray())).value()).isEqualTo(content);
        String line = "x".repeat(100_000);
        assertThat(read("-" + line + "\r\n")).isEqualTo(new Reply.Error(line));
    }

    @Test
    void nestsAsDeepAsAllowedAndNoDeeper() {
        String deep = "*1\r\n".repeat(RespDecoder.MAX_DEPTH);
        assertThat(read(deep + ":1\r\n")).isInstanceOf(Reply.Array.class);
        assertThatThrownBy(() -> read("*1\r\n" + deep + ":1\r\n"))
                .isInstanceOf(MalformedReplyException.class)
                .hasMessageContaining("deeper than 128");
        assertThatThrownBy(() -> read("|1\r\n+a\r\n".repeat(100_000))).isInstanceOf(MalformedReplyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400\r\n",
                ":\r\n",
                ":1x\r\n",
                ":9223372036854775808\r\n",
                ":-9223372036854775809\r\n",
                ":99999999999999999999999\r\n",
                "$-2\r\n",
                "$536870913\r\n",
                "$3\r\nabcd\r\n",
                "*-2\r\n",
                "*2147483648\r\n",
                "%-1\r\n",
                "~-1\r\n",
                "_x\r\n",
                "#x\r\n",
                "#true\r\n",
                ",abc\r\n",
                ",\r\n",
                "(1.5\r\n",
                "=3\r\ntxt\r\n",
                "=5\r\ntext:\r\n",
                "=-1\r\n",
                "!-1\r\n",
                "+a\rb\r\n",
                ">0\r\n",
                "*1\r\n>1\r\n+a\r\n",
                ">1\r\n:1\r\n",
                "$?\r\n",
                "*?\r\n",
                ".\r\n"
            })
    void refusesWhatIsNotResp(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void givesOneReplyAfterAnother() {
        RespDecoder decoder = new RespDecoder();
        ByteBuf in = Unpooled.copiedBuffer(":1\r\n|1\r\n+a\r\n+b\r\n*0\r\n+O", StandardCharsets.US_ASCII);
        assertThat(decoder.next(in)).isEqualTo(Reply.integer(1));
        assertThat(decoder.next(in)).isEqualTo(Reply.array());
        assertThat(decoder.next(in)).isNull();
        assertThat(decoder.next(Unpooled.copiedBuffer("K\r\n", StandardCharsets.US_ASCII)))
                .isSameAs(Reply.OK);
    }

    /** Announces much and sends little: the memory taken follows what was sent. */
    @ParameterizedTest
    @ValueSource(strings = {"*2147483647\r\n:1\r\n", "$536870912\r\nabc", "%2000000000\r\n", "~2147483647\r\n", "+abc"})
    void believesNoHeader(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(Unfinished.class);
    }

    @Test
    void survivesNoise() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "+-:$*%~>|_#,(!=0123456789-tf\r\n";
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder noise = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
                if (random.nextInt(4) == 0) noise.append("\r\n");
            }
            try {
                byte[] bytes = noise.toString().getBytes(StandardCharsets.US_ASCII);
                RespDecoder decoder = new RespDecoder();
                ByteBuf in = Unpooled.wrappedBuffer(bytes);
                while (in.isReadable()) if (decoder.next(in) == null && !in.isReadable()) throw new Unfinished();
            } catch (MalformedReplyException | Unfinished e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", round " + round + ": " + noise, e);
            }
        }
        assertThat(refused).as("seed %d", seed).isPositive();
    }
}
