package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.BitOperation;
import dev.redstart.BitUnit;
import dev.redstart.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bitmaps: strings seen as bits. */
@Needs(commands = {"SETBIT", "GETBIT", "BITCOUNT", "BITPOS", "BITOP"})
public abstract class BitmapContract extends ContractSuite {

    protected BitmapContract(TestBackend backend) {
        super(backend);
    }

    private void bits(String key, int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) content[i] = (byte) bytes[i];
        binary().set(Bytes.utf8(key), Bytes.of(content));
    }

    private int[] bits(String key) {
        byte[] content = binary().getrange(Bytes.utf8(key), 0, -1).toArray();
        int[] bytes = new int[content.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = content[i] & 0xFF;
        return bytes;
    }

    @Test
    void bitZeroIsTheHighestOfTheFirstByte() {
        assertThat(redis.setbit("b", 0, true)).isFalse();
        assertThat(redis.setbit("b", 9, true)).isFalse();
        assertThat(bits("b")).containsExactly(0x80, 0x40);
        assertThat(redis.setbit("b", 0, true)).isTrue();
        assertThat(redis.setbit("b", 0, false)).isTrue();
        assertThat(redis.getbit("b", 0)).isFalse();
        assertThat(redis.getbit("b", 9)).isTrue();
        assertThat(redis.getbit("b", 1_000_000)).isFalse();
        assertThat(redis.getbit("none", 0)).isFalse();
    }

    @Test
    void aClearedBitMakesAStringLongEnough() {
        assertThat(redis.setbit("b", 17, false)).isFalse();
        assertThat(redis.strlen("b")).isEqualTo(3);
        assertThat(redis.bitcount("b")).isZero();
    }

    @Test
    void numbersAreStringsToo() {
        redis.set("n", "1");
        assertThat(redis.getbit("n", 7)).isTrue();
        redis.setbit("n", 6, true);
        assertThat(redis.get("n")).isEqualTo("3");
        assertThat(redis.incr("n")).isEqualTo(4);
    }

    @Test
    void setBitsAreCounted() {
        bits("b", 0xFF, 0x01, 0xF0);
        assertThat(redis.bitcount("b")).isEqualTo(13);
        assertThat(redis.bitcount("b", 1, 1)).isEqualTo(1);
        assertThat(redis.bitcount("b", -2, -1)).isEqualTo(5);
        assertThat(redis.bitcount("b", 0, 100)).isEqualTo(13);
        assertThat(redis.bitcount("b", -100, 0)).isEqualTo(8);
        assertThat(redis.bitcount("b", 2, 1)).isZero();
        assertThat(redis.bitcount("b", 1, -1, BitUnit.BYTE)).isEqualTo(5);
        assertThat(redis.bitcount("b", 4, 15, BitUnit.BIT)).isEqualTo(5);
        assertThat(redis.bitcount("b", -8, -5, BitUnit.BIT)).isEqualTo(4);
        assertThat(redis.bitcount("none")).isZero();
        assertThat(redis.bitcount("none", 0, -1)).isZero();
        Refused.with("ERR syntax error", () -> redis.call("BITCOUNT", "b", "0"));
        Refused.with("ERR syntax error", () -> redis.call("BITCOUNT", "b", "0", "1", "NIBBLE"));
        Refused.with("ERR value is not an integer or out of range", () -> redis.call("BITCOUNT", "b", "x", "1"));
    }

    @Test
    void theFirstBitOfAKindIsFound() {
        bits("b", 0x00, 0x0F, 0xFF);
        assertThat(redis.bitpos("b", true)).isEqualTo(12);
        assertThat(redis.bitpos("b", false)).isZero();
        assertThat(redis.bitpos("b", true, 2)).isEqualTo(16);
        assertThat(redis.bitpos("b", false, -2)).isEqualTo(8);
        assertThat(redis.bitpos("b", true, 0, 0)).isEqualTo(-1);
        assertThat(redis.bitpos("b", true, 1, 2, BitUnit.BYTE)).isEqualTo(12);
        assertThat(redis.bitpos("b", false, 12, -1, BitUnit.BIT)).isEqualTo(-1);
        assertThat(redis.bitpos("b", true, 13, 14, BitUnit.BIT)).isEqualTo(13);
        assertThat(redis.bitpos("none", true)).isEqualTo(-1);
        assertThat(redis.bitpos("none", false)).isZero();
        Refused.with("ERR The bit argument must be 1 or 0.", () -> redis.call("BITPOS", "b", "2"));
    }

    @Test
    void behindTheEndAllIsCleared() {
        bits("ones", 0xFF, 0xFF);
        assertThat(redis.bitpos("ones", false)).isEqualTo(16);
        assertThat(redis.bitpos("ones", false, 1)).isEqualTo(16);
        assertThat(redis.bitpos("ones", false, 0, -1)).isEqualTo(-1);
        assertThat(redis.bitpos("ones", true, 5)).isEqualTo(-1);
    }

    @Test
    void bitmapsAreCombined() {
        bits("{b}1", 0b1100, 0xFF);
        bits("{b}2", 0b1010);
        assertThat(redis.bitop(BitOperation.AND, "{b}d", "{b}1", "{b}2")).isEqualTo(2);
        assertThat(bits("{b}d")).containsExactly(0b1000, 0);
        assertThat(redis.bitop(BitOperation.OR, "{b}d", List.of("{b}1", "{b}2")))
                .isEqualTo(2);
        assertThat(bits("{b}d")).containsExactly(0b1110, 0xFF);
        assertThat(redis.bitop(BitOperation.XOR, "{b}d", "{b}1", "{b}2", "{b}none"))
                .isEqualTo(2);
        assertThat(bits("{b}d")).containsExactly(0b0110, 0xFF);
        assertThat(redis.bitop(BitOperation.NOT, "{b}d", "{b}1")).isEqualTo(2);
        assertThat(bits("{b}d")).containsExactly(0xF3, 0);
    }

    @Test
    void combiningNothingRemovesTheDestination() {
        redis.set("{b}d", "old");
        assertThat(redis.bitop(BitOperation.OR, "{b}d", "{b}none", "{b}nothing"))
                .isZero();
        assertThat(redis.exists("{b}d")).isZero();
    }

    @Test
    void combiningReplacesAnyDestinationAndItsExpiry() {
        bits("{b}1", 1);
        redis.hset("{b}d", "f", "v");
        assertThat(redis.bitop(BitOperation.OR, "{b}d", "{b}1")).isEqualTo(1);
        assertThat(redis.type("{b}d")).isEqualTo("string");
        redis.call("EXPIRE", "{b}d", "100");
        redis.bitop(BitOperation.AND, "{b}d", "{b}1");
        assertThat(redis.pttl("{b}d").isPersistent()).isTrue();
    }

    @Test
    void combiningIsRefusedInTheServersWords() {
        Refused.with(
                "ERR BITOP NOT must be called with a single source key.",
                () -> redis.call("BITOP", "NOT", "{b}d", "{b}1", "{b}2"));
        Refused.with("ERR syntax error", () -> redis.call("BITOP", "NAND", "{b}d", "{b}1"));
        redis.hset("{b}h", "f", "v");
        Refused.asWrongType(() -> redis.bitop(BitOperation.AND, "{b}d", "{b}h"));
    }

    @Test
    void offsetsAreBounded() {
        String text = "ERR bit offset is not an integer or out of range";
        Refused.with(text, () -> redis.setbit("b", -1, true));
        Refused.with(text, () -> redis.setbit("b", 1L << 32, true));
        Refused.with(text, () -> redis.getbit("b", -1));
        Refused.with(text, () -> redis.call("SETBIT", "b", "x", "1"));
        Refused.with("ERR bit is not an integer or out of range", () -> redis.call("SETBIT", "b", "0", "2"));
        assertThat(redis.exists("b")).isZero();
    }

    @Test
    void otherTypesAreRefused() {
        redis.hset("h", "f", "v");
        Refused.asWrongType(() -> redis.setbit("h", 0, true));
        Refused.asWrongType(() -> redis.getbit("h", 0));
        Refused.asWrongType(() -> redis.bitcount("h"));
        Refused.asWrongType(() -> redis.bitpos("h", true));
    }
}
