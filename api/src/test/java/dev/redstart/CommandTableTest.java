package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What raw calls know of their command. */
class CommandTableTest {

    private static Request request(String line) {
        String[] words = line.split(" ");
        // An empty argument is written as ''.
        for (int i = 0; i < words.length; i++) if (words[i].equals("''")) words[i] = "";
        return CommandTable.complete(CommandTable.request(words[0], Arrays.copyOfRange(words, 1, words.length)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {
                "GET k, k",
                "get k, k",
                "GET, none",
                "PING, none",
                "MSET a 1 b 2, a b",
                "DEL a b c, a b c",
                "BITOP AND d a b, d a b",
                "BLPOP a b 0, a b",
                "COPY a b DB 1, a b",
                "LCS a b LEN, a b",
                "EVAL s 2 a b x y, a b",
                "EVAL s 0 x, none",
                "EVAL s 9 a b, a b",
                "EVAL s -1 a, none",
                "EVAL s x a, none",
                "EVAL s 99999999999 a, none",
                "EVAL s, none",
                "FCALL f 1 a x, a",
                "ZUNIONSTORE d 2 a b WEIGHTS 1 2, d a b",
                "ZUNION 2 a b WITHSCORES, a b",
                "SINTERCARD 2 a b LIMIT 3, a b",
                "LMPOP 1 a LEFT, a",
                "BLMPOP 0 2 a b LEFT, a b",
                "BZMPOP 1.5 1 z MIN, z",
                "XREAD COUNT 2 STREAMS a b 0 0, a b",
                "XREAD STREAMS a 0, a",
                "XREAD COUNT 2, none",
                "xreadgroup group g c streams a b > >, a b",
                "GEORADIUS g 0 0 1 m, g",
                "GEORADIUS g 0 0 1 m STORE d, g d",
                "GEORADIUS g 0 0 1 m COUNT 2 storedist d, g d",
                "GEORADIUSBYMEMBER g m 1 km STORE d, g d",
                "SORT l, l",
                "SORT l BY w_* GET # LIMIT 0 5 STORE d, l d",
                "SORT l STORE d ALPHA, l d",
                "MIGRATE h 6379 k 0 1000, k",
                "MIGRATE h 6379 '' 0 1000 COPY KEYS a b c, a b c",
                "MIGRATE KEYS 6379 k 0 1000 REPLACE, k",
                "OBJECT ENCODING k, k",
                "OBJECT HELP, none",
                "XINFO STREAM s FULL, s",
                "MEMORY USAGE k SAMPLES 5, k",
                "DEL '' a, '' a",
                "NEWCMD a b, none"
            })
    void keys(String line, String keys) {
        Request request = request(line);
        String found = Wire.keysOf(Command.of(request, Decoders.reply()));
        assertThat(found).isEqualTo(keys == null ? "" : keys.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BLPOP a 1",
                "BLMPOP 0 1 a LEFT",
                "WAIT 1 100",
                "WAITAOF 1 1 100",
                "XREAD BLOCK 10 STREAMS s $",
                "XREADGROUP GROUP g c COUNT 1 block 0 STREAMS s >"
            })
    void whatMayBlockHasALaneOfItsOwn(String line) {
        Request request = request(line);
        assertThat(request.lane()).isEqualTo(Lane.BLOCKING);
        assertThat(request.timeoutMillis())
                .as("the server's deadline is the only one")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET k",
                "LPOP a",
                "XREAD COUNT 1 STREAMS s 0",
                "XREAD STREAMS BLOCK 0",
                "XREADGROUP GROUP g c STREAMS s >",
                "NEWCMD BLOCK"
            })
    void theOthersShareOne(String line) {
        assertThat(request(line).lane()).isEqualTo(Lane.SHARED);
    }

    @Test
    void readsAreKnownAsReads() {
        for (String read :
                new String[] {"GET k", "OBJECT ENCODING k", "XREAD STREAMS s 0", "ZUNION 1 a", "EVAL_RO s 0"})
            assertThat(request(read).access()).as(read).isEqualTo(Request.Access.READ);
        for (String write :
                new String[] {"SET k v", "OBJECT HELP", "XREADGROUP GROUP g c STREAMS s >", "EVAL s 0", "NEWCMD"})
            assertThat(request(write).access()).as(write).isEqualTo(Request.Access.WRITE);
    }

    @Test
    void whatTheCallerSaysStands() {
        Request marked =
                CommandTable.complete(Request.of("SORT").arg("x").key("k").idempotent());
        assertThat(marked.keyPositions()).containsExactly(1);
        assertThat(marked.access()).isEqualTo(Request.Access.IDEMPOTENT_WRITE);
        Request timed =
                CommandTable.complete(Request.of("BLPOP").key("l").arg(5).within(Duration.ofSeconds(5)));
        assertThat(timed.timeoutMillis()).isEqualTo(5000);
        Request pinned =
                CommandTable.complete(Request.of("BLPOP").key("l").arg(5).on(Lane.PINNED));
        assertThat(pinned.lane()).isEqualTo(Lane.PINNED);
    }

    @Test
    void aCallNeedsANameAndArguments() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandTable.request(" "));
        assertThatNullPointerException()
                .isThrownBy(() -> CommandTable.request("GET", (String) null))
                .withMessage("an argument is null");
    }

    @Test
    void namesNobodyKnowsAreSentAsTheyAre() {
        Request request = request("newcmd a b");
        assertThat(request.name()).isEqualTo("NEWCMD");
        assertThat(request.arguments()).hasDimensions(2, 1);
    }
}
