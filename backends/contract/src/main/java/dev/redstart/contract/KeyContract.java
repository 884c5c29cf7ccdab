package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.RestoreOptions;
import dev.redstart.spi.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys: whether they are there, what they hold, what they are called. */
public abstract class KeyContract extends ContractSuite {

    protected KeyContract(TestBackend backend) {
        super(backend);
    }

    /** One key of each type, named after it. */
    private void oneOfEach() {
        redis.set("string", "v");
        redis.call("RPUSH", "list", "a", "b");
        redis.call("SADD", "set", "a", "b");
        redis.call("ZADD", "zset", "1", "a", "2", "b");
        redis.call("HSET", "hash", "f", "v");
    }

    @Test
    void delGivesHowManyThereWere() {
        oneOfEach();
        assertThat(redis.del("string", "list", "missing", "string")).isEqualTo(2);
        assertThat(redis.del(List.of("set", "zset", "hash"))).isEqualTo(3);
        assertThat(redis.del("string")).isZero();
        assertThat(redis.dbsize()).isZero();
    }

    @Test
    void unlinkGivesHowManyThereWere() {
        oneOfEach();
        assertThat(redis.unlink("string", "list", "missing", "string")).isEqualTo(2);
        assertThat(redis.unlink(List.of("set", "zset", "hash"))).isEqualTo(3);
        assertThat(redis.dbsize()).isZero();
    }

    @Test
    void existsCountsAsOftenAsNamed() {
        oneOfEach();
        assertThat(redis.exists("string")).isEqualTo(1);
        assertThat(redis.exists("string", "missing", "list", "string")).isEqualTo(3);
        assertThat(redis.exists(List.of("missing", "hash"))).isEqualTo(1);
    }

    @Test
    void touchCountsWhatIsThere() {
        oneOfEach();
        assertThat(redis.touch("string", "missing", "list", "string")).isEqualTo(3);
        assertThat(redis.touch(List.of("missing"))).isZero();
        assertThat(redis.exists("missing")).isZero();
    }

    @Test
    void theTypeIsNamed() {
        oneOfEach();
        for (String type : List.of("string", "list", "set", "zset", "hash"))
            assertThat(redis.type(type)).isEqualTo(type);
        assertThat(redis.type("missing")).isEqualTo("none");
    }

    @Test
    @Needs(commands = "XADD")
    void theTypeOfAStreamIsNamed() {
        redis.call("XADD", "s", "1-1", "f", "v");
        assertThat(redis.type("s")).isEqualTo("stream");
    }

    @Test
    void keysFindsByPattern() {
        redis.mset(Map.of("hello", "", "hallo", "", "hxllo", "", "hllo", "", "heeello", "", "h*llo", ""));
        assertThat(redis.keys("*")).hasSize(6);
        assertThat(redis.keys("h?llo")).containsExactlyInAnyOrder("hello", "hallo", "hxllo", "h*llo");
        assertThat(redis.keys("h*llo")).hasSize(6);
        assertThat(redis.keys("h[ae]llo")).containsExactlyInAnyOrder("hello", "hallo");
        assertThat(redis.keys("h[^e]llo")).containsExactlyInAnyOrder("hallo", "hxllo", "h*llo");
        assertThat(redis.keys("h[a-e]llo")).containsExactlyInAnyOrder("hello", "hallo");
        assertThat(redis.keys("h\\*llo")).containsExactly("h*llo");
        assertThat(redis.keys("hello")).containsExactly("hello");
        assertThat(redis.keys("HELLO")).isEmpty();
        assertThat(redis.keys("")).isEmpty();
    }

    @Test
    void aRandomKeyIsOneOfThem() {
        assertThat(redis.randomkey()).isNull();
        redis.mset(Map.of("a", "1", "b", "2"));
        for (int i = 0; i < 20; i++) assertThat(redis.randomkey()).isIn("a", "b");
        redis.del("a");
        assertThat(redis.randomkey()).isEqualTo("b");
    }

    @Test
    void renameMovesValueAndTime() {
        redis.call("RPUSH", "a", "x");
        redis.expire("a", Duration.ofHours(1));
        redis.set("b", "gone");
        redis.rename("a", "b");
        assertThat(redis.exists("a")).isZero();
        assertThat(redis.type("b")).isEqualTo("list");
        assertThat(redis.pttl("b").isExpiring()).isTrue();
        redis.set("c", "v");
        redis.rename("c", "b");
        assertThat(redis.pttl("b").isPersistent()).isTrue();
    }

    @Test
    void renameToItselfIsNoChange() {
        redis.set("a", "v");
        redis.rename("a", "a");
        assertThat(redis.get("a")).isEqualTo("v");
        assertThat(redis.renamenx("a", "a")).isFalse();
    }

    @Test
    void renameOfNothingIsAnError() {
        redis.set("b", "v");
        Refused.with("ERR no such key", () -> redis.rename("missing", "b"));
        Refused.with("ERR no such key", () -> redis.renamenx("missing", "b"));
        Refused.with("ERR no such key", () -> redis.rename("missing", "missing"));
        assertThat(redis.get("b")).isEqualTo("v");
    }

    @Test
    void renamenxSparesWhatIsThere() {
        redis.mset(Map.of("a", "1", "b", "2"));
        assertThat(redis.renamenx("a", "b")).isFalse();
        assertThat(redis.renamenx("a", "c")).isTrue();
        assertThat(redis.mget("a", "b", "c")).containsExactly(null, "2", "1");
    }

    @Test
    @Needs(version = "7.2")
    void theEncodingIsTold() {
        oneOfEach();
        redis.set("int", "12");
        assertThat(redis.objectEncoding("int")).isEqualTo("int");
        assertThat(redis.objectEncoding("string")).isEqualTo("embstr");
        assertThat(redis.objectEncoding("list")).isEqualTo("listpack");
        assertThat(redis.objectEncoding("set")).isEqualTo("listpack");
        assertThat(redis.objectEncoding("zset")).isEqualTo("listpack");
        assertThat(redis.objectEncoding("hash")).isEqualTo("listpack");
        assertThat(redis.objectEncoding("missing")).isNull();
    }

    @Test
    void theIdleTimeIsTold() {
        redis.set("k", "v");
        assertThat(redis.objectIdletime("k")).isLessThan(Duration.ofMinutes(1));
        assertThat(redis.objectIdletime("missing")).isNull();
    }

    @Test
    @Needs(commands = {"DUMP", "RESTORE"})
    void touchingEndsIdleness() {
        redis.set("k", "v");
        redis.restore(
                "k",
                redis.dump("k"),
                RestoreOptions.idleFor(Duration.ofHours(2)).replace());
        assertThat(redis.objectIdletime("k")).isBetween(Duration.ofHours(2), Duration.ofMinutes(121));
        assertThat(redis.exists("k")).isEqualTo(1);
        assertThat(redis.type("k")).isEqualTo("string");
        assertThat(redis.pttl("k").isPersistent()).isTrue();
        assertThat(redis.objectIdletime("k")).isBetween(Duration.ofHours(2), Duration.ofMinutes(121));
        redis.touch("k");
        assertThat(redis.objectIdletime("k")).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void references() {
        redis.set("k", "v");
        assertThat(redis.objectRefcount("k")).isEqualTo(1);
        assertThat(redis.objectRefcount("missing")).isNull();
    }

    @Test
    void smallIntegersAreShared() {
        redis.set("k", "5");
        assertThat(redis.objectRefcount("k")).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void frequencyIsNotKnownUnlessAskedFor() {
        redis.set("k", "v");
        Refused.with(
                "ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when"
                        + " switching between policies at runtime LRU and LFU data will take some time to adjust.",
                () -> redis.objectFreq("k"));
        assertThat(redis.objectFreq("missing")).isNull();
    }

    @Test
    @Needs(commands = {"CONFIG", "DUMP", "RESTORE", "OBJECT FREQ"})
    void frequencyIsKnownWhenAskedFor() {
        redis.call("CONFIG", "SET", "maxmemory-policy", "allkeys-lfu");
        try {
            redis.set("k", "v");
            redis.restore("k", redis.dump("k"), RestoreOptions.frequency(77).replace());
            assertThat(redis.objectFreq("k")).isEqualTo(77);
            Refused.with(
                    "ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when switching"
                            + " between policies at runtime LRU and LFU data will take some time to adjust.",
                    () -> redis.objectIdletime("k"));
        } finally {
            redis.call("CONFIG", "SET", "maxmemory-policy", "noeviction");
        }
    }

    @Test
    void objectHelpsAndRefusesOtherWords() {
        assertThat(Reply.elements(redis.call("OBJECT", "HELP"))).isNotEmpty();
        Refused.withCode("ERR", () -> redis.call("OBJECT", "ENCODING"));
    }
}
