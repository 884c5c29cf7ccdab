package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.redstart.Bytes;
import dev.redstart.FieldValue;
import dev.redstart.ScanCursor;
import dev.redstart.ScanOptions;
import dev.redstart.ScanPage;
import dev.redstart.TypedRedis;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hashes: field-value maps under one key. */
public abstract class HashContract extends ContractSuite {

    protected HashContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void settingSaysHowManyFieldsAreNew() {
        assertThat(redis.hset("h", "a", "1")).isEqualTo(1);
        assertThat(redis.hset("h", "a", "2")).isZero();
        assertThat(redis.hset("h", Map.of("a", "3", "b", "4"))).isEqualTo(1);
        assertThat(redis.hgetall("h")).containsOnly(entry("a", "3"), entry("b", "4"));
    }

    @Test
    void hmsetSetsAll() {
        redis.hmset("h", Map.of("a", "1", "b", "2"));
        assertThat(redis.hgetall("h")).containsOnly(entry("a", "1"), entry("b", "2"));
    }

    @Test
    void hsetnxSetsOnlyWhatIsMissing() {
        assertThat(redis.hsetnx("h", "a", "1")).isTrue();
        assertThat(redis.hsetnx("h", "a", "2")).isFalse();
        assertThat(redis.hget("h", "a")).isEqualTo("1");
    }

    @Test
    void fieldsWithoutAValueAreRefused() {
        Refused.with("ERR wrong number of arguments for 'hset' command", () -> redis.call("HSET", "h", "a", "1", "b"));
        Refused.with(
                "ERR wrong number of arguments for 'hmset' command", () -> redis.call("HMSET", "h", "a", "1", "b"));
        assertThat(redis.exists("h")).isZero();
    }

    @Test
    void missingFieldsAreNull() {
        redis.hset("h", "a", "1");
        assertThat(redis.hget("h", "zz")).isNull();
        assertThat(redis.hmget("h", "zz", "a", "zz")).containsExactly(null, "1", null);
        assertThat(redis.hmget("h", List.of("a"))).containsExactly("1");
    }

    @Test
    void aMissingHashIsEmpty() {
        assertThat(redis.hget("none", "a")).isNull();
        assertThat(redis.hmget("none", "a", "b")).containsExactly(null, null);
        assertThat(redis.hgetall("none")).isEmpty();
        assertThat(redis.hkeys("none")).isEmpty();
        assertThat(redis.hvals("none")).isEmpty();
        assertThat(redis.hlen("none")).isZero();
        assertThat(redis.hexists("none", "a")).isFalse();
        assertThat(redis.hstrlen("none", "a")).isZero();
        assertThat(redis.hdel("none", "a")).isZero();
        assertThat(redis.hrandfield("none")).isNull();
        assertThat(redis.hrandfield("none", 3)).isEmpty();
        assertThat(redis.hrandfieldWithValues("none", -3)).isEmpty();
        assertThat(redis.hscan("none")).isEmpty();
        assertThat(redis.exists("none")).isZero();
    }

    @Test
    void fieldsAndValuesComeInTheSameOrder() {
        redis.hset("h", Map.of("a", "1", "b", "2", "c", "3"));
        List<String> fields = List.copyOf(redis.hkeys("h"));
        List<String> values = redis.hvals("h");
        Map<String, String> both = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) both.put(fields.get(i), values.get(i));
        assertThat(both).containsOnly(entry("a", "1"), entry("b", "2"), entry("c", "3"));
        assertThat(List.copyOf(redis.hgetall("h").keySet())).isEqualTo(fields);
    }

    @Test
    void countsAndMeasures() {
        redis.hset("h", Map.of("a", "12345", "b", "", "ü", "ü"));
        assertThat(redis.hlen("h")).isEqualTo(3);
        assertThat(redis.hexists("h", "b")).isTrue();
        assertThat(redis.hexists("h", "zz")).isFalse();
        assertThat(redis.hstrlen("h", "a")).isEqualTo(5);
        assertThat(redis.hstrlen("h", "b")).isZero();
        assertThat(redis.hstrlen("h", "ü")).isEqualTo(2);
        assertThat(redis.hstrlen("h", "zz")).isZero();
    }

    @Test
    void aHashWithoutFieldsIsGone() {
        redis.hset("h", Map.of("a", "1", "b", "2", "c", "3"));
        assertThat(redis.hdel("h", "a", "zz", "a")).isEqualTo(1);
        assertThat(redis.hdel("h", List.of("b", "c"))).isEqualTo(2);
        assertThat(redis.exists("h")).isZero();
    }

    @Test
    void countsUpAndDown() {
        assertThat(redis.hincrby("h", "n", 5)).isEqualTo(5);
        assertThat(redis.hincrby("h", "n", -7)).isEqualTo(-2);
        assertThat(redis.hget("h", "n")).isEqualTo("-2");
        redis.hset("h", "n", "9223372036854775807");
        Refused.with("ERR increment or decrement would overflow", () -> redis.hincrby("h", "n", 1));
        redis.hset("h", "n", "-9223372036854775808");
        Refused.with("ERR increment or decrement would overflow", () -> redis.hincrby("h", "n", -1));
        assertThat(redis.hget("h", "n")).isEqualTo("-9223372036854775808");
    }

    @Test
    void onlyWholeNumbersCountUp() {
        redis.hset("h", Map.of("text", "x", "fraction", "1.5", "spaced", " 1", "empty", ""));
        for (String field : redis.hkeys("h")) {
            Refused.with("ERR hash value is not an integer", () -> redis.hincrby("h", field, 1));
        }
        Refused.with(
                "ERR value is not an integer or out of range",
                () -> redis.call("HINCRBY", "h", "n", "9223372036854775808"));
    }

    @Test
    void addsFractions() {
        assertThat(redis.hincrbyfloat("h", "n", 10.5)).isEqualTo(10.5);
        assertThat(redis.hincrbyfloat("h", "n", 0.1)).isEqualTo(10.6);
        assertThat(redis.hget("h", "n")).isEqualTo("10.6");
        redis.hset("h", "n", "5.0e3");
        assertThat(redis.hincrbyfloat("h", "n", 2.0e2)).isEqualTo(5200);
        assertThat(redis.hget("h", "n")).isEqualTo("5200");
        assertThat(redis.hincrbyfloat("h", "n", -5200)).isZero();
        assertThat(redis.hget("h", "n")).isEqualTo("0");
    }

    @Test
    void onlyNumbersAreAdded() {
        redis.hset("h", "n", "x");
        Refused.with("ERR hash value is not a float", () -> redis.hincrbyfloat("h", "n", 1));
        Refused.with("ERR value is NaN or Infinity", () -> redis.hincrbyfloat("h", "new", Double.POSITIVE_INFINITY));
        Refused.with("ERR value is not a valid float", () -> redis.call("HINCRBYFLOAT", "h", "new", "nan?"));
        assertThat(redis.hexists("h", "new")).isFalse();
    }

    @Test
    void randomFieldsAreFieldsOfTheHash() {
        redis.hset("h", Map.of("a", "1", "b", "2", "c", "3"));
        assertThat(redis.hrandfield("h")).isIn("a", "b", "c");
        assertThat(redis.hrandfield("h", 0)).isEmpty();
        assertThat(redis.hrandfield("h", 2)).hasSize(2).doesNotHaveDuplicates().isSubsetOf("a", "b", "c");
        assertThat(redis.hrandfield("h", 10)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(redis.hrandfield("h", -10)).hasSize(10).isSubsetOf("a", "b", "c");
        Refused.with(
                "ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807",
                () -> redis.hrandfield("h", Long.MIN_VALUE));
    }

    @Test
    void randomFieldsComeWithTheirValues() {
        redis.hset("h", Map.of("a", "1", "b", "2"));
        assertThat(redis.hrandfieldWithValues("h", 5))
                .containsExactlyInAnyOrder(new FieldValue<>("a", "1"), new FieldValue<>("b", "2"));
        assertThat(redis.hrandfieldWithValues("h", -7))
                .hasSize(7)
                .isSubsetOf(new FieldValue<>("a", "1"), new FieldValue<>("b", "2"));
    }

    @Test
    void aSmallHashIsScannedInOnePage() {
        redis.hset("h", Map.of("a", "1", "b", "2"));
        ScanPage<FieldValue<String, String>> page = redis.hscan("h", ScanCursor.START);
        assertThat(page.cursor().isFinished()).isTrue();
        assertThat(page.elements()).containsExactlyInAnyOrder(new FieldValue<>("a", "1"), new FieldValue<>("b", "2"));
    }

    @Test
    void aLargeHashIsScannedToItsEnd() {
        Map<String, String> expected = fill(1000);
        Map<String, String> seen = new LinkedHashMap<>();
        redis.hscan("h", ScanOptions.count(7)).forEach(e -> seen.put(e.field(), e.value()));
        assertThat(seen).isEqualTo(expected);
        assertThat(redis.hscan("h", ScanCursor.START, ScanOptions.count(7))
                        .cursor()
                        .isFinished())
                .isFalse();
    }

    @Test
    void aScanLeavesOutWhatDoesNotMatch() {
        fill(1000);
        Set<String> seen = new HashSet<>();
        redis.hscan("h", ScanOptions.match("f99?").count(100)).forEach(e -> seen.add(e.field()));
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "f990", "f991", "f992", "f993", "f994", "f995", "f996", "f997", "f998", "f999");
    }

    @Test
    @Needs(version = "7.4")
    void aScanWithoutValuesGivesTheFields() {
        redis.hset("h", Map.of("a", "1", "b", "2"));
        assertThat(redis.hscanNoValues("h", ScanCursor.START).elements()).containsExactlyInAnyOrder("a", "b");
        assertThat(redis.hscanNoValues("h", ScanOptions.match("a"))).containsExactly("a");
        Map<String, String> expected = fill(1000);
        Set<String> seen = new HashSet<>();
        redis.hscanNoValues("h").forEach(seen::add);
        assertThat(seen).containsAll(expected.keySet()).hasSize(1002);
    }

    @Test
    void badScansAreRefused() {
        redis.hset("h", "a", "1");
        Refused.with("ERR invalid cursor", () -> redis.call("HSCAN", "h", "abc"));
        Refused.with("ERR syntax error", () -> redis.call("HSCAN", "h", "0", "COUNT", "0"));
        Refused.with("ERR syntax error", () -> redis.call("HSCAN", "h", "0", "TYPE", "hash"));
    }

    @Test
    void anotherTypeIsRefused() {
        redis.set("s", "x");
        Refused.asWrongType(() -> redis.hset("s", "a", "1"));
        Refused.asWrongType(() -> redis.hset("s", Map.of("a", "1")));
        Refused.asWrongType(() -> redis.hmset("s", Map.of("a", "1")));
        Refused.asWrongType(() -> redis.hsetnx("s", "a", "1"));
        Refused.asWrongType(() -> redis.hget("s", "a"));
        Refused.asWrongType(() -> redis.hmget("s", "a"));
        Refused.asWrongType(() -> redis.hgetall("s"));
        Refused.asWrongType(() -> redis.hkeys("s"));
        Refused.asWrongType(() -> redis.hvals("s"));
        Refused.asWrongType(() -> redis.hlen("s"));
        Refused.asWrongType(() -> redis.hexists("s", "a"));
        Refused.asWrongType(() -> redis.hstrlen("s", "a"));
        Refused.asWrongType(() -> redis.hdel("s", "a"));
        Refused.asWrongType(() -> redis.hincrby("s", "a", 1));
        Refused.asWrongType(() -> redis.hincrbyfloat("s", "a", 1));
        Refused.asWrongType(() -> redis.hrandfield("s"));
        Refused.asWrongType(() -> redis.hrandfieldWithValues("s", 1));
        Refused.asWrongType(() -> redis.hscan("s", ScanCursor.START));
        assertThat(redis.get("s")).isEqualTo("x");
    }

    @Test
    void anyBytesAreFieldsAndValues() {
        TypedRedis<Bytes, Bytes> bytes = binary();
        Bytes key = Bytes.of((byte) 0, (byte) 0xFF, (byte) '\r', (byte) '\n');
        Bytes field = Bytes.of((byte) 0x80, (byte) 0);
        bytes.hset(key, field, key);
        bytes.hset(key, Bytes.of(), Bytes.of());
        assertThat(bytes.hgetall(key)).containsOnly(entry(field, key), entry(Bytes.of(), Bytes.of()));
        assertThat(bytes.hmget(key, field)).containsExactly(key);
    }

    @Test
    @Needs(commands = "OBJECT ENCODING")
    void manyFieldsMakeATable() {
        fill(512);
        assertThat(encodingOf("h")).isEqualTo("listpack");
        redis.hset("h", "one more", "v");
        assertThat(encodingOf("h")).isEqualTo("hashtable");
        redis.hdel("h", "one more");
        assertThat(encodingOf("h")).isEqualTo("hashtable");
        assertThat(redis.hlen("h")).isEqualTo(512);
    }

    @Test
    @Needs(commands = "OBJECT ENCODING")
    void aLongFieldOrValueMakesATable() {
        redis.hset("h", "f".repeat(64), "v".repeat(64));
        assertThat(encodingOf("h")).isEqualTo("listpack");
        redis.hset("h", "f", "v".repeat(65));
        assertThat(encodingOf("h")).isEqualTo("hashtable");
        redis.hset("g", "f".repeat(65), "v");
        assertThat(encodingOf("g")).isEqualTo("hashtable");
        assertThat(redis.hget("h", "f".repeat(64))).isEqualTo("v".repeat(64));
    }

    private Map<String, String> fill(int fields) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < fields; i++) map.put("f" + i, "v" + i);
        redis.hset("h", map);
        return map;
    }
}
