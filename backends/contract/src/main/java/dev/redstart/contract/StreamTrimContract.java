package dev.redstart.contract;

import static dev.redstart.contract.Entries.add;
import static dev.redstart.contract.Entries.entries;
import static dev.redstart.contract.Entries.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Pipeline;
import dev.redstart.StreamId;
import dev.redstart.StreamRange;
import dev.redstart.TrimOptions;
import dev.redstart.XaddOptions;
import org.junit.jupiter.api.Test;

/** Streams that lose their oldest entries, by themselves or while they get new ones. */
@Needs(commands = {"XADD", "XTRIM", "XRANGE", "XLEN"})
public abstract class StreamTrimContract extends ContractSuite {

    protected StreamTrimContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void toALength() {
        add(redis, "s", 1, 2, 3, 4, 5);
        assertThat(redis.xtrim("s", TrimOptions.maxlen(3))).isEqualTo(2);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(3, 4, 5));
        assertThat(redis.xtrim("s", TrimOptions.maxlen(3).exactly())).isZero();
        assertThat(redis.xtrim("s", TrimOptions.maxlen(1).exactly())).isEqualTo(2);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(5));
        assertThat(redis.xtrim("s", TrimOptions.maxlen(0))).isEqualTo(1);
        assertThat(redis.exists("s")).isEqualTo(1);
        assertThat(redis.xtrim("none", TrimOptions.maxlen(1))).isZero();
    }

    @Test
    void toAnId() {
        add(redis, "s", 1, 2, 3, 4, 5);
        assertThat(redis.xtrim("s", TrimOptions.minid(id(1)))).isZero();
        assertThat(redis.xtrim("s", TrimOptions.minid(new StreamId(2, 1)))).isEqualTo(2);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(3, 4, 5));
        assertThat(redis.xtrim("s", TrimOptions.minid(id(5)).exactly())).isEqualTo(2);
        assertThat(redis.xtrim("s", TrimOptions.minid(id(9)))).isEqualTo(1);
        assertThat(redis.xlen("s")).isZero();
    }

    @Test
    void entriesDeletedInBetweenDoNotCount() {
        add(redis, "s", 1, 2, 3, 4, 5);
        redis.xdel("s", id(2), id(4));
        assertThat(redis.xtrim("s", TrimOptions.maxlen(2))).isEqualTo(1);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(3, 5));
    }

    /** A node of the stream has 100 entries, which go together or not at all. */
    @Test
    void approximatelyIsByWholeNodes() {
        addMany(250);
        assertThat(redis.xtrim("s", TrimOptions.maxlen(240).approximately())).isZero();
        assertThat(redis.xtrim("s", TrimOptions.maxlen(120).approximately())).isEqualTo(100);
        assertThat(redis.xlen("s")).isEqualTo(150);
        assertThat(redis.xtrim("s", TrimOptions.minid(id(200)).approximately())).isZero();
        assertThat(redis.xtrim("s", TrimOptions.minid(id(220)).approximately())).isEqualTo(100);
        assertThat(redis.xrange("s", StreamRange.all(), 1)).isEqualTo(entries(201));
    }

    @Test
    void approximatelyHasALimit() {
        addMany(350);
        assertThat(redis.xtrim("s", TrimOptions.maxlen(0).approximately(99))).isZero();
        assertThat(redis.xtrim("s", TrimOptions.maxlen(0).approximately(199))).isEqualTo(100);
        assertThat(redis.xtrim("s", TrimOptions.minid(id(1000)).approximately(0)))
                .isEqualTo(250);
    }

    @Test
    void exactlyGoesThroughManyNodes() {
        addMany(350);
        assertThat(redis.xtrim("s", TrimOptions.maxlen(95))).isEqualTo(255);
        assertThat(redis.xrange("s", StreamRange.all(), 2)).isEqualTo(entries(256, 257));
        assertThat(redis.xtrim("s", TrimOptions.minid(id(349)))).isEqualTo(93);
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(349, 350));
    }

    private void addMany(int entries) {
        try (Pipeline p = redis.pipeline()) {
            for (int i = 1; i <= entries; i++) p.xadd("s", XaddOptions.id(id(i)), "f", "v" + i);
            p.flush();
        }
        assertThat(redis.xlen("s")).isEqualTo(entries);
    }

    @Test
    void addingMayTrim() {
        add(redis, "s", 1, 2, 3);
        XaddOptions.Choice next = XaddOptions.id(id(4));
        assertThat(redis.xadd("s", next.trim(TrimOptions.maxlen(2).exactly()), "f", "v4"))
                .isEqualTo(id(4));
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(3, 4));
        redis.xadd("s", next.id(id(5)).trim(TrimOptions.minid(id(4))).ifExists(), "f", "v5");
        assertThat(redis.xrange("s", StreamRange.all())).isEqualTo(entries(4, 5));
        redis.xadd("s", next.id(id(6)).trim(TrimOptions.minid(id(6)).approximately(10)), "f", "v6");
        assertThat(redis.xlen("s")).isEqualTo(3);
    }

    @Test
    void anEntryMayBeTrimmedAsItIsAdded() {
        assertThat(redis.xadd("s", XaddOptions.id(id(1)).trim(TrimOptions.maxlen(0)), "f", "v1"))
                .isEqualTo(id(1));
        assertThat(redis.xlen("s")).isZero();
        assertThat(redis.exists("s")).isEqualTo(1);
    }

    @Test
    void whatIsNoTrimIsRefused() {
        add(redis, "s", 1);
        Refused.with("ERR syntax error", () -> redis.call("XTRIM", "s", "LEN", "1"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("XTRIM", "s", "MAXLEN", "many"));
        Refused.with("ERR The MAXLEN argument must be >= 0.", () -> redis.call("XTRIM", "s", "MAXLEN", "-1"));
        Refused.with(
                "ERR The LIMIT argument must be >= 0.",
                () -> redis.call("XTRIM", "s", "MAXLEN", "~", "1", "LIMIT", "-1"));
        Refused.with(
                "ERR syntax error, LIMIT cannot be used without the special ~ option",
                () -> redis.call("XTRIM", "s", "MAXLEN", "1", "LIMIT", "1"));
        Refused.with(
                "ERR syntax error, MAXLEN and MINID options at the same time are not compatible",
                () -> redis.call("XADD", "s", "MAXLEN", "1", "MINID", "1", "*", "f", "v"));
        redis.set("text", "v");
        Refused.asWrongType(() -> redis.xtrim("text", TrimOptions.maxlen(1)));
    }
}
