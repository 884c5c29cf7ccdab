package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.Bytes;
import dev.redstart.TypedRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strings: reading and writing one value under one key, whole or in part. */
public abstract class StringContract extends ContractSuite {

    protected StringContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void whatIsSetIsGot() {
        redis.set("k", "v");
        assertThat(redis.get("k")).isEqualTo("v");
    }

    @Test
    void aMissingKeyGivesNull() {
        assertThat(redis.get("k")).isNull();
        assertThat(redis.getdel("k")).isNull();
        assertThat(redis.getset("k", "v")).isNull();
    }

    @Test
    void anEmptyValueIsAValue() {
        redis.set("k", "");
        assertThat(redis.get("k")).isEmpty();
        assertThat(redis.strlen("k")).isZero();
        assertThat(redis.exists("k")).isEqualTo(1);
    }

    @Test
    void anEmptyKeyIsAKey() {
        redis.set("", "v");
        assertThat(redis.get("")).isEqualTo("v");
    }

    @Test
    void everyByteComesBackInKeysAndValues() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) all[i] = (byte) i;
        TypedRedis<Bytes, Bytes> bytes = binary();
        bytes.set(Bytes.of(all), Bytes.of(all));
        assertThat(bytes.get(Bytes.of(all))).isEqualTo(Bytes.of(all));
        assertThat(bytes.strlen(Bytes.of(all))).isEqualTo(256);
        assertThat(bytes.keys("*")).containsExactly(Bytes.of(all));
    }

    @Test
    void textIsUtf8() {
        redis.set("grün", "日本 🎈");
        assertThat(redis.get("grün")).isEqualTo("日本 🎈");
        assertThat(redis.strlen("grün")).isEqualTo(11);
    }

    @Test
    void aBigValueComesBack() {
        String big = "0123456789abcdef".repeat(1 << 16);
        redis.set("k", big);
        assertThat(redis.strlen("k")).isEqualTo(1 << 20);
        assertThat(redis.get("k")).isEqualTo(big);
    }

    @Test
    void setReplacesAValueOfAnyType() {
        redis.call("RPUSH", "k", "a");
        redis.set("k", "v");
        assertThat(redis.type("k")).isEqualTo("string");
    }

    @Test
    void anotherTypeIsAnError() {
        redis.call("RPUSH", "list", "a");
        Refused.asWrongType(() -> redis.get("list"));
        Refused.asWrongType(() -> redis.getdel("list"));
        Refused.asWrongType(() -> redis.getset("list", "v"));
        Refused.asWrongType(() -> redis.append("list", "v"));
        Refused.asWrongType(() -> redis.strlen("list"));
        Refused.asWrongType(() -> redis.getrange("list", 0, 1));
        Refused.asWrongType(() -> redis.substr("list", 0, 1));
        Refused.asWrongType(() -> redis.setrange("list", 0, "v"));
        assertThat(redis.type("list")).isEqualTo("list");
    }

    @Test
    void getdelTakesTheKeyAway() {
        redis.set("k", "v");
        assertThat(redis.getdel("k")).isEqualTo("v");
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    void getsetGivesTheOldValue() {
        redis.set("k", "old");
        assertThat(redis.getset("k", "new")).isEqualTo("old");
        assertThat(redis.get("k")).isEqualTo("new");
    }

    @Test
    void setnxSetsOnlyAMissingKey() {
        assertThat(redis.setnx("k", "1")).isTrue();
        assertThat(redis.setnx("k", "2")).isFalse();
        assertThat(redis.get("k")).isEqualTo("1");
    }

    @Test
    void mgetKeepsTheOrderAndHasNullForWhatIsNoString() {
        redis.set("a", "1");
        redis.set("b", "2");
        redis.call("RPUSH", "list", "x");
        assertThat(redis.mget("b", "missing", "a", "list", "a")).containsExactly("2", null, "1", null, "1");
        assertThat(redis.mget(List.of("a", "b"))).containsExactly("1", "2");
    }

    @Test
    void msetSetsAll() {
        redis.call("RPUSH", "a", "x");
        redis.mset(Map.of("a", "1", "b", "2", "c", ""));
        assertThat(redis.mget("a", "b", "c")).containsExactly("1", "2", "");
    }

    @Test
    void msetnxSetsAllOrNone() {
        assertThat(redis.msetnx(Map.of("a", "1", "b", "2"))).isTrue();
        assertThat(redis.msetnx(Map.of("b", "3", "c", "4"))).isFalse();
        assertThat(redis.mget("a", "b", "c")).containsExactly("1", "2", null);
    }

    @Test
    void keyWithoutValueIsAnError() {
        Refused.with("ERR wrong number of arguments for 'mset' command", () -> redis.call("MSET", "a"));
        Refused.with("ERR wrong number of arguments for 'mset' command", () -> redis.call("MSET", "a", "1", "b"));
        Refused.with("ERR wrong number of arguments for 'msetnx' command", () -> redis.call("MSETNX", "a", "1", "b"));
    }

    @Test
    void appendMakesOrLengthens() {
        assertThat(redis.append("k", "Hello")).isEqualTo(5);
        assertThat(redis.append("k", " World")).isEqualTo(11);
        assertThat(redis.append("k", "")).isEqualTo(11);
        assertThat(redis.get("k")).isEqualTo("Hello World");
        redis.set("n", "12");
        assertThat(redis.append("n", "3")).isEqualTo(3);
        assertThat(redis.incr("n")).isEqualTo(124);
    }

    @Test
    void strlenCountsBytes() {
        redis.set("n", "-1234");
        assertThat(redis.strlen("n")).isEqualTo(5);
        assertThat(redis.strlen("missing")).isZero();
    }

    @Test
    void getrangeCountsFromBothEnds() {
        redis.set("k", "This is a string");
        assertThat(redis.getrange("k", 0, 3)).isEqualTo("This");
        assertThat(redis.getrange("k", -3, -1)).isEqualTo("ing");
        assertThat(redis.getrange("k", 0, -1)).isEqualTo("This is a string");
        assertThat(redis.getrange("k", 10, 100)).isEqualTo("string");
        assertThat(redis.getrange("k", -100, 1)).isEqualTo("Th");
        assertThat(redis.getrange("k", 5, 3)).isEmpty();
        assertThat(redis.getrange("k", -1, -5)).isEmpty();
        assertThat(redis.getrange("k", 16, 20)).isEmpty();
        assertThat(redis.getrange("k", -100, -50)).isEqualTo("T");
        assertThat(redis.getrange("missing", 0, -1)).isEmpty();
        assertThat(redis.substr("k", 5, 6)).isEqualTo("is");
        redis.set("n", "12345");
        assertThat(redis.getrange("n", 1, -2)).isEqualTo("234");
    }

    @Test
    void setrangeOverwritesAndPads() {
        redis.set("k", "Hello World");
        assertThat(redis.setrange("k", 6, "Redis")).isEqualTo(11);
        assertThat(redis.get("k")).isEqualTo("Hello Redis");
        assertThat(redis.setrange("k", 12, "!")).isEqualTo(13);
        assertThat(redis.get("k")).isEqualTo("Hello Redis\0!");
        assertThat(redis.setrange("new", 2, "x")).isEqualTo(3);
        assertThat(redis.get("new")).isEqualTo("\0\0x");
        redis.set("n", "12345");
        assertThat(redis.setrange("n", 1, "0")).isEqualTo(5);
        assertThat(redis.incr("n")).isEqualTo(10346);
    }

    @Test
    void setrangeOfNothingChangesNothing() {
        assertThat(redis.setrange("missing", 3, "")).isZero();
        assertThat(redis.exists("missing")).isZero();
        redis.set("k", "abc");
        assertThat(redis.setrange("k", 100, "")).isEqualTo(3);
        assertThat(redis.get("k")).isEqualTo("abc");
    }

    @Test
    void setrangeHasBounds() {
        Refused.with("ERR offset is out of range", () -> redis.setrange("k", -1, "x"));
        Refused.with(
                "ERR string exceeds maximum allowed size (proto-max-bulk-len)",
                () -> redis.setrange("k", 536870911, "xx"));
        assertThat(redis.exists("k")).isZero();
    }

    @Test
    void theEncodingFollowsTheContent() {
        redis.set("int", "1234567890");
        redis.set("negative", "-9223372036854775808");
        redis.set("zeros", "0123");
        redis.set("short", "x".repeat(44));
        redis.set("long", "x".repeat(45));
        assertThat(encodingOf("int")).isEqualTo("int");
        assertThat(encodingOf("negative")).isEqualTo("int");
        assertThat(encodingOf("zeros")).isEqualTo("embstr");
        assertThat(encodingOf("short")).isEqualTo("embstr");
        assertThat(encodingOf("long")).isEqualTo("raw");
        redis.append("short", "");
        redis.append("int", "1");
        redis.setrange("negative", 0, "-");
        assertThat(encodingOf("short")).isEqualTo("raw");
        assertThat(encodingOf("int")).isEqualTo("raw");
        assertThat(encodingOf("negative")).isEqualTo("raw");
    }

    @Test
    void anAppendThatMakesTheKeyKeepsItSmall() {
        redis.append("n", "12");
        redis.append("s", "ab");
        assertThat(encodingOf("n")).isEqualTo("int");
        assertThat(encodingOf("s")).isEqualTo("embstr");
    }

    @Test
    void aMessageComesBack() {
        assertThat(redis.echo("hello")).isEqualTo("hello");
    }
}
