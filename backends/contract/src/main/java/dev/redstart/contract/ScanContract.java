package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.ScanCursor;
import dev.redstart.ScanOptions;
import dev.redstart.ScanPage;
import dev.redstart.spi.Feature;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Scanning the keys of a database, page by page and by itself. */
public abstract class ScanContract extends ContractSuite {

    protected ScanContract(TestBackend backend) {
        super(backend);
    }

    /** So many keys, {@code prefix:0} and on; gives them. */
    private Set<String> fill(String prefix, int count) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) values.put(prefix + ":" + i, "v");
        redis.mset(values);
        return values.keySet();
    }

    private Set<String> scanned(ScanOptions options) {
        return redis.scan(options).stream().collect(Collectors.toSet());
    }

    @Test
    @Needs(Feature.MULTI_SLOT)
    void anEmptyDatabaseIsFinishedAtOnce() {
        ScanPage<String> page = redis.scan(ScanCursor.START);
        assertThat(page.elements()).isEmpty();
        assertThat(page.cursor().isFinished()).isTrue();
        assertThat(redis.scan()).isEmpty();
    }

    @Test
    void pagesLeadToAllKeys() {
        Set<String> keys = fill("k", 1000);
        Set<String> seen = new HashSet<>();
        ScanCursor cursor = ScanCursor.START;
        int pages = 0;
        while (!cursor.isFinished()) {
            ScanPage<String> page = redis.scan(cursor);
            seen.addAll(page.elements());
            cursor = page.cursor();
            pages++;
        }
        assertThat(seen).isEqualTo(keys);
        assertThat(pages).isGreaterThan(1);
    }

    @Test
    void aScanGoesThroughThemByItself() {
        Set<String> keys = fill("k", 1000);
        assertThat(scanned(ScanOptions.all())).isEqualTo(keys);
        assertThat(scanned(ScanOptions.count(3))).isEqualTo(keys);
        assertThat(scanned(ScanOptions.count(100_000))).isEqualTo(keys);
        Set<String> seen = new HashSet<>();
        for (String key : redis.scan()) seen.add(key);
        assertThat(seen).isEqualTo(keys);
    }

    @Test
    void oneGreatStepIsEnough() {
        fill("k", 100);
        assertThat(redis.scan(ScanCursor.START, ScanOptions.count(100_000)).elements())
                .hasSize(100);
    }

    @Test
    void onlyWhatMatches() {
        Set<String> wanted = fill("a", 50);
        fill("b", 500);
        assertThat(scanned(ScanOptions.match("a:*"))).isEqualTo(wanted);
        assertThat(scanned(ScanOptions.match("a:*").count(1000))).isEqualTo(wanted);
        assertThat(scanned(ScanOptions.match("?:7"))).containsExactlyInAnyOrder("a:7", "b:7");
        assertThat(scanned(ScanOptions.match("c:*"))).isEmpty();
    }

    @Test
    void onlyOfOneType() {
        Set<String> strings = fill("k", 100);
        redis.call("RPUSH", "list", "a");
        redis.call("SADD", "set", "a");
        redis.call("ZADD", "zset", "1", "a");
        redis.call("HSET", "hash", "f", "v");
        for (String type : List.of("list", "set", "zset", "hash"))
            assertThat(scanned(ScanOptions.type(type))).containsExactly(type);
        assertThat(scanned(ScanOptions.type("string"))).isEqualTo(strings);
        assertThat(scanned(ScanOptions.type("STRING").match("k:1"))).containsExactly("k:1");
        assertThat(scanned(ScanOptions.type("nonsense"))).isEmpty();
    }

    @Test
    void whatIsThereAllTheTimeIsSeenWhateverElseComesAndGoes() {
        Set<String> lasting = fill("lasting", 300);
        Set<String> passing = fill("passing", 300);
        Set<String> seen = new HashSet<>();
        ScanCursor cursor = ScanCursor.START;
        for (int step = 0; !cursor.isFinished(); step++) {
            ScanPage<String> page = redis.scan(cursor);
            seen.addAll(page.elements());
            cursor = page.cursor();
            // Makes the table grow at first, and shrink later on.
            if (step < 10) fill("new" + step, 100);
            if (step == 15) redis.del(passing);
            if (step == 20) for (int i = 0; i < 10; i++) redis.del(fill("new" + i, 100));
        }
        assertThat(seen).containsAll(lasting);
    }

    @Test
    void stepsMayBeAsynchronous() {
        fill("k", 5);
        assertThat(async().scan(ScanCursor.START, ScanOptions.count(1000)).get().elements())
                .hasSize(5);
    }

    @Test
    void binaryKeysAreFound() {
        dev.redstart.Bytes key = dev.redstart.Bytes.of((byte) 0, (byte) 0xff, (byte) '\n');
        binary().set(key, key);
        assertThat(binary().scan()).containsExactly(key);
    }

    @Test
    void badWordsAreErrors() {
        Refused.with("ERR invalid cursor", () -> redis.call("SCAN", "abc"));
        Refused.with("ERR syntax error", () -> redis.call("SCAN", "0", "COUNT", "0"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("SCAN", "0", "COUNT", "x"));
        Refused.with("ERR syntax error", () -> redis.call("SCAN", "0", "MATCH"));
        Refused.with("ERR syntax error", () -> redis.call("SCAN", "0", "NONE", "x"));
    }
}
