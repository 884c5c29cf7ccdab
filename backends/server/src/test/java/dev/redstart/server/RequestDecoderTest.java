package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.engine.command.CommandTable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Commands come out the same however their bytes are cut; what is no command fails with Redis' words. */
class RequestDecoderTest {

    private static final CommandNames NAMES = new CommandNames(CommandTable.create());

    private final boolean[] unauthenticated = {false};

    private RequestDecoder decoder = fresh();

    private RequestDecoder fresh() {
        return new RequestDecoder(NAMES, new RequestDecoder.Limits() {
            @Override
            public long argumentBytes() {
                return 512L * 1024 * 1024;
            }

            @Override
            public boolean unauthenticated() {
                return unauthenticated[0];
            }
        });
    }

    /** What it makes of these pieces, each command as its words with commas between them. */
    private List<String> decoded(String... pieces) throws ProtocolException {
        List<String> commands = new ArrayList<>();
        for (String piece : pieces) {
            ByteBuf in = Unpooled.copiedBuffer(piece, StandardCharsets.ISO_8859_1);
            decoder.feed(in);
            assertThat(in.isReadable()).isFalse();
            in.release();
            while (decoder.next()) {
                StringBuilder words = new StringBuilder(decoder.name());
                for (byte[] arg : decoder.arguments())
                    words.append(',').append(new String(arg, StandardCharsets.ISO_8859_1));
                commands.add(words.toString());
            }
            decoder.settle();
        }
        return commands;
    }

    private void fails(String text, String message) {
        decoder = fresh();
        assertThatThrownBy(() -> decoded(text)).hasMessage("ERR Protocol error: " + message);
    }

    @Test
    void arraysAndLines() throws ProtocolException {
        assertThat(decoded(Wire.encoded("get", "k") + "SET k v\r\n\r\nping\n*0\r\n*-1\r\n"
                        + Wire.encoded("nosuch", "1", "")))
                .containsExactly("get,k", "SET,k,v", "ping", "nosuch,1,");
        assertThat(decoder.command()).isNull();
        assertThat(decoder.pendingBytes()).isZero();
    }

    @Test
    void cutAnywhere() throws ProtocolException {
        String big = "x".repeat(RequestDecoder.BIG_ARGUMENT + 5);
        String text =
                Wire.encoded("SET", "k", big) + "get k\r\n" + Wire.encoded("LPUSH", "l", "1", big, "2") + "PING\r\n";
        List<String> whole = decoded(text);
        assertThat(whole).hasSize(4);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> pieces = new ArrayList<>();
            int step = 1 + random.nextInt(round < 5 ? 3 : 40_000);
            for (int at = 0; at < text.length(); at += step)
                pieces.add(text.substring(at, Math.min(text.length(), at + step)));
            assertThat(decoded(pieces.toArray(new String[0])))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(whole);
        }
    }

    @Test
    void anAnnouncementCostsNoMemory() throws ProtocolException {
        decoded("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$500000000\r\nabc");
        assertThat(decoder.pendingBytes()).isEqualTo(4);
        decoder = fresh();
        decoded("*2000000000\r\n$1\r\na\r\n");
        assertThat(decoder.pendingBytes()).isZero();
    }

    @Test
    void whatIsNoCommand() {
        fails("*x\r\n", "invalid multibulk length");
        fails("*3000000000\r\n", "invalid multibulk length");
        fails("*01\r\n", "invalid multibulk length");
        fails("*" + "1".repeat(70_000), "too big mbulk count string");
        fails("*1\r\n" + "$" + "1".repeat(70_000), "too big bulk count string");
        fails("x".repeat(70_000), "too big inline request");
        fails("SET \"k v\r\n", "unbalanced quotes in request");
    }

    @Test
    void whatIsNoArgument() {
        fails("*1\r\nfoo\r\n", "expected '$', got 'f'");
        fails("*1\r\n$-1\r\n", "invalid bulk length");
        fails("*1\r\n$\r\n", "invalid bulk length");
        fails("*1\r\n$2000000000\r\n", "invalid bulk length");
    }

    @Test
    void littleIsTakenFromWhoOwesAPassword() throws ProtocolException {
        unauthenticated[0] = true;
        assertThat(decoded(Wire.encoded("AUTH", "x".repeat(16_384)))).hasSize(1);
        fails("*11\r\n", "unauthenticated multibulk length");
        fails("*2\r\n$4\r\nAUTH\r\n$16385\r\n", "unauthenticated bulk length");
    }

    @Test
    void linesAsTheyAreTyped() throws ProtocolException {
        assertThat(decoded("set \"a b\" 'c\\'d' \"\\x41\\n\\\"\\q\" x\"y\"\r\n"))
                .containsExactly("set,a b,c'd,A\n\"q,xy");
        fails("get \"a\"b\r\n", "unbalanced quotes in request");
        fails("get 'a\r\n", "unbalanced quotes in request");
    }
}
