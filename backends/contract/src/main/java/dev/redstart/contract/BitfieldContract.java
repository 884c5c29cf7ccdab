package dev.redstart.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.BitField;
import dev.redstart.BitOverflow;
import dev.redstart.BitfieldOperations;
import org.junit.jupiter.api.Test;

/** Whole numbers of any length in a string. */
@Needs(commands = {"BITFIELD", "BITFIELD_RO"})
public abstract class BitfieldContract extends ContractSuite {

    private static final BitField U2 = BitField.unsigned(2);
    private static final BitField I8 = BitField.signed(8);

    protected BitfieldContract(TestBackend backend) {
        super(backend);
    }

    @Test
    void operationsGiveOneResultEachInOrder() {
        BitField second = BitField.unsigned(8).at(8);
        assertThat(redis.bitfield(
                        "b",
                        BitfieldOperations.set(BitField.unsigned(8), 'a')
                                .set(second, 'b')
                                .incrby(second, 1)
                                .get(second)
                                .set(second, 'z')))
                .containsExactly(0L, 0L, (long) 'c', (long) 'c', (long) 'c');
        assertThat(redis.get("b")).isEqualTo("az");
    }

    @Test
    void fieldsMayStandAnywhere() {
        BitField odd = BitField.signed(5).at(3);
        redis.bitfield("b", BitfieldOperations.set(odd, -11));
        assertThat(redis.bitfieldRo(
                        "b", odd, BitField.unsigned(5).at(3), BitField.signed(4).at(4)))
                .containsExactly(-11L, 21L, 5L);
        redis.bitfield("n", BitfieldOperations.set(BitField.unsigned(16).element(2), 258));
        assertThat(redis.strlen("n")).isEqualTo(6);
        assertThat(redis.bitfieldRo(
                        "n", BitField.unsigned(16).at(32), BitField.unsigned(8).element(5)))
                .containsExactly(258L, 2L);
    }

    @Test
    void theLongestFieldsHoldTheirLimits() {
        BitField i64 = BitField.signed(64).at(1);
        BitField u63 = BitField.unsigned(63).at(100);
        redis.bitfield("b", BitfieldOperations.set(i64, Long.MIN_VALUE).set(u63, Long.MAX_VALUE));
        assertThat(redis.bitfieldRo("b", i64, u63)).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(redis.bitfield(
                        "b",
                        BitfieldOperations.incrby(i64, -1)
                                .incrby(u63, 1)
                                .incrby(i64, 1, BitOverflow.SAT)
                                .incrby(u63, -1, BitOverflow.FAIL)))
                .containsExactly(Long.MAX_VALUE, 0L, Long.MAX_VALUE, null);
    }

    @Test
    void whatDoesNotFitWrapsAround() {
        assertThat(redis.bitfield(
                        "b",
                        BitfieldOperations.incrby(U2, 5)
                                .incrby(U2, -2)
                                .set(I8, 200)
                                .get(I8)
                                .incrby(I8, 100, BitOverflow.WRAP)))
                .containsExactly(1L, 3L, -64L, -56L, 44L);
    }

    @Test
    void orTakesTheNearestLimit() {
        assertThat(redis.bitfield(
                        "b",
                        BitfieldOperations.incrby(U2, 5, BitOverflow.SAT)
                                .incrby(U2, -9, BitOverflow.SAT)
                                .set(I8, 200, BitOverflow.SAT)
                                .get(I8)
                                .incrby(I8, -1000, BitOverflow.SAT)))
                .containsExactly(3L, 0L, 0L, 127L, -128L);
    }

    @Test
    void orChangesNothing() {
        assertThat(redis.bitfield(
                        "b",
                        BitfieldOperations.set(U2, 2, BitOverflow.FAIL)
                                .incrby(U2, 2, BitOverflow.FAIL)
                                .set(U2, 4, BitOverflow.FAIL)
                                .get(U2)))
                .containsExactly(0L, null, null, 2L);
    }

    @Test
    void eachOperationHasItsOwnOverflow() {
        assertThat(redis.bitfield(
                        "b",
                        BitfieldOperations.set(U2, 3)
                                .incrby(U2, 1, BitOverflow.FAIL)
                                .incrby(U2, 1, BitOverflow.SAT)
                                .incrby(U2, 1)
                                .incrby(U2, 1, BitOverflow.WRAP)))
                .containsExactly(0L, null, 3L, 0L, 1L);
    }

    @Test
    void aMissingKeyIsZero() {
        assertThat(redis.bitfieldRo("none", U2, I8.at(1000))).containsExactly(0L, 0L);
        assertThat(redis.bitfield("none", BitfieldOperations.get(I8))).containsExactly(0L);
        assertThat(redis.exists("none")).isZero();
    }

    @Test
    void badFieldsAreRefusedInTheServersWords() {
        String type =
                "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.";
        Refused.with(type, () -> redis.call("BITFIELD", "b", "GET", "u64", "0"));
        Refused.with(type, () -> redis.call("BITFIELD", "b", "GET", "i65", "0"));
        Refused.with(type, () -> redis.call("BITFIELD", "b", "GET", "x8", "0"));
        String offset = "ERR bit offset is not an integer or out of range";
        Refused.with(offset, () -> redis.bitfield("b", BitfieldOperations.set(I8.at(1L << 32), 1)));
        Refused.with(offset, () -> redis.call("BITFIELD", "b", "GET", "u8", "#"));
        Refused.with("ERR Invalid OVERFLOW type specified", () -> redis.call("BITFIELD", "b", "OVERFLOW", "BURST"));
        Refused.with(
                "ERR BITFIELD_RO only supports the GET subcommand",
                () -> redis.call("BITFIELD_RO", "b", "SET", "u8", "0", "1"));
        Refused.with("ERR syntax error", () -> redis.call("BITFIELD", "b", "GET", "u8"));
        redis.hset("h", "f", "v");
        Refused.asWrongType(() -> redis.bitfieldRo("h", U2));
        Refused.asWrongType(() -> redis.bitfield("h", BitfieldOperations.set(U2, 1)));
    }
}
