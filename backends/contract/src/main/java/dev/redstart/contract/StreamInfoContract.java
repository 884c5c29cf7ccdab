package dev.redstart.contract;

import static dev.redstart.contract.Entries.add;
import static dev.redstart.contract.Entries.entries;
import static dev.redstart.contract.Entries.entry;
import static dev.redstart.contract.Entries.id;
import static dev.redstart.contract.Entries.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.redstart.ConsumerInfo;
import dev.redstart.GroupInfo;
import dev.redstart.Pipeline;
import dev.redstart.Result;
import dev.redstart.StreamEntry;
import dev.redstart.StreamFullInfo;
import dev.redstart.StreamId;
import dev.redstart.StreamInfo;
import dev.redstart.StreamOffset;
import dev.redstart.XgroupCreateOptions;
import dev.redstart.XreadOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the server tells of streams, groups and consumers. */
@Needs(commands = {"XADD", "XGROUP", "XREADGROUP", "XACK", "XDEL", "XINFO"})
public abstract class StreamInfoContract extends ContractSuite {

    private static final Map<String, StreamOffset> UNDELIVERED = Map.of("s", StreamOffset.undelivered());
    private static final Duration SOON = Duration.ofMinutes(5);

    protected StreamInfoContract(TestBackend backend) {
        super(backend);
    }

    private void read(String group, String consumer, long count) {
        redis.xreadgroup(group, consumer, XreadOptions.count(count), UNDELIVERED);
    }

    private GroupInfo group(String name) {
        return redis.xinfoGroups("s").stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStreamTellsOfItsEntries() {
        add(redis, "s", 1, 2, 3, 4);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        StreamInfo<String, String> info = redis.xinfoStream("s");
        assertThat(info.length()).isEqualTo(4);
        assertThat(info.lastGeneratedId()).isEqualTo(id(4));
        assertThat(info.maxDeletedEntryId()).isEqualTo(StreamId.MIN);
        assertThat(info.entriesAdded()).isEqualTo(4);
        assertThat(info.recordedFirstEntryId()).isEqualTo(id(1));
        assertThat(info.groups()).isEqualTo(1);
        assertThat(info.firstEntry()).isEqualTo(entry(1));
        assertThat(info.lastEntry()).isEqualTo(entry(4));
        assertThat(info.fields()).containsKeys("length", "radix-tree-keys", "radix-tree-nodes");

        redis.xdel("s", id(1), id(4), id(3));
        info = redis.xinfoStream("s");
        assertThat(info.length()).isEqualTo(1);
        assertThat(info.lastGeneratedId()).isEqualTo(id(4));
        assertThat(info.maxDeletedEntryId()).isEqualTo(id(4));
        assertThat(info.entriesAdded()).isEqualTo(4);
        assertThat(info.recordedFirstEntryId()).isEqualTo(id(2));
        assertThat(info.firstEntry()).isEqualTo(entry(2)).isEqualTo(info.lastEntry());
    }

    @Test
    void anEmptyStreamHasNoEntries() {
        redis.xgroupCreate("s", "g", StreamOffset.start(), XgroupCreateOptions.mkstream());
        StreamInfo<String, String> info = redis.xinfoStream("s");
        assertThat(info.length()).isZero();
        assertThat(info.lastGeneratedId()).isEqualTo(StreamId.MIN);
        assertThat(info.recordedFirstEntryId()).isEqualTo(StreamId.MIN);
        assertThat(info.entriesAdded()).isZero();
        assertThat(info.firstEntry()).isNull();
        assertThat(info.lastEntry()).isNull();
    }

    @Test
    void groupsComeByName() {
        add(redis, "s", 1, 2, 3);
        assertThat(redis.xinfoGroups("s")).isEmpty();
        redis.xgroupCreate("s", "old", StreamOffset.start());
        redis.xgroupCreate("s", "new", StreamOffset.latest());
        read("old", "a", 2);
        read("old", "b", 9);
        redis.xack("s", "old", id(1));
        assertThat(redis.xinfoGroups("s"))
                .extracting(GroupInfo::name, GroupInfo::consumers, GroupInfo::pending, GroupInfo::lastDeliveredId)
                .containsExactly(tuple("new", 0L, 0L, id(3)), tuple("old", 2L, 2L, id(3)));
    }

    @Test
    void theLagIsWhatWaitsToBeDelivered() {
        add(redis, "s", 1, 2, 3);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        assertThat(group("g").entriesRead()).isEmpty();
        assertThat(group("g").lag()).hasValue(3);
        read("g", "c", 1);
        assertThat(group("g").entriesRead()).hasValue(1);
        assertThat(group("g").lag()).hasValue(2);
        read("g", "c", 9);
        assertThat(group("g").lag()).hasValue(0);
        add(redis, "s", 4);
        assertThat(group("g").entriesRead()).hasValue(3);
        assertThat(group("g").lag()).hasValue(1);
    }

    @Test
    void theLagOfAGroupSetIntoTheMiddleIsUnknown() {
        add(redis, "s", 1, 2, 3);
        redis.xgroupCreate("s", "middle", StreamOffset.after(id(2)));
        redis.xgroupCreate("s", "told", StreamOffset.after(id(2)), XgroupCreateOptions.entriesRead(2));
        redis.xgroupCreate("s", "end", StreamOffset.latest());
        assertThat(group("middle").entriesRead()).isEmpty();
        assertThat(group("middle").lag()).isEmpty();
        assertThat(group("told").entriesRead()).hasValue(2);
        assertThat(group("told").lag()).hasValue(1);
        assertThat(group("end").lag()).hasValue(0);
        redis.xgroupSetid("s", "middle", StreamOffset.after(id(1)), 1);
        assertThat(group("middle").lag()).hasValue(2);
        read("middle", "c", 9);
        assertThat(group("middle").entriesRead()).hasValue(3);
    }

    @Test
    @Needs(version = "8.0")
    void aDeletedEntryInTheWayMakesTheLagUnknown() {
        add(redis, "s", 1, 2, 3, 4);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        read("g", "c", 1);
        redis.xdel("s", id(3));
        assertThat(group("g").entriesRead()).hasValue(1);
        assertThat(group("g").lag()).isEmpty();
        read("g", "c", 9);
        assertThat(group("g").lag()).hasValue(0);
    }

    @Test
    void consumersComeByName() {
        add(redis, "s", 1, 2, 3);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        assertThat(redis.xinfoConsumers("s", "g")).isEmpty();
        read("g", "b", 2);
        read("g", "a", 1);
        redis.xgroupCreateconsumer("s", "g", "c");
        redis.xack("s", "g", id(1));
        assertThat(redis.xinfoConsumers("s", "g"))
                .extracting(ConsumerInfo::name, ConsumerInfo::pending)
                .containsExactly(tuple("a", 1L), tuple("b", 1L), tuple("c", 0L));
        assertThat(redis.xinfoConsumers("s", "g"))
                .allSatisfy(c -> assertThat(c.idle()).isBetween(Duration.ZERO, SOON));
    }

    @Test
    @Needs(version = "7.2")
    void aConsumerIsActiveOnlyWhenItGotSomething() {
        redis.xgroupCreate("s", "g", StreamOffset.start(), XgroupCreateOptions.mkstream());
        redis.xgroupCreateconsumer("s", "g", "c");
        read("g", "c", 1);
        assertThat(redis.xinfoConsumers("s", "g").get(0).inactive()).isNull();
        add(redis, "s", 1);
        read("g", "c", 1);
        assertThat(redis.xinfoConsumers("s", "g").get(0).inactive()).isBetween(Duration.ZERO, SOON);
    }

    @Test
    void inFullItTellsOfAllAtOnce() {
        add(redis, "s", 1, 2, 3);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        redis.xgroupCreate("s", "h", StreamOffset.after(id(2)));
        read("g", "a", 1);
        read("g", "b", 1);
        redis.xdel("s", id(1));
        StreamFullInfo<String, String> info = redis.xinfoStreamFull("s");
        assertThat(info.length()).isEqualTo(2);
        assertThat(info.entries()).isEqualTo(entries(2, 3));
        assertThat(info.lastGeneratedId()).isEqualTo(id(3));
        assertThat(info.maxDeletedEntryId()).isEqualTo(id(1));
        assertThat(info.recordedFirstEntryId()).isEqualTo(id(2));
        assertThat(info.entriesAdded()).isEqualTo(3);
        assertThat(info.groups())
                .extracting(
                        StreamFullInfo.Group::name,
                        StreamFullInfo.Group::lastDeliveredId,
                        StreamFullInfo.Group::entriesRead,
                        StreamFullInfo.Group::pelCount)
                .containsExactly(
                        tuple("g", id(2), OptionalLong.of(2), 2L), tuple("h", id(2), OptionalLong.empty(), 0L));

        StreamFullInfo.Group g = info.groups().get(0);
        assertThat(g.lag()).hasValue(1);
        assertThat(g.pending())
                .extracting(
                        StreamFullInfo.Delivery::id,
                        StreamFullInfo.Delivery::consumer,
                        StreamFullInfo.Delivery::deliveries)
                .containsExactly(tuple(id(1), "a", 1L), tuple(id(2), "b", 1L));
        assertThat(g.consumers())
                .extracting(StreamFullInfo.Consumer::name, StreamFullInfo.Consumer::pelCount)
                .containsExactly(tuple("a", 1L), tuple("b", 1L));
        assertThat(g.consumers().get(1).pending()).isEqualTo(List.of(g.pending().get(1)));
        assertThat(g.consumers().get(1).seenTime())
                .isAfterOrEqualTo(g.pending().get(1).time());
    }

    @Test
    @Needs(version = "7.2")
    void inFullItTellsWhenAConsumerGotSomething() {
        add(redis, "s", 1);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        redis.xgroupCreateconsumer("s", "g", "idler");
        read("g", "c", 1);
        StreamFullInfo.Group g = redis.xinfoStreamFull("s").groups().get(0);
        assertThat(g.consumers().get(0).activeTime())
                .isEqualTo(g.pending().get(0).time());
        assertThat(g.consumers().get(1).activeTime()).isNull();
    }

    @Test
    void inFullTheListsAreAsLongAsAsked() {
        for (int i = 1; i <= 12; i++) add(redis, "s", i);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        read("g", "c", 100);
        assertThat(redis.xinfoStreamFull("s").entries()).hasSize(10);
        assertThat(redis.xinfoStreamFull("s").groups().get(0).pending()).hasSize(10);
        assertThat(redis.xinfoStreamFull("s", 2).entries())
                .extracting(StreamEntry::id)
                .isEqualTo(ids(1, 2));
        assertThat(redis.xinfoStreamFull("s", 0).entries()).hasSize(12);
        StreamFullInfo.Group g = redis.xinfoStreamFull("s", 3).groups().get(0);
        assertThat(g.pelCount()).isEqualTo(12);
        assertThat(g.pending()).hasSize(3);
        assertThat(g.consumers().get(0).pelCount()).isEqualTo(12);
        assertThat(g.consumers().get(0).pending()).hasSize(3);
        assertThat(redis.xinfoStreamFull("s", 0)
                        .groups()
                        .get(0)
                        .consumers()
                        .get(0)
                        .pending())
                .hasSize(12);
    }

    @Test
    void pipelinesAskToo() {
        add(redis, "s", 1);
        redis.xgroupCreate("s", "g", StreamOffset.start());
        try (Pipeline p = redis.pipeline()) {
            Result<StreamInfo<String, String>> stream = p.xinfoStream("s");
            Result<List<ConsumerInfo>> consumers = p.xinfoConsumers("s", "g");
            p.flush();
            assertThat(stream.get().firstEntry()).isEqualTo(entry(1));
            assertThat(consumers.get()).isEmpty();
        }
    }

    @Test
    void whatDoesNotExistIsRefused() {
        Refused.with("ERR no such key", () -> redis.xinfoStream("none"));
        Refused.with("ERR no such key", () -> redis.xinfoStreamFull("none"));
        Refused.with("ERR no such key", () -> redis.xinfoGroups("none"));
        Refused.with("ERR no such key", () -> redis.xinfoConsumers("none", "g"));
        add(redis, "s", 1);
        Refused.with("NOGROUP No such consumer group 'g' for key name 's'", () -> redis.xinfoConsumers("s", "g"));
        redis.set("text", "v");
        Refused.asWrongType(() -> redis.xinfoStream("text"));
        Refused.asWrongType(() -> redis.xinfoStreamFull("text"));
        Refused.asWrongType(() -> redis.xinfoGroups("text"));
        Refused.asWrongType(() -> redis.xinfoConsumers("text", "g"));
    }
}
