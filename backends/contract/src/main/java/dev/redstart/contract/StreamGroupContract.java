package dev.redstart.contract;

import static dev.redstart.contract.Entries.add;
import static dev.redstart.contract.Entries.deleted;
import static dev.redstart.contract.Entries.entries;
import static dev.redstart.contract.Entries.entry;
import static dev.redstart.contract.Entries.id;
import static dev.redstart.contract.Entries.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redstart.Bytes;
import dev.redstart.PendingEntry;
import dev.redstart.PendingSummary;
import dev.redstart.Pipeline;
import dev.redstart.Result;
import dev.redstart.StreamEntry;
import dev.redstart.StreamId;
import dev.redstart.StreamOffset;
import dev.redstart.StreamRange;
import dev.redstart.TypedRedis;
import dev.redstart.XgroupCreateOptions;
import dev.redstart.XreadOptions;
import dev.redstart.spi.UnsupportedCommandException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups of consumers: each entry goes to one of them, and is pending until it is acknowledged. Keys are in one slot. */
@Needs(commands = {"XADD", "XGROUP", "XREADGROUP", "XACK", "XPENDING"})
public abstract class StreamGroupContract extends ContractSuite {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Map<String, StreamOffset> UNDELIVERED = Map.of("s", StreamOffset.undelivered());
    private static final Map<String, StreamOffset> HISTORY = Map.of("s", StreamOffset.start());
    private static final String NO_KEY = "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE"
            + " you may want to use the MKSTREAM option to create an empty stream automatically.";

    protected StreamGroupContract(TestBackend backend) {
        super(backend);
    }

    private void group(long... entries) {
        add(redis, "s", entries);
        redis.xgroupCreate("s", "g", StreamOffset.start(), XgroupCreateOptions.mkstream());
    }

    /** What the consumer gets that nobody has got yet. */
    private List<StreamEntry<String, String>> take(String consumer, long count) {
        return redis.xreadgroup("g", consumer, XreadOptions.count(count), UNDELIVERED)
                .getOrDefault("s", List.of());
    }

    private List<StreamEntry<String, String>> history(String consumer) {
        return redis.xreadgroup("g", consumer, HISTORY).getOrDefault("s", List.of());
    }

    @Test
    void aGroupBeginsWhereItIsTold() {
        add(redis, "s", 1, 2);
        redis.xgroupCreate("s", "all", StreamOffset.start());
        redis.xgroupCreate("s", "rest", StreamOffset.after(id(1)));
        redis.xgroupCreate("s", "new", StreamOffset.latest());
        add(redis, "s", 3);
        assertThat(redis.xreadgroup("all", "c", UNDELIVERED)).isEqualTo(Map.of("s", entries(1, 2, 3)));
        assertThat(redis.xreadgroup("rest", "c", UNDELIVERED)).isEqualTo(Map.of("s", entries(2, 3)));
        assertThat(redis.xreadgroup("new", "c", UNDELIVERED)).isEqualTo(Map.of("s", entries(3)));
        assertThat(redis.xreadgroup("new", "c", UNDELIVERED)).isEmpty();
    }

    @Test
    void aGroupNeedsAStreamUnlessItMayMakeOne() {
        Refused.with(NO_KEY, () -> redis.xgroupCreate("s", "g", StreamOffset.start()));
        redis.xgroupCreate("s", "g", StreamOffset.latest(), XgroupCreateOptions.mkstream());
        assertThat(redis.xlen("s")).isZero();
        assertThat(redis.exists("s")).isEqualTo(1);
        add(redis, "s", 1);
        assertThat(take("c", 9)).isEqualTo(entries(1));
    }

    @Test
    void aGroupThatIsThereIsBusy() {
        group(1);
        Refused.with(
                "BUSYGROUP Consumer Group name already exists",
                () -> redis.xgroupCreate("s", "g", StreamOffset.latest()));
        redis.xgroupCreate("s", "h", StreamOffset.start(), XgroupCreateOptions.entriesRead(0));
        assertThat(redis.xgroupDestroy("s", "g")).isTrue();
        assertThat(redis.xgroupDestroy("s", "g")).isFalse();
        redis.xgroupCreate("s", "g", StreamOffset.latest());
    }

    @Test
    void aGroupMayBeSentBackAndForth() {
        group(1, 2, 3);
        assertThat(take("c", 9)).hasSize(3);
        redis.xgroupSetid("s", "g", StreamOffset.after(id(1)));
        assertThat(take("d", 9)).isEqualTo(entries(2, 3));
        redis.xgroupSetid("s", "g", StreamOffset.start(), 0);
        assertThat(take("c", 1)).isEqualTo(entries(1));
        redis.xgroupSetid("s", "g", StreamOffset.latest());
        assertThat(take("c", 9)).isEmpty();
        Refused.with(
                "ERR value for ENTRIESREAD must be positive or -1",
                () -> redis.xgroupSetid("s", "g", StreamOffset.start(), -2));
    }

    @Test
    void whatDoesNotExistIsRefused() {
        add(redis, "s", 1);
        String noGroup = "NOGROUP No such consumer group 'g' for key name 's'";
        Refused.with(noGroup, () -> redis.xgroupSetid("s", "g", StreamOffset.start()));
        Refused.with(noGroup, () -> redis.xgroupCreateconsumer("s", "g", "c"));
        Refused.with(noGroup, () -> redis.xgroupDelconsumer("s", "g", "c"));
        assertThat(redis.xgroupDestroy("s", "g")).isFalse();
        Refused.with(NO_KEY, () -> redis.xgroupSetid("none", "g", StreamOffset.start()));
        Refused.with(NO_KEY, () -> redis.xgroupDestroy("none", "g"));
        Refused.with(NO_KEY, () -> redis.xgroupCreateconsumer("none", "g", "c"));
        String inReading = "NOGROUP No such key '%s' or consumer group 'g' in XREADGROUP with GROUP option";
        Refused.with(inReading.formatted("s"), () -> redis.xreadgroup("g", "c", UNDELIVERED));
        Refused.with(inReading.formatted("s"), () -> redis.xreadgroup("g", "c", HISTORY));
        Refused.with(
                inReading.formatted("none"),
                () -> redis.xreadgroup("g", "c", Map.of("none", StreamOffset.undelivered())));
        Refused.with("NOGROUP No such key 's' or consumer group 'g'", () -> redis.xpending("s", "g"));
        assertThat(redis.xack("s", "g", id(1))).isZero();
        assertThat(redis.xack("none", "g", id(1))).isZero();
    }

    @Test
    void eachEntryGoesToOneConsumer() {
        group(1, 2, 3, 4, 5);
        assertThat(take("a", 2)).isEqualTo(entries(1, 2));
        assertThat(take("b", 2)).isEqualTo(entries(3, 4));
        assertThat(take("a", 2)).isEqualTo(entries(5));
        assertThat(take("b", 2)).isEmpty();
        assertThat(redis.xpending("s", "g")).isEqualTo(new PendingSummary(5, id(1), id(5), Map.of("a", 3L, "b", 2L)));
    }

    @Test
    void groupsDoNotSeeEachOther() {
        group(1, 2);
        redis.xgroupCreate("s", "h", StreamOffset.start());
        assertThat(take("c", 9)).hasSize(2);
        assertThat(redis.xreadgroup("h", "c", UNDELIVERED)).isEqualTo(Map.of("s", entries(1, 2)));
        assertThat(redis.xack("s", "g", ids(1, 2))).isEqualTo(2);
        assertThat(redis.xpending("s", "h").count()).isEqualTo(2);
    }

    @Test
    void whatIsNotAcknowledgedIsHistory() {
        group(1, 2, 3);
        take("c", 9);
        assertThat(history("c")).isEqualTo(entries(1, 2, 3));
        assertThat(redis.xack("s", "g", id(2), id(9))).isEqualTo(1);
        assertThat(redis.xack("s", "g", id(2))).isZero();
        assertThat(history("c")).isEqualTo(entries(1, 3));
        assertThat(redis.xreadgroup("g", "c", XreadOptions.count(1), HISTORY)).isEqualTo(Map.of("s", entries(1)));
        assertThat(redis.xreadgroup("g", "c", Map.of("s", StreamOffset.after(id(1)))))
                .isEqualTo(Map.of("s", entries(3)));
        assertThat(redis.xack("s", "g", ids(1, 3))).isEqualTo(2);
        assertThat(redis.xreadgroup("g", "c", HISTORY)).isEqualTo(Map.of("s", List.of()));
        assertThat(redis.xreadgroup("g", "never seen", HISTORY)).isEqualTo(Map.of("s", List.of()));
    }

    @Test
    void readingHistoryCountsAsDelivery() {
        group(1, 2);
        take("c", 9);
        history("c");
        redis.xreadgroup("g", "c", XreadOptions.count(1), HISTORY);
        assertThat(redis.xpending("s", "g", StreamRange.all(), 9))
                .extracting(PendingEntry::deliveries)
                .containsExactly(3L, 2L);
    }

    @Test
    void anEntryThatWasDeletedStaysPendingWithoutItsFields() {
        group(1, 2, 3);
        take("c", 9);
        redis.xdel("s", id(2));
        assertThat(history("c")).containsExactly(entry(1), deleted(2), entry(3));
        assertThat(redis.xpending("s", "g").count()).isEqualTo(3);
        assertThat(redis.xack("s", "g", id(2))).isEqualTo(1);
        assertThat(history("c")).isEqualTo(entries(1, 3));
    }

    @Test
    void anEntryDeletedBeforeItsDeliveryIsNotDelivered() {
        group(1, 2, 3);
        redis.xdel("s", id(2));
        assertThat(take("c", 9)).isEqualTo(entries(1, 3));
    }

    @Test
    void withoutAcknowledgingNothingIsPending() {
        group(1, 2);
        assertThat(redis.xreadgroup("g", "c", XreadOptions.noack().count(1), UNDELIVERED))
                .isEqualTo(Map.of("s", entries(1)));
        assertThat(redis.xpending("s", "g")).isEqualTo(new PendingSummary(0, null, null, Map.of()));
        assertThat(take("c", 9)).isEqualTo(entries(2));
        assertThat(redis.xpending("s", "g").count()).isEqualTo(1);
    }

    @Test
    void manyStreamsAreReadAtOnce() {
        add(redis, "{s}a", 1, 2);
        add(redis, "{s}b", 3);
        redis.xgroupCreate("{s}a", "g", StreamOffset.start());
        redis.xgroupCreate("{s}b", "g", StreamOffset.start());
        Map<String, StreamOffset> both = Map.of("{s}a", StreamOffset.undelivered(), "{s}b", StreamOffset.undelivered());
        assertThat(redis.xreadgroup("g", "c", both)).isEqualTo(Map.of("{s}a", entries(1, 2), "{s}b", entries(3)));
        assertThat(redis.xreadgroup("g", "c", Map.of("{s}a", StreamOffset.start(), "{s}b", StreamOffset.undelivered())))
                .isEqualTo(Map.of("{s}a", entries(1, 2)));
        assertThat(redis.xreadgroup("g", "c", both)).isEmpty();
    }

    @Test
    void consumersComeAndGo() {
        group(1, 2, 3);
        assertThat(redis.xgroupCreateconsumer("s", "g", "a")).isTrue();
        assertThat(redis.xgroupCreateconsumer("s", "g", "a")).isFalse();
        take("a", 2);
        take("b", 1);
        assertThat(redis.xgroupCreateconsumer("s", "g", "b")).isFalse();
        assertThat(redis.xgroupDelconsumer("s", "g", "a")).isEqualTo(2);
        assertThat(redis.xgroupDelconsumer("s", "g", "a")).isZero();
        assertThat(redis.xpending("s", "g")).isEqualTo(new PendingSummary(1, id(3), id(3), Map.of("b", 1L)));
        assertThat(history("a")).isEmpty();
    }

    @Test
    void addingWakesTheConsumerThatWaitedLongest() {
        group();
        Result<Map<String, List<StreamEntry<String, String>>>> first =
                async().xreadgroup("g", "a", XreadOptions.block(LONG), UNDELIVERED);
        awaitBlocked(1);
        Result<Map<String, List<StreamEntry<String, String>>>> second =
                another().async().xreadgroup("g", "b", XreadOptions.block(null).count(1), UNDELIVERED);
        awaitBlocked(2);
        add(redis, "s", 1);
        assertThat(first.get(LONG)).isEqualTo(Map.of("s", entries(1)));
        assertThat(second.isDone()).isFalse();
        add(redis, "s", 2);
        assertThat(second.get(LONG)).isEqualTo(Map.of("s", entries(2)));
        assertThat(redis.xpending("s", "g").consumers()).isEqualTo(Map.of("a", 1L, "b", 1L));
    }

    @Test
    void aWaitWithoutAcknowledgingLeavesNothingPending() {
        group();
        Result<Map<String, List<StreamEntry<String, String>>>> waiting =
                async().xreadgroup("g", "c", XreadOptions.block(LONG).noack(), UNDELIVERED);
        awaitBlocked(1);
        add(redis, "s", 1);
        assertThat(waiting.get(LONG)).isEqualTo(Map.of("s", entries(1)));
        assertThat(redis.xpending("s", "g").count()).isZero();
    }

    @Test
    void whenItsTimeIsOverTheMapIsEmpty() {
        group(1);
        take("c", 9);
        assertThat(redis.xreadgroup("g", "c", XreadOptions.block(SHORT), UNDELIVERED))
                .isEmpty();
        awaitBlocked(0);
    }

    @Test
    void historyIsNeverWaitedFor() {
        group();
        assertThat(redis.xreadgroup("g", "c", XreadOptions.block(null), HISTORY))
                .isEqualTo(Map.of("s", List.of()));
    }

    @Test
    @Needs(version = "7.2")
    void whoWaitsHearsThatTheGroupIsGone() {
        group();
        Result<Map<String, List<StreamEntry<String, String>>>> waiting =
                async().xreadgroup("g", "c", XreadOptions.block(LONG), UNDELIVERED);
        awaitBlocked(1);
        redis.xgroupDestroy("s", "g");
        Refused.withCode("NOGROUP", () -> waiting.get(LONG));

        redis.xgroupCreate("s", "g", StreamOffset.latest());
        Result<Map<String, List<StreamEntry<String, String>>>> again =
                async().xreadgroup("g", "c", XreadOptions.block(LONG), UNDELIVERED);
        awaitBlocked(1);
        redis.del("s");
        Refused.withCode("NOGROUP", () -> again.get(LONG));
    }

    @Test
    void pipelinesReadButDoNotWait() {
        try (Pipeline p = redis.pipeline()) {
            Result<?> created = p.xgroupCreate("s", "g", StreamOffset.start(), XgroupCreateOptions.mkstream());
            Result<StreamId> added = p.xadd("s", "f", "v");
            Result<Map<String, List<StreamEntry<String, String>>>> read = p.xreadgroup("g", "c", UNDELIVERED);
            Result<PendingSummary> pending = p.xpending("s", "g");
            assertThatThrownBy(() -> p.xreadgroup("g", "c", XreadOptions.block(SHORT), UNDELIVERED))
                    .isInstanceOf(UnsupportedCommandException.class)
                    .hasMessageContaining("XREADGROUP");
            p.flush();
            assertThat(created.get()).isNull();
            assertThat(read.get().get("s")).extracting(StreamEntry::id).containsExactly(added.get());
            assertThat(pending.get().count()).isEqualTo(1);
        }
    }

    @Test
    void aTransactionTakesAndAcknowledges() {
        group(1, 2);
        take("c", 1);
        assertThat(redis.transaction(tx -> {
                            tx.xack("s", "g", id(1));
                            tx.xreadgroup("g", "c", XreadOptions.block(null).count(1), UNDELIVERED);
                            return tx.xreadgroup("g", "c", XreadOptions.block(null), UNDELIVERED);
                        })
                        .get())
                .isEmpty();
        assertThat(history("c")).isEqualTo(entries(2));
    }

    @Test
    void groupsAndConsumersHaveNamesInAnyScript() {
        group();
        redis.xgroupCreate("s", "Gruppe für 日本語", StreamOffset.start());
        add(redis, "s", 1);
        assertThat(redis.xreadgroup("Gruppe für 日本語", "😀 \r\n", UNDELIVERED)).isEqualTo(Map.of("s", entries(1)));
        assertThat(redis.xpending("s", "Gruppe für 日本語").consumers()).isEqualTo(Map.of("😀 \r\n", 1L));
        assertThat(redis.xpending("s", "Gruppe für 日本語", StreamRange.all(), 1))
                .extracting(PendingEntry::consumer)
                .containsExactly("😀 \r\n");
    }

    @Test
    void entriesMayBeAnyBytes() {
        TypedRedis<Bytes, Bytes> binary = binary();
        Bytes bytes = Bytes.of((byte) 0xFF, (byte) 0, (byte) '\r', (byte) '\n', (byte) 0xC3);
        StreamId id = binary.xadd(bytes, bytes, bytes);
        binary.xgroupCreate(bytes, "g", StreamOffset.start());
        Map<Bytes, List<StreamEntry<Bytes, Bytes>>> read =
                binary.xreadgroup("g", "c", Map.of(bytes, StreamOffset.undelivered()));
        assertThat(read.get(bytes).get(0).id()).isEqualTo(id);
        assertThat(read.get(bytes).get(0).body()).isEqualTo(Map.of(bytes, bytes));
    }

    @Test
    void offsetsThatMeanNothingAreRefused() {
        group(1);
        Refused.with(
                "ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this"
                        + " consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just"
                        + " return an empty result set.",
                () -> redis.xreadgroup("g", "c", Map.of("s", StreamOffset.latest())));
        Refused.withCode("ERR", () -> redis.xreadgroup("g", "c", Map.of("s", StreamOffset.lastEntry())));
        String invalid = "ERR Invalid stream ID specified as stream command argument";
        Refused.with(invalid, () -> redis.xgroupCreate("s", "h", StreamOffset.undelivered()));
        Refused.with(invalid, () -> redis.call("XACK", "s", "g", "x"));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("text", "v");
        Refused.asWrongType(() -> redis.xgroupCreate("text", "g", StreamOffset.start()));
        Refused.asWrongType(() -> redis.xgroupSetid("text", "g", StreamOffset.start()));
        Refused.asWrongType(() -> redis.xgroupDestroy("text", "g"));
        Refused.asWrongType(() -> redis.xgroupCreateconsumer("text", "g", "c"));
        Refused.asWrongType(() -> redis.xgroupDelconsumer("text", "g", "c"));
        Refused.asWrongType(() -> redis.xreadgroup("g", "c", Map.of("text", StreamOffset.undelivered())));
        Refused.asWrongType(() -> redis.xack("text", "g", id(1)));
        Refused.asWrongType(() -> redis.xpending("text", "g"));
    }
}
