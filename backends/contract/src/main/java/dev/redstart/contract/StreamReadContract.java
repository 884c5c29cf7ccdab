package dev.redstart.contract;

import static dev.redstart.contract.Entries.add;
import static dev.redstart.contract.Entries.entries;
import static dev.redstart.contract.Entries.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Pipeline;
import dev.redstart.Result;
import dev.redstart.StreamEntry;
import dev.redstart.StreamId;
import dev.redstart.StreamOffset;
import dev.redstart.XaddOptions;
import dev.redstart.XreadOptions;
import dev.redstart.spi.Reply;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading from streams where one stopped, and waiting for what is added. Keys are in one slot. */
@Needs(commands = {"XADD", "XREAD", "XDEL"})
public abstract class StreamReadContract extends ContractSuite {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final String A = "{s}a";
    private static final String B = "{s}b";

    protected StreamReadContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void fromTheStartOrAfterAnId() {
        add(redis, A, 1, 2, 3);
        assertThat(redis.xread(Map.of(A, StreamOffset.start()))).isEqualTo(Map.of(A, entries(1, 2, 3)));
        assertThat(redis.xread(Map.of(A, StreamOffset.after(id(1))))).isEqualTo(Map.of(A, entries(2, 3)));
        assertThat(redis.xread(Map.of(A, StreamOffset.after(new StreamId(2, 7)))))
                .isEqualTo(Map.of(A, entries(3)));
        assertThat(redis.xread(Map.of(A, StreamOffset.after(id(3))))).isEmpty();
        assertThat(redis.xread(Map.of(A, StreamOffset.after(StreamId.MAX)))).isEmpty();
        assertThat(redis.xread(Map.of(A, StreamOffset.latest()))).isEmpty();
    }

    @Test
    void fromManyStreamsThoseThatHaveSome() {
        add(redis, A, 1, 2, 3);
        add(redis, B, 2, 5);
        Map<String, StreamOffset> streams = new LinkedHashMap<>();
        streams.put(B, StreamOffset.after(id(2)));
        streams.put("{s}none", StreamOffset.start());
        streams.put(A, StreamOffset.start());
        Map<String, List<StreamEntry<String, String>>> expected = new LinkedHashMap<>();
        expected.put(B, entries(5));
        expected.put(A, entries(1, 2));
        assertThat(redis.xread(XreadOptions.count(2), streams)).containsExactlyEntriesOf(expected);
        streams.put(A, StreamOffset.after(id(3)));
        assertThat(redis.xread(streams)).isEqualTo(Map.of(B, entries(5)));
    }

    @Test
    @Needs(version = "7.4")
    void theLastEntryAlone() {
        assertThat(redis.xread(Map.of(A, StreamOffset.lastEntry()))).isEmpty();
        add(redis, A, 1, 2, 3);
        assertThat(redis.xread(Map.of(A, StreamOffset.lastEntry()))).isEqualTo(Map.of(A, entries(3)));
        assertThat(redis.xread(XreadOptions.count(5), Map.of(A, StreamOffset.lastEntry())))
                .isEqualTo(Map.of(A, entries(3)));
        redis.xdel(A, id(3));
        assertThat(redis.xread(Map.of(A, StreamOffset.lastEntry()))).isEqualTo(Map.of(A, entries(2)));
    }

    @Test
    void whatIsThereComesWithoutWaiting() {
        add(redis, A, 1, 2);
        assertThat(redis.xread(XreadOptions.block(null), Map.of(A, StreamOffset.start())))
                .isEqualTo(Map.of(A, entries(1, 2)));
        assertThat(redis.xread(XreadOptions.block(LONG).count(1), Map.of(A, StreamOffset.start())))
                .isEqualTo(Map.of(A, entries(1)));
    }

    @Test
    void addingWakesWhoWaits() {
        add(redis, A, 1);
        Result<Map<String, List<StreamEntry<String, String>>>> waiting =
                async().xread(XreadOptions.block(LONG), Map.of(A, StreamOffset.latest(), B, StreamOffset.start()));
        awaitBlocked(1);
        add(redis, A, 2);
        assertThat(waiting.get(LONG)).isEqualTo(Map.of(A, entries(2)));
        awaitBlocked(0);
    }

    /** Whichever comes first, the call or the entry. */
    @Test
    void aWaitingCallGetsWhatAnotherThreadAdds() {
        Elsewhere<Map<String, List<StreamEntry<String, String>>>> waiting =
                Elsewhere.run(() -> redis.xread(XreadOptions.block(LONG), Map.of(A, StreamOffset.start())));
        awaitBlocked(1);
        add(redis, A, 1);
        assertThat(waiting.get()).isEqualTo(Map.of(A, entries(1)));
    }

    @Test
    void aStreamThatIsMadeWakesToo() {
        Result<Map<String, List<StreamEntry<String, String>>>> waiting =
                async().xread(XreadOptions.block(null), Map.of(A, StreamOffset.latest()));
        awaitBlocked(1);
        add(redis, A, 1);
        assertThat(waiting.get(LONG)).isEqualTo(Map.of(A, entries(1)));
    }

    @Test
    void everyoneWhoWaitsGetsIt() {
        Map<String, StreamOffset> latest = Map.of(A, StreamOffset.latest());
        Result<Map<String, List<StreamEntry<String, String>>>> one = async().xread(XreadOptions.block(LONG), latest);
        awaitBlocked(1);
        Result<Map<String, List<StreamEntry<String, String>>>> two =
                another().async().xread(XreadOptions.block(LONG), latest);
        awaitBlocked(2);
        add(redis, A, 1);
        assertThat(one.get(LONG)).isEqualTo(Map.of(A, entries(1)));
        assertThat(two.get(LONG)).isEqualTo(Map.of(A, entries(1)));
    }

    @Test
    void anIdThatIsStillToComeIsWaitedFor() {
        Result<Map<String, List<StreamEntry<String, String>>>> waiting =
                async().xread(XreadOptions.block(LONG), Map.of(A, StreamOffset.after(id(5))));
        awaitBlocked(1);
        add(redis, A, 4, 5);
        assertThat(waiting.isDone()).isFalse();
        awaitBlocked(1);
        add(redis, A, 6);
        assertThat(waiting.get(LONG)).isEqualTo(Map.of(A, entries(6)));
    }

    @Test
    void aTransactionWakesWithAllThatItAdded() {
        Result<Map<String, List<StreamEntry<String, String>>>> waiting =
                async().xread(XreadOptions.block(LONG), Map.of(A, StreamOffset.latest()));
        awaitBlocked(1);
        redis.transaction(tx -> {
            tx.xadd(A, XaddOptions.id(id(1)), "f", "v1");
            return tx.xadd(A, XaddOptions.id(id(2)), "f", "v2");
        });
        assertThat(waiting.get(LONG)).isEqualTo(Map.of(A, entries(1, 2)));
    }

    @Test
    @Needs(version = "7.2")
    void anEntryThatComesAndGoesInOneTransactionWakesNobody() {
        Result<Map<String, List<StreamEntry<String, String>>>> waiting =
                async().xread(XreadOptions.block(LONG), Map.of(A, StreamOffset.latest()));
        awaitBlocked(1);
        redis.transaction(tx -> {
            tx.xadd(A, XaddOptions.id(id(1)), "f", "v1");
            return tx.xdel(A, id(1));
        });
        awaitBlocked(1);
        assertThat(waiting.isDone()).isFalse();
        add(redis, A, 2);
        assertThat(waiting.get(LONG)).isEqualTo(Map.of(A, entries(2)));
    }

    @Test
    void whenItsTimeIsOverTheMapIsEmpty() {
        long start = System.nanoTime();
        assertThat(redis.xread(XreadOptions.block(SHORT), Map.of(A, StreamOffset.latest(), B, StreamOffset.start())))
                .isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
        awaitBlocked(0);
    }

    @Test
    void aPipelineReadsButDoesNotWait() {
        add(redis, A, 1);
        try (Pipeline p = redis.pipeline()) {
            assertThatThrownBy(() -> p.xread(XreadOptions.block(SHORT), Map.of(A, StreamOffset.latest())))
                    .isInstanceOf(UnsupportedCommandException.class)
                    .hasMessageContaining("XREAD");
            Result<Map<String, List<StreamEntry<String, String>>>> some = p.xread(Map.of(A, StreamOffset.start()));
            Result<Map<String, List<StreamEntry<String, String>>>> none = p.xread(Map.of(B, StreamOffset.start()));
            p.flush();
            assertThat(some.get()).isEqualTo(Map.of(A, entries(1)));
            assertThat(none.get()).isEmpty();
        }
    }

    @Test
    void inATransactionNothingIsWaitedFor() {
        assertThat(redis.transaction(tx -> tx.xread(XreadOptions.block(null), Map.of(A, StreamOffset.latest())))
                        .get())
                .isEmpty();
    }

    @Test
    void aRawCallMayWaitToo() {
        assertThat(redis.call("XREAD", "BLOCK", "30", "STREAMS", A, "$")).isEqualTo(Reply.NULL);
    }

    @Test
    void wrongArgumentsAreRefused() {
        redis.set("{s}text", "v");
        Refused.asWrongType(() -> redis.xread(Map.of("{s}text", StreamOffset.start())));
        Refused.asWrongType(() -> redis.xread(XreadOptions.block(LONG), Map.of("{s}text", StreamOffset.latest())));
        Refused.with(
                "ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.",
                () -> redis.xread(Map.of(A, StreamOffset.undelivered())));
        Refused.with("ERR timeout is negative", () -> redis.call("XREAD", "BLOCK", "-1", "STREAMS", A, "0"));
        Refused.with(
                "ERR timeout is not an integer or out of range",
                () -> redis.call("XREAD", "BLOCK", "soon", "STREAMS", A, "0"));
        Refused.with(
                "ERR Invalid stream ID specified as stream command argument",
                () -> redis.call("XREAD", "STREAMS", A, "x"));
        Refused.with(
                "ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.",
                () -> redis.call("XREAD", "GROUP", "g", "c", "STREAMS", A, "0"));
        Refused.with(
                "ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.",
                () -> redis.call("XREAD", "NOACK", "STREAMS", A, "0"));
    }

    @Test
    @Needs(version = "7.4")
    void everyStreamNeedsAnOffset() {
        Refused.with(
                "ERR Unbalanced 'xread' list of streams: for each stream key an ID, '+', or '$' must be specified.",
                () -> redis.call("XREAD", "COUNT", "1", "STREAMS", A, B, "0"));
    }
}
