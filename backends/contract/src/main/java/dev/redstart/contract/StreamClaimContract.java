package dev.redstart.contract;

import static dev.redstart.contract.Entries.add;
import static dev.redstart.contract.Entries.entries;
import static dev.redstart.contract.Entries.id;
import static dev.redstart.contract.Entries.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.redstart.AutoclaimPage;
import dev.redstart.PendingEntry;
import dev.redstart.PendingSummary;
import dev.redstart.Pipeline;
import dev.redstart.Result;
import dev.redstart.StreamEntry;
import dev.redstart.StreamId;
import dev.redstart.StreamOffset;
import dev.redstart.StreamRange;
import dev.redstart.XclaimOptions;
import dev.redstart.XpendingOptions;
import dev.redstart.XreadOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is pending, and how it comes to another consumer: five entries, of which {@code a} got three and {@code b} one. */
@Needs(commands = {"XADD", "XGROUP", "XREADGROUP", "XACK", "XPENDING", "XCLAIM", "XAUTOCLAIM", "XINFO", "XDEL"})
public abstract class StreamClaimContract extends ContractSuite {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final StreamRange ALL = StreamRange.all();

    protected StreamClaimContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void fourOfFiveArePending() {
        add(redis, "s", 1, 2, 3, 4, 5);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        Map<String, StreamOffset> undelivered = Map.of("s", StreamOffset.undelivered());
        redis.xreadgroup("g", "a", XreadOptions.count(3), undelivered);
        redis.xreadgroup("g", "b", XreadOptions.count(1), undelivered);
    }

    private List<PendingEntry> pending() {
        return redis.xpending("s", "g", ALL, 100);
    }

    /** As if these had been delivered an hour ago. */
    private void age(String consumer, List<StreamId> ids) {
        redis.xclaimJustid("s", "g", consumer, Duration.ZERO, XclaimOptions.idle(HOUR), ids);
    }

    @Test
    void theSumSaysWhoHasHowMany() {
        assertThat(redis.xpending("s", "g")).isEqualTo(new PendingSummary(4, id(1), id(4), Map.of("a", 3L, "b", 1L)));
        redis.xack("s", "g", ids(1, 4));
        assertThat(redis.xpending("s", "g")).isEqualTo(new PendingSummary(2, id(2), id(3), Map.of("a", 2L)));
        redis.xack("s", "g", ids(2, 3));
        assertThat(redis.xpending("s", "g")).isEqualTo(new PendingSummary(0, null, null, Map.of()));
    }

    @Test
    void eachIsListedWithItsConsumer() {
        assertThat(pending())
                .extracting(PendingEntry::id, PendingEntry::consumer, PendingEntry::deliveries)
                .containsExactly(
                        tuple(id(1), "a", 1L), tuple(id(2), "a", 1L), tuple(id(3), "a", 1L), tuple(id(4), "b", 1L));
        assertThat(pending()).extracting(PendingEntry::idle).allSatisfy(idle -> assertThat(idle)
                .isBetween(Duration.ZERO, Duration.ofMinutes(5)));
    }

    @Test
    void theListMayBePartOfIt() {
        assertThat(redis.xpending("s", "g", ALL, 2))
                .extracting(PendingEntry::id)
                .isEqualTo(ids(1, 2));
        assertThat(redis.xpending("s", "g", StreamRange.greaterThan(id(2)), 9))
                .extracting(PendingEntry::id)
                .isEqualTo(ids(3, 4));
        assertThat(redis.xpending("s", "g", XpendingOptions.consumer("b"), ALL, 9))
                .extracting(PendingEntry::id)
                .isEqualTo(ids(4));
        assertThat(redis.xpending("s", "g", XpendingOptions.consumer("nobody"), ALL, 9))
                .isEmpty();
        assertThat(redis.xpending("s", "g", ALL, 0)).isEmpty();
        assertThat(redis.xpending("s", "g", ALL, -1)).isEmpty();
    }

    @Test
    void theListMayBeOfThoseThatWaitLong() {
        age("a", ids(2));
        assertThat(redis.xpending("s", "g", XpendingOptions.idle(HOUR), ALL, 9))
                .extracting(PendingEntry::id)
                .isEqualTo(ids(2));
        assertThat(redis.xpending("s", "g", XpendingOptions.idle(HOUR).consumer("b"), ALL, 9))
                .isEmpty();
        assertThat(redis.xpending("s", "g", XpendingOptions.idle(Duration.ZERO), ALL, 9))
                .hasSize(4);
    }

    @Test
    void whatIsClaimedChangesHandsAndIsDeliveredOnceMore() {
        assertThat(redis.xclaim("s", "g", "b", Duration.ZERO, id(1), id(3))).isEqualTo(entries(1, 3));
        assertThat(pending())
                .extracting(PendingEntry::id, PendingEntry::consumer, PendingEntry::deliveries)
                .containsExactly(
                        tuple(id(1), "b", 2L), tuple(id(2), "a", 1L), tuple(id(3), "b", 2L), tuple(id(4), "b", 1L));
        assertThat(redis.xclaim("s", "g", "new", Duration.ZERO, ids(1))).isEqualTo(entries(1));
        assertThat(redis.xreadgroup("g", "new", Map.of("s", StreamOffset.start())))
                .isEqualTo(Map.of("s", entries(1)));
    }

    @Test
    void onlyWhatWaitsLongEnoughIsClaimed() {
        age("a", ids(2));
        assertThat(redis.xclaim("s", "g", "b", HOUR, ids(1, 2, 3))).isEqualTo(entries(2));
        assertThat(redis.xclaim("s", "g", "c", HOUR, ids(2))).isEmpty();
    }

    @Test
    void justTheIdsAreNoDelivery() {
        assertThat(redis.xclaimJustid("s", "g", "b", Duration.ZERO, id(2), id(1)))
                .isEqualTo(ids(2, 1));
        assertThat(redis.xclaimJustid("s", "g", "b", Duration.ZERO, ids(3, 9))).isEqualTo(ids(3));
        assertThat(pending())
                .extracting(PendingEntry::consumer, PendingEntry::deliveries)
                .containsExactly(tuple("b", 1L), tuple("b", 1L), tuple("b", 1L), tuple("b", 1L));
    }

    @Test
    void aClaimSaysSinceWhenAndHowOften() {
        redis.xclaim("s", "g", "b", Duration.ZERO, XclaimOptions.idle(HOUR).retryCount(7), ids(1));
        redis.xclaim("s", "g", "b", Duration.ZERO, XclaimOptions.time(Instant.ofEpochMilli(1)), ids(2));
        List<PendingEntry> pending = pending();
        assertThat(pending.get(0).deliveries()).isEqualTo(7);
        assertThat(pending.get(0).idle()).isBetween(HOUR, HOUR.plusMinutes(5));
        assertThat(pending.get(1).deliveries()).isEqualTo(2);
        assertThat(pending.get(1).idle()).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void whatIsPendingForNobodyIsClaimedByForce() {
        assertThat(redis.xclaim("s", "g", "b", Duration.ZERO, ids(5))).isEmpty();
        assertThat(redis.xclaim("s", "g", "b", Duration.ZERO, XclaimOptions.force(), ids(5, 9)))
                .isEqualTo(entries(5));
        assertThat(redis.xpending("s", "g").consumers()).isEqualTo(Map.of("a", 3L, "b", 2L));
    }

    @Test
    void aClaimMayMoveTheGroupOn() {
        redis.xclaimJustid("s", "g", "b", Duration.ZERO, XclaimOptions.lastId(id(3)), ids(1));
        assertThat(redis.xinfoGroups("s").get(0).lastDeliveredId()).isEqualTo(id(4));
        redis.xclaimJustid("s", "g", "b", Duration.ZERO, XclaimOptions.lastId(id(5)), ids(1));
        assertThat(redis.xinfoGroups("s").get(0).lastDeliveredId()).isEqualTo(id(5));
        assertThat(redis.xreadgroup("g", "a", Map.of("s", StreamOffset.undelivered())))
                .isEmpty();
    }

    @Test
    void whatWasDeletedCannotBeClaimedAndIsPendingNoMore() {
        redis.xdel("s", id(2));
        assertThat(redis.xclaim("s", "g", "b", Duration.ZERO, ids(1, 2))).isEqualTo(entries(1));
        assertThat(pending()).extracting(PendingEntry::id).isEqualTo(ids(1, 3, 4));
    }

    @Test
    void aSweepClaimsAllThatWaitsLongEnough() {
        age("a", ids(1, 3));
        assertThat(redis.xautoclaim("s", "g", "b", HOUR, StreamId.MIN))
                .isEqualTo(new AutoclaimPage<>(StreamId.MIN, entries(1, 3), List.of()));
        assertThat(pending())
                .extracting(PendingEntry::consumer, PendingEntry::deliveries)
                .containsExactly(tuple("b", 2L), tuple("a", 1L), tuple("b", 2L), tuple("b", 1L));
        assertThat(redis.xautoclaim("s", "g", "b", HOUR, StreamId.MIN).claimed())
                .isEmpty();
    }

    @Test
    void aSweepGoesPageByPage() {
        AutoclaimPage<StreamEntry<String, String>> page =
                redis.xautoclaim("s", "g", "c", Duration.ZERO, StreamId.MIN, 3);
        assertThat(page).isEqualTo(new AutoclaimPage<>(id(4), entries(1, 2, 3), List.of()));
        assertThat(page.isLast()).isFalse();
        page = redis.xautoclaim("s", "g", "c", Duration.ZERO, page.next(), 3);
        assertThat(page).isEqualTo(new AutoclaimPage<>(StreamId.MIN, entries(4), List.of()));
        assertThat(page.isLast()).isTrue();
    }

    @Test
    void aSweepFindsWhatWasDeleted() {
        redis.xdel("s", id(1), id(3));
        assertThat(redis.xautoclaim("s", "g", "c", Duration.ZERO, StreamId.MIN))
                .isEqualTo(new AutoclaimPage<>(StreamId.MIN, entries(2, 4), ids(1, 3)));
        assertThat(pending()).extracting(PendingEntry::id).isEqualTo(ids(2, 4));
        assertThat(redis.xautoclaim("s", "g", "c", Duration.ZERO, StreamId.MIN).deleted())
                .isEmpty();
    }

    @Test
    void aSweepForIdsIsNoDelivery() {
        redis.xdel("s", id(2));
        assertThat(redis.xautoclaimJustid("s", "g", "c", Duration.ZERO, StreamId.MIN))
                .isEqualTo(new AutoclaimPage<>(StreamId.MIN, ids(1, 3, 4), ids(2)));
        assertThat(redis.xautoclaimJustid("s", "g", "d", Duration.ZERO, id(3), 1))
                .isEqualTo(new AutoclaimPage<>(id(4), ids(3), List.of()));
        assertThat(pending())
                .extracting(PendingEntry::consumer, PendingEntry::deliveries)
                .containsExactly(tuple("c", 1L), tuple("d", 1L), tuple("c", 1L));
    }

    @Test
    void aTrimmedStreamLeavesItsEntriesPending() {
        redis.call("XTRIM", "s", "MAXLEN", "0");
        assertThat(redis.xpending("s", "g").count()).isEqualTo(4);
        assertThat(redis.xautoclaim("s", "g", "c", Duration.ZERO, StreamId.MIN))
                .isEqualTo(new AutoclaimPage<>(StreamId.MIN, List.of(), ids(1, 2, 3, 4)));
        assertThat(redis.xpending("s", "g").count()).isZero();
    }

    @Test
    void pipelinesAndTransactionsClaimToo() {
        try (Pipeline p = redis.pipeline()) {
            Result<List<StreamEntry<String, String>>> claimed = p.xclaim("s", "g", "c", Duration.ZERO, id(1));
            Result<AutoclaimPage<StreamId>> swept = p.xautoclaimJustid("s", "g", "c", Duration.ZERO, id(2));
            p.flush();
            assertThat(claimed.get()).isEqualTo(entries(1));
            assertThat(swept.get().claimed()).isEqualTo(ids(2, 3, 4));
        }
        assertThat(redis.transaction(tx -> {
                            tx.xclaimJustid("s", "g", "d", Duration.ZERO, id(1));
                            return tx.xpending("s", "g");
                        })
                        .get()
                        .consumers())
                .isEqualTo(Map.of("c", 3L, "d", 1L));
    }

    @Test
    void wrongArgumentsAreRefused() {
        String noGroup = "NOGROUP No such key 's' or consumer group 'none'";
        Refused.with(noGroup, () -> redis.xpending("s", "none", ALL, 1));
        Refused.with(noGroup, () -> redis.xclaim("s", "none", "c", Duration.ZERO, id(1)));
        Refused.with(noGroup, () -> redis.xautoclaim("s", "none", "c", Duration.ZERO, id(1)));
        Refused.with("ERR COUNT must be > 0", () -> redis.xautoclaim("s", "g", "c", Duration.ZERO, StreamId.MIN, 0));
        Refused.with("ERR syntax error", () -> redis.call("XPENDING", "s", "g", "-", "+"));
        Refused.with(
                "ERR Invalid min-idle-time argument for XCLAIM",
                () -> redis.call("XCLAIM", "s", "g", "c", "long", "1-0"));
        Refused.with(
                "ERR Unrecognized XCLAIM option 'quick'",
                () -> redis.call("XCLAIM", "s", "g", "c", "0", "1-0", "quick"));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("text", "v");
        Refused.asWrongType(() -> redis.xpending("text", "g", ALL, 1));
        Refused.asWrongType(() -> redis.xclaim("text", "g", "c", Duration.ZERO, id(1)));
        Refused.asWrongType(() -> redis.xautoclaim("text", "g", "c", Duration.ZERO, StreamId.MIN));
    }
}
