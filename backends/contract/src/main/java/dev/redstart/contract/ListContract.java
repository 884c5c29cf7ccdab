package dev.redstart.contract;

import static dev.redstart.ListEnd.LEFT;
import static dev.redstart.ListEnd.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.KeyValue;
import dev.redstart.LposOptions;
import dev.redstart.TypedRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists: values in order, pushed and popped at both ends. What waits for a value is in {@link BlockingListContract}. */
public abstract class ListContract extends ContractSuite {

    protected ListContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void pushingGivesTheNewLength() {
        assertThat(redis.rpush("l", "c")).isEqualTo(1);
        assertThat(redis.rpush("l", "d", "e")).isEqualTo(3);
        assertThat(redis.rpushAll("l", List.of("f"))).isEqualTo(4);
        assertThat(redis.lpush("l", "b")).isEqualTo(5);
        assertThat(redis.lpush("l", "a", "z")).isEqualTo(7);
        assertThat(redis.lpushAll("l", List.of("y", "x"))).isEqualTo(9);
        assertThat(all()).containsExactly("x", "y", "z", "a", "b", "c", "d", "e", "f");
    }

    @Test
    void pushxOnlyPushesToAListThatExists() {
        assertThat(redis.lpushx("l", "a")).isZero();
        assertThat(redis.rpushx("l", "a", "b")).isZero();
        assertThat(redis.exists("l")).isZero();
        redis.rpush("l", "m");
        assertThat(redis.lpushx("l", "k", "j")).isEqualTo(3);
        assertThat(redis.lpushx("l", "i")).isEqualTo(4);
        assertThat(redis.lpushxAll("l", List.of("h"))).isEqualTo(5);
        assertThat(redis.rpushx("l", "n")).isEqualTo(6);
        assertThat(redis.rpushx("l", "o", "p")).isEqualTo(8);
        assertThat(redis.rpushxAll("l", List.of("q"))).isEqualTo(9);
        assertThat(all()).containsExactly("h", "i", "j", "k", "m", "n", "o", "p", "q");
    }

    @Test
    void poppingTakesFromTheEnds() {
        redis.rpush("l", "a", "b", "c", "d", "e", "f");
        assertThat(redis.lpop("l")).isEqualTo("a");
        assertThat(redis.rpop("l")).isEqualTo("f");
        assertThat(redis.lpop("l", 0)).isEmpty();
        assertThat(redis.lpop("l", 2)).containsExactly("b", "c");
        assertThat(redis.rpop("l", 9)).containsExactly("e", "d");
        assertThat(redis.exists("l")).isZero();
    }

    @Test
    void aMissingListIsEmpty() {
        assertThat(redis.lpop("none")).isNull();
        assertThat(redis.rpop("none")).isNull();
        assertThat(redis.lpop("none", 3)).isEmpty();
        assertThat(redis.rpop("none", 3)).isEmpty();
        assertThat(redis.llen("none")).isZero();
        assertThat(redis.lindex("none", 0)).isNull();
        assertThat(redis.lrange("none", 0, -1)).isEmpty();
        assertThat(redis.lpos("none", "a")).isNull();
        assertThat(redis.lposAll("none", "a", 0)).isEmpty();
        assertThat(redis.linsertBefore("none", "a", "b")).isZero();
        assertThat(redis.lrem("none", 0, "a")).isZero();
        assertThat(redis.lmove("none", "other", LEFT, RIGHT)).isNull();
        assertThat(redis.rpoplpush("none", "other")).isNull();
        assertThat(redis.lmpop(LEFT, "none", "other")).isNull();
        redis.ltrim("none", 0, 1);
        assertThat(redis.exists("none", "other")).isZero();
    }

    @Test
    void aNegativeCountOfPopsIsRefused() {
        redis.rpush("l", "a");
        Refused.with("ERR value is out of range, must be positive", () -> redis.lpop("l", -1));
        Refused.with("ERR value is out of range, must be positive", () -> redis.rpop("l", -1));
        assertThat(redis.llen("l")).isEqualTo(1);
    }

    @Test
    void lmpopTakesFromTheFirstListThatHasSome() {
        redis.rpush("b", "1", "2", "3", "4");
        redis.rpush("c", "x");
        assertThat(redis.lmpop(LEFT, "a", "b", "c")).isEqualTo(new KeyValue<>("b", List.of("1")));
        assertThat(redis.lmpop(RIGHT, List.of("b"))).isEqualTo(new KeyValue<>("b", List.of("4")));
        assertThat(redis.lmpop(RIGHT, 9, List.of("a", "b"))).isEqualTo(new KeyValue<>("b", List.of("3", "2")));
        assertThat(redis.lmpop(LEFT, "a", "b", "c")).isEqualTo(new KeyValue<>("c", List.of("x")));
        assertThat(redis.exists("a", "b", "c")).isZero();
        Refused.with("ERR count should be greater than 0", () -> redis.lmpop(LEFT, 0, List.of("a")));
        Refused.with("ERR numkeys should be greater than 0", () -> redis.call("LMPOP", "0", "a", "LEFT"));
    }

    @Test
    void indexesCountFromBothEnds() {
        redis.rpush("l", "a", "b", "c");
        assertThat(redis.llen("l")).isEqualTo(3);
        assertThat(redis.lindex("l", 0)).isEqualTo("a");
        assertThat(redis.lindex("l", 2)).isEqualTo("c");
        assertThat(redis.lindex("l", -1)).isEqualTo("c");
        assertThat(redis.lindex("l", -3)).isEqualTo("a");
        assertThat(redis.lindex("l", 3)).isNull();
        assertThat(redis.lindex("l", -4)).isNull();
    }

    @Test
    void rangesAreCutToWhatIsThere() {
        redis.rpush("l", "a", "b", "c", "d");
        assertThat(redis.lrange("l", 1, 2)).containsExactly("b", "c");
        assertThat(redis.lrange("l", -2, -1)).containsExactly("c", "d");
        assertThat(redis.lrange("l", -100, 100)).containsExactly("a", "b", "c", "d");
        assertThat(redis.lrange("l", 2, 1)).isEmpty();
        assertThat(redis.lrange("l", 4, 9)).isEmpty();
        assertThat(redis.lrange("l", Long.MIN_VALUE, Long.MAX_VALUE)).hasSize(4);
    }

    @Test
    void settingReplacesOne() {
        redis.rpush("l", "a", "b", "c");
        redis.lset("l", 1, "B");
        redis.lset("l", -1, "C");
        assertThat(all()).containsExactly("a", "B", "C");
        Refused.with("ERR index out of range", () -> redis.lset("l", 3, "x"));
        Refused.with("ERR index out of range", () -> redis.lset("l", -4, "x"));
        Refused.with("ERR no such key", () -> redis.lset("none", 0, "x"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("LSET", "l", "x", "x"));
    }

    @Test
    void insertingGoesBySideOfThePivot() {
        redis.rpush("l", "a", "c", "a");
        assertThat(redis.linsertBefore("l", "a", "0")).isEqualTo(4);
        assertThat(redis.linsertAfter("l", "a", "b")).isEqualTo(5);
        assertThat(redis.linsertAfter("l", "zz", "x")).isEqualTo(-1);
        assertThat(all()).containsExactly("0", "a", "b", "c", "a");
        Refused.with("ERR syntax error", () -> redis.call("LINSERT", "l", "BESIDE", "a", "x"));
    }

    @Test
    void removingGoesBySignOfTheCount() {
        redis.rpush("l", "x", "a", "x", "b", "x", "c", "x");
        assertThat(redis.lrem("l", 1, "x")).isEqualTo(1);
        assertThat(all()).containsExactly("a", "x", "b", "x", "c", "x");
        assertThat(redis.lrem("l", -2, "x")).isEqualTo(2);
        assertThat(all()).containsExactly("a", "x", "b", "c");
        assertThat(redis.lrem("l", 0, "zz")).isZero();
        redis.rpush("l", "x");
        assertThat(redis.lrem("l", 0, "x")).isEqualTo(2);
        assertThat(redis.lrem("l", 5, "a")).isEqualTo(1);
        assertThat(redis.lrem("l", 0, "b") + redis.lrem("l", 0, "c")).isEqualTo(2);
        assertThat(redis.exists("l")).isZero();
    }

    @Test
    void trimmingKeepsARange() {
        redis.rpush("l", "a", "b", "c", "d", "e");
        redis.ltrim("l", 1, -2);
        assertThat(all()).containsExactly("b", "c", "d");
        redis.ltrim("l", -100, 100);
        assertThat(all()).containsExactly("b", "c", "d");
        redis.ltrim("l", 5, 9);
        assertThat(redis.exists("l")).isZero();
    }

    @Test
    void searchingFindsPositions() {
        redis.rpush("l", "a", "b", "c", "1", "2", "3", "c", "c");
        assertThat(redis.lpos("l", "c")).isEqualTo(2);
        assertThat(redis.lpos("l", "zz")).isNull();
        assertThat(redis.lpos("l", "c", LposOptions.rank(2))).isEqualTo(6);
        assertThat(redis.lpos("l", "c", LposOptions.rank(-1))).isEqualTo(7);
        assertThat(redis.lpos("l", "c", LposOptions.rank(4))).isNull();
        assertThat(redis.lpos("l", "c", LposOptions.maxLength(2))).isNull();
        assertThat(redis.lpos("l", "c", LposOptions.maxLength(3))).isEqualTo(2);
        assertThat(redis.lpos("l", "b", LposOptions.rank(-1).maxLength(7))).isEqualTo(1);
    }

    @Test
    void searchingFindsAllPositions() {
        redis.rpush("l", "a", "b", "c", "1", "2", "3", "c", "c");
        assertThat(redis.lposAll("l", "c", 0)).containsExactly(2L, 6L, 7L);
        assertThat(redis.lposAll("l", "c", 2)).containsExactly(2L, 6L);
        assertThat(redis.lposAll("l", "zz", 0)).isEmpty();
        assertThat(redis.lposAll("l", "c", 2, LposOptions.rank(-1))).containsExactly(7L, 6L);
        assertThat(redis.lposAll("l", "c", 0, LposOptions.rank(2).maxLength(7))).containsExactly(6L);
        Refused.with("ERR COUNT can't be negative", () -> redis.lposAll("l", "c", -1));
        Refused.with("ERR MAXLEN can't be negative", () -> redis.call("LPOS", "l", "c", "MAXLEN", "-1"));
        Refused.with(
                "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to"
                        + " start from the end of the list",
                () -> redis.call("LPOS", "l", "c", "RANK", "0"));
    }

    @Test
    void movingGoesFromAnyEndToAnyEnd() {
        redis.rpush("from", "a", "b", "c", "d");
        assertThat(redis.lmove("from", "to", LEFT, LEFT)).isEqualTo("a");
        assertThat(redis.lmove("from", "to", RIGHT, LEFT)).isEqualTo("d");
        assertThat(redis.lmove("from", "to", LEFT, RIGHT)).isEqualTo("b");
        assertThat(redis.lmove("from", "to", RIGHT, RIGHT)).isEqualTo("c");
        assertThat(redis.lrange("to", 0, -1)).containsExactly("d", "a", "b", "c");
        assertThat(redis.exists("from")).isZero();
        assertThat(redis.rpoplpush("to", "back")).isEqualTo("c");
        assertThat(redis.lrange("back", 0, -1)).containsExactly("c");
    }

    @Test
    void movingWithinOneListTurnsIt() {
        redis.rpush("l", "a", "b", "c");
        assertThat(redis.rpoplpush("l", "l")).isEqualTo("c");
        assertThat(all()).containsExactly("c", "a", "b");
        assertThat(redis.lmove("l", "l", LEFT, RIGHT)).isEqualTo("c");
        assertThat(all()).containsExactly("a", "b", "c");
        redis.del("l");
        redis.rpush("l", "only");
        assertThat(redis.lmove("l", "l", LEFT, LEFT)).isEqualTo("only");
        assertThat(all()).containsExactly("only");
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("s", "x");
        redis.rpush("l", "a");
        Refused.asWrongType(() -> redis.lpush("s", "a"));
        Refused.asWrongType(() -> redis.lpushx("s", "a"));
        Refused.asWrongType(() -> redis.rpush("s", "a"));
        Refused.asWrongType(() -> redis.rpushx("s", "a"));
        Refused.asWrongType(() -> redis.lpop("s"));
        Refused.asWrongType(() -> redis.rpop("s", 2));
        Refused.asWrongType(() -> redis.lmpop(LEFT, "none", "s"));
        Refused.asWrongType(() -> redis.llen("s"));
        Refused.asWrongType(() -> redis.lindex("s", 0));
        Refused.asWrongType(() -> redis.lrange("s", 0, -1));
        Refused.asWrongType(() -> redis.lpos("s", "a"));
        Refused.asWrongType(() -> redis.lset("s", 0, "a"));
        Refused.asWrongType(() -> redis.linsertBefore("s", "a", "b"));
        Refused.asWrongType(() -> redis.lrem("s", 0, "a"));
        Refused.asWrongType(() -> redis.ltrim("s", 0, 1));
        Refused.asWrongType(() -> redis.lmove("s", "l", LEFT, RIGHT));
        Refused.asWrongType(() -> redis.lmove("l", "s", LEFT, RIGHT));
        Refused.asWrongType(() -> redis.rpoplpush("l", "s"));
        assertThat(all()).containsExactly("a");
        assertThat(redis.lmove("none", "s", LEFT, RIGHT)).isNull();
    }

    @Test
    void anyBytesAreValues() {
        TypedRedis<Bytes, Bytes> bytes = binary();
        Bytes key = Bytes.of((byte) 0, (byte) 0xFF, (byte) '\r', (byte) '\n');
        bytes.rpush(key, key, Bytes.of(), Bytes.utf8("12"));
        assertThat(bytes.lrange(key, 0, -1)).containsExactly(key, Bytes.of(), Bytes.utf8("12"));
        assertThat(bytes.lpos(key, Bytes.of())).isEqualTo(1);
        assertThat(bytes.lrem(key, 0, Bytes.utf8("012"))).isZero();
        assertThat(bytes.lrem(key, 0, Bytes.utf8("12"))).isEqualTo(1);
    }

    @Test
    @Needs(commands = "OBJECT ENCODING", version = "7.2")
    void aLargeListIsManyNodes() {
        redis.rpush("l", "x".repeat(4000));
        assertThat(encodingOf("l")).isEqualTo("listpack");
        redis.rpush("l", "x".repeat(4000), "x".repeat(4000));
        assertThat(encodingOf("l")).isEqualTo("quicklist");
        redis.ltrim("l", 0, 0);
        assertThat(encodingOf("l")).isEqualTo("listpack");
    }

    @Test
    void aLargeListKeepsItsOrder() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 5000; i++) values.add("value number " + i);
        assertThat(redis.rpushAll("l", values)).isEqualTo(5000);
        assertThat(all()).isEqualTo(values);
        assertThat(redis.lindex("l", 2500)).isEqualTo("value number 2500");
        assertThat(redis.lindex("l", -1700)).isEqualTo("value number 3300");
        assertThat(redis.lpos("l", "value number 4321")).isEqualTo(4321);
        redis.linsertAfter("l", "value number 2500", "between");
        redis.lset("l", 10, "ten");
        redis.ltrim("l", 10, 2501);
        values.add(2501, "between");
        values.set(10, "ten");
        assertThat(all()).isEqualTo(values.subList(10, 2502));
    }

    private List<String> all() {
        return redis.lrange("l", 0, -1);
    }
}
