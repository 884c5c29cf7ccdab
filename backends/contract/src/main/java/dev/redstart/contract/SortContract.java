package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.SortOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sorting lists, sets and sorted sets. */
public abstract class SortContract extends ContractSuite {

    protected SortContract(TestBackend backend) {
        super(backend);
    }

    @BeforeEach
    void numbers() {
        redis.call("RPUSH", "l", "3", "10", "-1", "2.5");
    }

    @Test
    void numbersAreSorted() {
        assertThat(redis.sort("l")).containsExactly("-1", "2.5", "3", "10");
        assertThat(redis.sortRo("l")).containsExactly("-1", "2.5", "3", "10");
        assertThat(redis.sort("l", SortOptions.ascending())).containsExactly("-1", "2.5", "3", "10");
        assertThat(redis.sort("l", SortOptions.descending())).containsExactly("10", "3", "2.5", "-1");
        assertThat(redis.sortRo("l", SortOptions.descending())).containsExactly("10", "3", "2.5", "-1");
    }

    @Test
    void setsAndSortedSetsAreSortedByTheirMembers() {
        redis.call("SADD", "s", "3", "1", "2");
        redis.call("ZADD", "z", "1", "30", "2", "20", "3", "10");
        assertThat(redis.sort("s")).containsExactly("1", "2", "3");
        assertThat(redis.sort("z")).containsExactly("10", "20", "30");
    }

    @Test
    void textsAreSortedWhenToldSo() {
        redis.call("RPUSH", "t", "b", "a10", "a9", "B");
        assertThat(redis.sort("t", SortOptions.alphabetical())).containsExactly("B", "a10", "a9", "b");
        assertThat(redis.sort("t", SortOptions.alphabetical().descending())).containsExactly("b", "a9", "a10", "B");
        Refused.with("ERR One or more scores can't be converted into double", () -> redis.sort("t"));
    }

    @Test
    void sortingThatOnlyReadsTakesTheSameOptions() {
        redis.call("RPUSH", "t", "b", "a10", "a9", "B");
        assertThat(redis.sortRo("t", SortOptions.alphabetical().ascending().limit(1, 2)))
                .containsExactly("a10", "a9");
    }

    @Test
    void aMissingKeyIsEmpty() {
        assertThat(redis.sort("missing")).isEmpty();
        assertThat(redis.sortRo("missing", SortOptions.get("#"))).isEmpty();
    }

    @Test
    void anotherTypeIsAnError() {
        redis.set("k", "v");
        redis.call("HSET", "h", "f", "1");
        Refused.asWrongType(() -> redis.sort("k"));
        Refused.asWrongType(() -> redis.sortRo("h"));
        Refused.asWrongType(() -> redis.sortStore("k", "d"));
    }

    @Test
    void aPartMayBeAskedFor() {
        assertThat(redis.sort("l", SortOptions.limit(1, 2))).containsExactly("2.5", "3");
        assertThat(redis.sort("l", SortOptions.limit(2, 100))).containsExactly("3", "10");
        assertThat(redis.sort("l", SortOptions.limit(1, -1))).containsExactly("2.5", "3", "10");
        assertThat(redis.sort("l", SortOptions.limit(0, 0))).isEmpty();
        assertThat(redis.sort("l", SortOptions.limit(9, 2))).isEmpty();
        assertThat(redis.sort("l", SortOptions.descending().limit(0, 1))).containsExactly("10");
    }

    @Test
    void otherKeysGiveTheOrder() {
        redis.call("RPUSH", "u", "1", "2", "3");
        redis.mset(Map.of("w:1", "30", "w:2", "10", "w:3", "20"));
        assertThat(redis.sort("u", SortOptions.by("w:*"))).containsExactly("2", "3", "1");
        assertThat(redis.sortRo("u", SortOptions.by("w:*").descending())).containsExactly("1", "3", "2");
        redis.mset(Map.of("w:1", "c", "w:2", "a", "w:3", "b"));
        assertThat(redis.sort("u", SortOptions.by("w:*").alphabetical())).containsExactly("2", "3", "1");
        Refused.with(
                "ERR One or more scores can't be converted into double", () -> redis.sort("u", SortOptions.by("w:*")));
    }

    @Test
    void fieldsOfHashesGiveTheOrder() {
        redis.call("RPUSH", "u", "1", "2", "3");
        redis.call("HSET", "h:1", "age", "30");
        redis.call("HSET", "h:2", "age", "20");
        redis.call("HSET", "h:3", "other", "1");
        assertThat(redis.sort("u", SortOptions.by("h:*->age"))).containsExactly("3", "2", "1");
    }

    @Test
    void whatIsMissingWeighsNothing() {
        redis.call("RPUSH", "u", "1", "2", "3");
        redis.mset(Map.of("w:1", "1", "w:2", "-1"));
        assertThat(redis.sort("u", SortOptions.by("w:*"))).containsExactly("2", "3", "1");
    }

    @Test
    void equalWeightsAreOrderedByContent() {
        redis.call("RPUSH", "u", "c", "a", "b");
        redis.mset(Map.of("w:a", "1", "w:b", "1", "w:c", "1"));
        assertThat(redis.sort("u", SortOptions.by("w:*"))).containsExactly("a", "b", "c");
    }

    @Test
    void unsortedIsAsTheyCome() {
        assertThat(redis.sort("l", SortOptions.unsorted())).containsExactly("3", "10", "-1", "2.5");
        assertThat(redis.sort("l", SortOptions.unsorted().limit(1, 2))).containsExactly("10", "-1");
        redis.call("ZADD", "z", "3", "c", "1", "a", "2", "b");
        assertThat(redis.sort("z", SortOptions.unsorted())).containsExactly("a", "b", "c");
        assertThat(redis.sort("z", SortOptions.unsorted().descending())).containsExactly("c", "b", "a");
        assertThat(redis.sort("z", SortOptions.unsorted().descending().limit(0, 2)))
                .containsExactly("c", "b");
    }

    @Test
    void otherKeysAndFieldsMayComeInstead() {
        redis.call("RPUSH", "u", "2", "1");
        redis.set("name:1", "Ada");
        redis.call("HSET", "h:2", "city", "Turin");
        assertThat(redis.sort("u", SortOptions.get("name:*"))).containsExactly("Ada", null);
        assertThat(redis.sort("u", SortOptions.get("#", "name:*", "h:*->city")))
                .containsExactly("1", "Ada", null, "2", null, "Turin");
        assertThat(redis.sortRo("u", SortOptions.unsorted().get("#").get("name:*")))
                .containsExactly("2", null, "1", "Ada");
    }

    @Test
    void aHashBehindAPlainPatternIsNothing() {
        redis.call("RPUSH", "u", "1");
        redis.call("HSET", "h:1", "f", "v");
        assertThat(redis.sort("u", SortOptions.get("h:*"))).containsOnlyNulls();
        assertThat(redis.sort("u", SortOptions.get("no-star"))).containsOnlyNulls();
    }

    @Test
    @Needs(version = "7.2")
    void storingMakesAList() {
        redis.set("d", "gone", dev.redstart.SetOptions.expireAfter(Duration.ofHours(1)));
        assertThat(redis.sortStore("l", "d")).isEqualTo(4);
        assertThat(redis.sort("d", SortOptions.unsorted())).containsExactly("-1", "2.5", "3", "10");
        assertThat(redis.type("d")).isEqualTo("list");
        assertThat(redis.pttl("d").isPersistent()).isTrue();
        assertThat(encodingOf("d")).isEqualTo("listpack");
        assertThat(redis.sortStore("l", "l", SortOptions.descending().limit(0, 2)))
                .isEqualTo(2);
        assertThat(redis.sort("l", SortOptions.unsorted())).containsExactly("10", "3");
    }

    @Test
    void storingWhatIsNotFoundStoresEmptyTexts() {
        redis.call("RPUSH", "u", "2", "1");
        redis.set("name:1", "Ada");
        assertThat(redis.sortStore("u", "d", SortOptions.get("name:*"))).isEqualTo(2);
        assertThat(redis.sort("d", SortOptions.unsorted())).containsExactly("Ada", "");
    }

    @Test
    void storingNothingDeletes() {
        redis.set("d", "v");
        assertThat(redis.sortStore("missing", "d")).isZero();
        assertThat(redis.exists("d")).isZero();
    }

    @Test
    void badWordsAreErrors() {
        Refused.with("ERR syntax error", () -> redis.call("SORT", "l", "LIMIT", "0"));
        Refused.with("ERR syntax error", () -> redis.call("SORT", "l", "GET"));
        Refused.with("ERR syntax error", () -> redis.call("SORT_RO", "l", "STORE", "d"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("SORT", "l", "LIMIT", "a", "b"));
    }
}
