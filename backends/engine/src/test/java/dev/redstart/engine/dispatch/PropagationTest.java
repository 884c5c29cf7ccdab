package dev.redstart.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands say to those who do again what was done. The clock stands still at a round number. */
class PropagationTest {

    private static final long NOW = 1_000_000_000_000L;

    private final Engine engine =
            Engine.open(new ServerConfig(), Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    private final ClientSession session = engine.connect(0);
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void listen() {
        engine.dispatcher()
                .propagation()
                .add(unit -> heard.add(unit.stream()
                        .map(effect -> effect.database() + ": "
                                + Stream.of(effect.words())
                                        .map(word -> new String(word, StandardCharsets.UTF_8))
                                        .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" | "))));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void run(String... lines) {
        for (String line : lines) {
            String[] words = line.split(" ");
            byte[][] args = Stream.of(words)
                    .skip(1)
                    .map(word -> word.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            engine.call(session, words[0], args, new ReplyBuilder(), null);
        }
    }

    private List<String> heardOf(String... lines) {
        heard.clear();
        run(lines);
        return heard;
    }

    @Test
    void aCommandGoesAsItCameIfItChangedSomething() {
        assertThat(heardOf("SET k v", "SETNX k w", "GET k", "DEL k k2", "DEL k", "SELECT 3", "RPUSH l a b"))
                .containsExactly("0: SET k v", "0: DEL k k2", "3: RPUSH l a b");
    }

    @Test
    void timesAreSaidAsSuch() {
        assertThat(heardOf("SET k v EX 10", "SETEX k 5 w", "EXPIRE k 7 GT", "GETEX k PX 9", "GETEX k PERSIST"))
                .containsExactly(
                        "0: SET k v PXAT 1000000010000",
                        "0: SET k w PXAT 1000000005000",
                        "0: PEXPIREAT k 1000000007000 GT",
                        "0: PEXPIREAT k 1000000000009",
                        "0: PERSIST k");
        assertThat(heardOf("EXPIRE k -1", "SET k v GET", "GETDEL k"))
                .containsExactly("0: DEL k", "0: SET k v", "0: DEL k");
    }

    @Test
    void timesOfFieldsAreSaidAsSuch() {
        run("HSET h a 1 b 2 c 3");
        assertThat(heardOf(
                        "HEXPIRE h 10 FIELDS 2 a x",
                        "HGETEX h PERSIST FIELDS 1 a",
                        "HSETEX h EX 1 FIELDS 1 d 4",
                        "HPEXPIREAT h 1 FIELDS 1 b",
                        "HGETDEL h FIELDS 2 c x",
                        "HINCRBYFLOAT h a 0.5"))
                .containsExactly(
                        "0: HPEXPIREAT h 1000000010000 FIELDS 1 a",
                        "0: HPERSIST h FIELDS 1 a",
                        "0: HSETEX h PXAT 1000000001000 FIELDS 1 d 4",
                        "0: HDEL h b",
                        "0: HDEL h c x",
                        "0: HSETEX h KEEPTTL FIELDS 1 a 1.5");
    }

    @Test
    void whatChanceOrArithmeticDecidedIsSaid() {
        run("SADD s a");
        assertThat(heardOf("SPOP s", "INCRBYFLOAT f 0.1")).containsExactly("0: SREM s a", "0: SET f 0.1 KEEPTTL");
        run("SADD s a b");
        assertThat(heardOf("SPOP s 5")).containsExactly("0: DEL s");
    }

    @Test
    void blockingCommandsAreSaidAsTheirPlainTwins() {
        run("RPUSH l a b c d e", "ZADD z 1 a 2 b");
        assertThat(heardOf(
                        "BLPOP l 0", "BLMOVE l m RIGHT LEFT 0", "BRPOPLPUSH l m 0", "LMPOP 1 l LEFT", "BZPOPMIN z 0"))
                .containsExactly(
                        "0: LPOP l", "0: LMOVE l m RIGHT LEFT", "0: RPOPLPUSH l m", "0: LPOP l 1", "0: ZPOPMIN z");
    }

    @Test
    void aTransactionIsOneUnit() {
        assertThat(heardOf("MULTI", "SET a 1", "SPOP none", "SET b 2", "EXEC"))
                .containsExactly("0: SET a 1 | 0: SET b 2");
        assertThat(heardOf("MULTI", "GET a", "EXEC")).isEmpty();
    }

    @Test
    void streamsSayIdsAndWhoHasWhat() {
        assertThat(heardOf("XADD x MAXLEN ~ 10 * f v", "XGROUP CREATE x g 0", "XREADGROUP GROUP g c STREAMS x >"))
                .containsExactly(
                        "0: XADD x MAXLEN = 1 1000000000000-0 f v",
                        "0: XGROUP CREATE x g 0",
                        "0: XGROUP CREATECONSUMER x g c | 0: XCLAIM x g c 0 1000000000000-0 TIME 1000000000000"
                                + " RETRYCOUNT 1 FORCE JUSTID LASTID 1000000000000-0"
                                + " | 0: XGROUP SETID x g 1000000000000-0 ENTRIESREAD 1");
    }

    @Test
    void flushingIsSaidEvenWhenThereIsNothing() {
        assertThat(heardOf("FLUSHALL", "FLUSHDB ASYNC")).containsExactly("0: FLUSHALL", "0: FLUSHDB ASYNC");
    }
}
