package dev.redstart.contract;

import static dev.redstart.contract.Entries.add;
import static dev.redstart.contract.Entries.entries;
import static dev.redstart.contract.Entries.entry;
import static dev.redstart.contract.Entries.id;
import static dev.redstart.contract.Entries.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.redstart.Bytes;
import dev.redstart.FieldValue;
import dev.redstart.Pipeline;
import dev.redstart.Result;
import dev.redstart.StreamEntry;
import dev.redstart.StreamId;
import dev.redstart.StreamInfo;
import dev.redstart.StreamRange;
import dev.redstart.TypedRedis;
import dev.redstart.XaddOptions;
import dev.redstart.XsetidOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams: adding entries, looking at them, deleting them. */
@Needs(commands = {"XADD", "XLEN", "XRANGE", "XREVRANGE", "XDEL", "XSETID", "XINFO"})
public abstract class StreamContract extends ContractSuite {

    private static final String TOO_LOW =
            "ERR The ID specified in XADD is equal or smaller than the target stream top item";
    private static final String EXHAUSTED =
            "ERR The stream has exhausted the last possible ID, unable to add more items";

    protected StreamContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void idsOfTheServerAreEverHigher() {
        List<StreamId> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) ids.add(redis.xadd("s", "n", Integer.toString(i)));
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(redis.xlen("s")).isEqualTo(50);
        assertThat(redis.xrange("s", StreamRange.all()))
                .extracting(StreamEntry::id)
                .isEqualTo(ids);
        assertThat(redis.xrange("s", StreamRange.exactly(ids.get(7))).get(0).body())
                .containsExactly(entry("n", "7"));
    }

    @Test
    void anIdMayBeGiven() {
        assertThat(redis.xadd("s", XaddOptions.id(new StreamId(3, 7)), "f", "v"))
                .isEqualTo(new StreamId(3, 7));
        assertThat(redis.xadd("s", XaddOptions.id(new StreamId(3, 8)), Map.of("f", "v")))
                .isEqualTo(new StreamId(3, 8));
        assertThat(redis.xadd("s", XaddOptions.id(id(4)), List.of(new FieldValue<>("f", "v"))))
                .isEqualTo(id(4));
        Refused.with(TOO_LOW, () -> add(redis, "s", 4));
        Refused.with(TOO_LOW, () -> redis.xadd("s", XaddOptions.id(new StreamId(3, 9)), "f", "v"));
        assertThat(redis.xlen("s")).isEqualTo(3);
    }

    @Test
    void theLowestIdIsNone() {
        Refused.with("ERR The ID specified in XADD must be greater than 0-0", () -> add(redis, "s", 0));
        assertThat(redis.exists("s")).isZero();
        assertThat(redis.xadd("s", XaddOptions.id(new StreamId(0, 1)), "f", "v"))
                .isEqualTo(new StreamId(0, 1));
    }

    @Test
    void theHighestIdIsTheLast() {
        redis.xadd("s", XaddOptions.id(StreamId.MAX), "f", "v");
        Refused.with(EXHAUSTED, () -> redis.xadd("s", "f", "v"));
        Refused.with(EXHAUSTED, () -> redis.xadd("s", XaddOptions.idAt(-1), "f", "v"));
        Refused.with(EXHAUSTED, () -> redis.xadd("s", XaddOptions.id(StreamId.MAX), "f", "v"));
        assertThat(redis.xrange("s", StreamRange.all()))
                .extracting(StreamEntry::id)
                .containsExactly(StreamId.MAX);
        assertThat(redis.xrange("s", StreamRange.exactly(StreamId.MAX))).hasSize(1);
    }

    @Test
    void theTimeMayBeGivenAndTheSequenceFollows() {
        assertThat(redis.xadd("s", XaddOptions.idAt(0), "f", "v")).isEqualTo(new StreamId(0, 1));
        assertThat(redis.xadd("s", XaddOptions.idAt(5), "f", "v")).isEqualTo(new StreamId(5, 0));
        assertThat(redis.xadd("s", XaddOptions.idAt(5), "f", "v")).isEqualTo(new StreamId(5, 1));
        redis.xadd("s", XaddOptions.id(new StreamId(5, 7)), "f", "v");
        assertThat(redis.xadd("s", XaddOptions.idAt(5), "f", "v")).isEqualTo(new StreamId(5, 8));
        Refused.with(TOO_LOW, () -> redis.xadd("s", XaddOptions.idAt(4), "f", "v"));
    }

    @Test
    @Needs(version = "8.0")
    void aMillisecondMayBeFull() {
        redis.xadd("s", XaddOptions.id(new StreamId(6, -1)), "f", "v");
        Refused.with(TOO_LOW, () -> redis.xadd("s", XaddOptions.idAt(6), "f", "v"));
    }

    @Test
    void aClockThatStandsBackDoesNotHurt() {
        StreamId future = new StreamId(Instant.parse("2200-01-01T00:00:00Z").toEpochMilli(), 5);
        redis.xadd("s", XaddOptions.id(future), "f", "v");
        assertThat(redis.xadd("s", "f", "v")).isEqualTo(future.next());
    }

    @Test
    void aStreamIsMadeUnlessItMustExist() {
        assertThat(redis.xadd("s", XaddOptions.ifExists(), "f", "v")).isNull();
        assertThat(redis.exists("s")).isZero();
        add(redis, "s", 1);
        assertThat(redis.xadd("s", XaddOptions.ifExists().id(id(2)), "f", "v2")).isEqualTo(id(2));
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(1, 2));
    }

    @Test
    void fieldsKeepTheirOrderAndMayRepeat() {
        List<FieldValue<String, String>> fields =
                List.of(new FieldValue<>("b", "1"), new FieldValue<>("a", ""), new FieldValue<>("b", "2"));
        StreamId id = redis.xadd("s", fields);
        assertThat(redis.xrange("s", StreamRange.all())).containsExactly(new StreamEntry<>(id, fields));
    }

    @Test
    void entriesOfTheSameAndOfOtherFieldsComeBackAsTheyWere() {
        Map<StreamId, Map<String, String>> added = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            Map<String, String> body = new LinkedHashMap<>();
            for (int f = 0; f <= i % 7; f++) body.put("field:" + f, "value " + i * f);
            added.put(redis.xadd("s", body), body);
        }
        Map<StreamId, Map<String, String>> read = new LinkedHashMap<>();
        redis.xrange("s", StreamRange.all()).forEach(e -> read.put(e.id(), e.body()));
        assertThat(read).containsExactlyEntriesOf(added);
    }

    @Test
    void aRangeHasBoundsThatBelongToItOrNot() {
        add(redis, "s", 1, 2, 3, 4);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(1, 2, 3, 4));
        assertThat(redis.xrange("s", StreamRange.closed(id(2), id(3)))).isEqualTo(entries(2, 3));
        assertThat(redis.xrange("s", StreamRange.open(id(1), id(4)))).isEqualTo(entries(2, 3));
        assertThat(redis.xrange("s", StreamRange.closedOpen(id(1), id(3)))).isEqualTo(entries(1, 2));
        assertThat(redis.xrange("s", StreamRange.openClosed(id(1), id(3)))).isEqualTo(entries(2, 3));
        assertThat(redis.xrange("s", StreamRange.atLeast(id(3)))).isEqualTo(entries(3, 4));
        assertThat(redis.xrange("s", StreamRange.greaterThan(id(3)))).isEqualTo(entries(4));
        assertThat(redis.xrange("s", StreamRange.atMost(id(2)))).isEqualTo(entries(1, 2));
        assertThat(redis.xrange("s", StreamRange.lessThan(id(2)))).isEqualTo(entries(1));
        assertThat(redis.xrange("s", StreamRange.exactly(id(2)))).isEqualTo(entries(2));
        assertThat(redis.xrange("s", StreamRange.exactly(new StreamId(2, 1)))).isEmpty();
        assertThat(redis.xrange("s", StreamRange.closed(id(3), id(2)))).isEmpty();
        assertThat(redis.xrange("s", StreamRange.open(id(2), id(3)))).isEmpty();
        assertThat(redis.xrange("none", StreamRange.all())).isEmpty();
    }

    @Test
    void aRangeOfTimesHasWholeMilliseconds() {
        redis.xadd("s", XaddOptions.id(new StreamId(1, -1)), "f", "v");
        redis.xadd("s", XaddOptions.id(new StreamId(2, 0)), "f", "v");
        redis.xadd("s", XaddOptions.id(new StreamId(3, -1)), "f", "v");
        redis.xadd("s", XaddOptions.id(new StreamId(4, 0)), "f", "v");
        assertThat(redis.xrange("s", StreamRange.between(Instant.ofEpochMilli(2), Instant.ofEpochMilli(3))))
                .extracting(StreamEntry::id)
                .containsExactly(new StreamId(2, 0), new StreamId(3, -1));
    }

    @Test
    void aRangeMayGoBackwards() {
        add(redis, "s", 1, 2, 3, 4);
        assertThat(redis.xrevrange("s", StreamRange.all())).isEqualTo(entries(4, 3, 2, 1));
        assertThat(redis.xrevrange("s", StreamRange.closedOpen(id(1), id(3)))).isEqualTo(entries(2, 1));
        assertThat(redis.xrevrange("s", StreamRange.greaterThan(id(1)), 2)).isEqualTo(entries(4, 3));
        assertThat(redis.xrevrange("none", StreamRange.all())).isEmpty();
    }

    @Test
    void aRangeMayBeCutShort() {
        add(redis, "s", 1, 2, 3, 4);
        assertThat(redis.xrange("s", StreamRange.all(), 3)).isEqualTo(entries(1, 2, 3));
        assertThat(redis.xrange("s", StreamRange.greaterThan(id(2)), 1)).isEqualTo(entries(3));
        assertThat(redis.xrange("s", StreamRange.all(), 9)).hasSize(4);
        assertThat(redis.xrange("s", StreamRange.all(), 0)).isEmpty();
        assertThat(redis.xrange("s", StreamRange.all(), -1)).isEmpty();
        assertThat(redis.xrevrange("s", StreamRange.all(), 0)).isEmpty();
    }

    @Test
    void boundsBeyondTheEndsAreRefused() {
        add(redis, "s", 1);
        Refused.with(
                "ERR invalid start ID for the interval",
                () -> redis.xrange("s", StreamRange.greaterThan(StreamId.MAX)));
        Refused.with(
                "ERR invalid end ID for the interval", () -> redis.xrevrange("s", StreamRange.lessThan(StreamId.MIN)));
        String invalid = "ERR Invalid stream ID specified as stream command argument";
        Refused.with(invalid, () -> redis.call("XRANGE", "s", "(-", "+"));
        Refused.with(invalid, () -> redis.call("XRANGE", "s", "-", "1-2-3"));
        Refused.with(invalid, () -> redis.call("XADD", "s", "-", "f", "v"));
        Refused.with(invalid, () -> redis.call("XADD", "s", "-1-1", "f", "v"));
        Refused.with(invalid, () -> redis.call("XADD", "s", "18446744073709551616-0", "f", "v"));
        Refused.with(invalid, () -> redis.call("XDEL", "s", "x"));
    }

    @Test
    void aFieldWithoutValueIsRefused() {
        String arity = "ERR wrong number of arguments for 'xadd' command";
        Refused.with(arity, () -> redis.call("XADD", "s", "*", "f"));
        Refused.with(arity, () -> redis.call("XADD", "s", "*", "f", "v", "g"));
        Refused.with(arity, () -> redis.call("XADD", "s", "NOMKSTREAM", "1-1", "f"));
    }

    @Test
    void whatIsDeletedIsGone() {
        add(redis, "s", 1, 2, 3, 4);
        assertThat(redis.xdel("s", id(2), id(9), id(2))).isEqualTo(1);
        assertThat(redis.xdel("s", ids(1, 3))).isEqualTo(2);
        assertThat(redis.xlen("s")).isEqualTo(1);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(4));
        assertThat(redis.xrevrange("s", StreamRange.all())).isEqualTo(entries(4));
        assertThat(redis.xdel("none", id(1))).isZero();
    }

    @Test
    void anEmptyStreamStaysAndRemembersItsLastId() {
        add(redis, "s", 1, 5);
        redis.xdel("s", ids(1, 5));
        assertThat(redis.xlen("s")).isZero();
        assertThat(redis.exists("s")).isEqualTo(1);
        assertThat(redis.xrange("s", StreamRange.all())).isEmpty();
        Refused.with(TOO_LOW, () -> add(redis, "s", 5));
        add(redis, "s", 6);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(6));
    }

    @Test
    void theLastIdCanBeSet() {
        add(redis, "s", 1, 2);
        redis.xsetid("s", id(9));
        Refused.with(TOO_LOW, () -> add(redis, "s", 9));
        redis.xsetid("s", id(5));
        add(redis, "s", 6);
        Refused.with(
                "ERR The ID specified in XSETID is smaller than the target stream top item",
                () -> redis.xsetid("s", id(5)));
        Refused.with("ERR no such key", () -> redis.xsetid("none", id(5)));
    }

    @Test
    void whatTheStreamEverHadCanBeSet() {
        add(redis, "s", 1, 2);
        redis.xsetid("s", id(9), XsetidOptions.entriesAdded(100).maxDeletedId(id(8)));
        StreamInfo<String, String> info = redis.xinfoStream("s");
        assertThat(info.lastGeneratedId()).isEqualTo(id(9));
        assertThat(info.maxDeletedEntryId()).isEqualTo(id(8));
        assertThat(info.entriesAdded()).isEqualTo(100);
        Refused.with(
                "ERR The entries_added specified in XSETID is smaller than the target stream length",
                () -> redis.xsetid("s", id(9), XsetidOptions.entriesAdded(1)));
        Refused.with(
                "ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id",
                () -> redis.xsetid("s", id(9), XsetidOptions.maxDeletedId(id(10))));
        Refused.with(
                "ERR entries_added must be positive", () -> redis.call("XSETID", "s", "9-0", "ENTRIESADDED", "-1"));
        Refused.with("ERR syntax error", () -> redis.call("XSETID", "s", "9-0", "ENTRIESADDED"));
    }

    @Test
    @Needs(version = "7.2")
    void theLastIdIsNeverBelowADeletedOne() {
        add(redis, "s", 1, 5);
        redis.xdel("s", id(5));
        Refused.with(
                "ERR The ID specified in XSETID is smaller than current max_deleted_entry_id",
                () -> redis.xsetid("s", id(4)));
    }

    @Test
    void everyByteSurvivesInFieldsAndValues() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) all[i] = (byte) i;
        Bytes bytes = Bytes.of(all);
        TypedRedis<Bytes, Bytes> binary = binary();
        StreamId id =
                binary.xadd(bytes, List.of(new FieldValue<>(bytes, Bytes.of()), new FieldValue<>(Bytes.of(), bytes)));
        assertThat(binary.xrange(bytes, StreamRange.all()))
                .containsExactly(new StreamEntry<>(
                        id, List.of(new FieldValue<>(bytes, Bytes.of()), new FieldValue<>(Bytes.of(), bytes))));
    }

    @Test
    void valuesMayBeNumbersAndLong() {
        String large = "x".repeat(100_000);
        List<String> values = List.of("0", "-1", "007", "9223372036854775807", "-9223372036854775808", "1.5", large);
        for (String value : values) redis.xadd("s", value, value);
        assertThat(redis.xrange("s", StreamRange.all()))
                .extracting(e -> e.get(e.fields().get(0).field()))
                .isEqualTo(values);
    }

    @Test
    void aStreamIsAKeyAmongOthers() {
        add(redis, "s", 1, 2);
        redis.expire("s", Duration.ofHours(1));
        add(redis, "s", 3);
        redis.xdel("s", id(1));
        assertThat(redis.pttl("s").isExpiring()).isTrue();
        assertThat(redis.type("s")).isEqualTo("stream");
        assertThat(encodingOf("s")).isEqualTo("stream");
        redis.rename("s", "{s}t");
        assertThat(redis.xrange("{s}t", StreamRange.all())).isEqualTo(entries(2, 3));
        assertThat(redis.copy("{s}t", "{s}u")).isTrue();
        add(redis, "{s}u", 4);
        assertThat(redis.xlen("{s}t")).isEqualTo(2);
        assertThat(redis.xrange("{s}u", StreamRange.all())).isEqualTo(entries(2, 3, 4));
    }

    @Test
    void pipelinesAndTransactionsHaveStreamsToo() {
        try (Pipeline p = redis.pipeline()) {
            Result<@Nullable StreamId> first = p.xadd("s", XaddOptions.id(id(1)), "f", "v1");
            Result<@Nullable StreamId> none = p.xadd("none", XaddOptions.ifExists(), "f", "v");
            Result<@Nullable StreamId> low = p.xadd("s", XaddOptions.id(id(1)), "f", "v1");
            Result<List<StreamEntry<String, String>>> range = p.xrange("s", StreamRange.all());
            p.flush();
            assertThat(first.get()).isEqualTo(id(1));
            assertThat(none.get()).isNull();
            Refused.with(TOO_LOW, low::get);
            assertThat(range.get()).containsExactly(entry(1));
        }
        assertThat(redis.transaction(tx -> {
                            tx.xadd("s", XaddOptions.id(id(2)), "f", "v2");
                            return tx.xrange("s", StreamRange.all());
                        })
                        .get())
                .isEqualTo(entries(1, 2));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("text", "v");
        Refused.asWrongType(() -> redis.xadd("text", "f", "v"));
        Refused.asWrongType(() -> redis.xadd("text", XaddOptions.ifExists(), "f", "v"));
        Refused.asWrongType(() -> redis.xlen("text"));
        Refused.asWrongType(() -> redis.xrange("text", StreamRange.all()));
        Refused.asWrongType(() -> redis.xrevrange("text", StreamRange.all()));
        Refused.asWrongType(() -> redis.xdel("text", id(1)));
        Refused.asWrongType(() -> redis.xsetid("text", id(1)));
        assertThat(redis.get("text")).isEqualTo("v");
    }
}
