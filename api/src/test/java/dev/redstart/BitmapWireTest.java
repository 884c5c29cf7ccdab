package dev.redstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands on bitmaps send, and the shapes of reply that they take. */
class BitmapWireTest {

    private static final BitmapFamily<String, String> bitmap = Wire.commands().bitmap();
    private static final BitField BYTE = BitField.unsigned(8);

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments("SETBIT b 7 1", bitmap.setbit("b", 7, true)),
                arguments("SETBIT b 4294967295 0", bitmap.setbit("b", 4294967295L, false)),
                arguments("GETBIT b 7", bitmap.getbit("b", 7)),
                arguments("BITCOUNT b", bitmap.bitcount("b")),
                arguments("BITCOUNT b 1 -1", bitmap.bitcount("b", 1, -1)),
                arguments("BITCOUNT b 1 -1 BYTE", bitmap.bitcount("b", 1, -1, BitUnit.BYTE)),
                arguments("BITCOUNT b 5 30 BIT", bitmap.bitcount("b", 5, 30, BitUnit.BIT)),
                arguments("BITPOS b 1", bitmap.bitpos("b", true)),
                arguments("BITPOS b 0 2", bitmap.bitpos("b", false, 2)),
                arguments("BITPOS b 0 2 -1", bitmap.bitpos("b", false, 2, -1)),
                arguments("BITPOS b 1 2 -1 BYTE", bitmap.bitpos("b", true, 2, -1, BitUnit.BYTE)),
                arguments("BITPOS b 1 2 -1 BIT", bitmap.bitpos("b", true, 2, -1, BitUnit.BIT)),
                arguments("BITFIELD b GET u8 0", bitmap.bitfield("b", BitfieldOperations.get(BYTE))),
                arguments("BITFIELD b SET u8 0 255", bitmap.bitfield("b", BitfieldOperations.set(BYTE, 255))),
                arguments("BITFIELD b INCRBY u8 0 -1", bitmap.bitfield("b", BitfieldOperations.incrby(BYTE, -1))),
                arguments(
                        "BITFIELD b OVERFLOW SAT SET u8 0 256",
                        bitmap.bitfield("b", BitfieldOperations.set(BYTE, 256, BitOverflow.SAT))),
                arguments(
                        "BITFIELD b OVERFLOW FAIL INCRBY u8 0 1",
                        bitmap.bitfield("b", BitfieldOperations.incrby(BYTE, 1, BitOverflow.FAIL))),
                arguments(
                        "BITFIELD_RO b GET u8 0 GET i5 #2",
                        bitmap.bitfieldRo("b", BYTE, BitField.signed(5).element(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void sends(String expected, Command<?> command) {
        assertThat(Wire.of(command)).isEqualTo(expected);
        assertThat(Wire.keysOf(command)).isEqualTo("b");
        boolean writes = expected.startsWith("SETBIT") || expected.startsWith("BITFIELD ");
        assertThat(command.request().access()).isEqualTo(writes ? Request.Access.WRITE : Request.Access.READ);
    }

    @Test
    void combiningMarksAllItsKeys() {
        for (BitOperation operation : BitOperation.values()) {
            Command<Long> command = bitmap.bitop(operation, "d", "a");
            assertThat(Wire.of(command)).isEqualTo("BITOP " + operation + " d a");
            assertThat(Wire.keysOf(command)).isEqualTo("d a");
            assertThat(command.request().access()).isEqualTo(Request.Access.WRITE);
        }
        assertThat(Wire.keysOf(bitmap.bitop(BitOperation.XOR, "d", "a", "b"))).isEqualTo("d a b");
        assertThat(Wire.of(bitmap.bitop(BitOperation.OR, "d", List.of("a", "b"))))
                .isEqualTo("BITOP OR d a b");
    }

    @Test
    void combiningRefusesTooManyAndTooFewSources() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bitmap.bitop(BitOperation.NOT, "d", "a", "b"))
                .withMessage("NOT takes one source, not 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bitmap.bitop(BitOperation.AND, "d", List.of()))
                .withMessage("needs at least one key");
    }

    /** The server would keep to the last one said, so each operation has to come out with its own. */
    @Test
    void overflowIsSaidWhereItChanges() {
        BitField second = BYTE.at(8);
        assertThat(Wire.of(bitmap.bitfield(
                        "b",
                        BitfieldOperations.incrby(BYTE, 1)
                                .incrby(second, 2, BitOverflow.SAT)
                                .get(second)
                                .set(BYTE, 3, BitOverflow.SAT)
                                .set(second, 4)
                                .incrby(BYTE, 5, BitOverflow.WRAP)
                                .incrby(BYTE, 6, BitOverflow.FAIL))))
                .isEqualTo("BITFIELD b INCRBY u8 0 1 OVERFLOW SAT INCRBY u8 8 2 GET u8 8 SET u8 0 3"
                        + " OVERFLOW WRAP SET u8 8 4 INCRBY u8 0 5 OVERFLOW FAIL INCRBY u8 0 6");
    }

    @Test
    void operationsAreImmutable() {
        BitfieldOperations.Choice first = BitfieldOperations.get(BYTE);
        first.get(BYTE);
        assertThat(Wire.of(bitmap.bitfield("b", first))).isEqualTo("BITFIELD b GET u8 0");
    }

    @Test
    void fieldsHaveATypeAndAPlace() {
        assertThat(BitField.signed(64)).hasToString("i64 0");
        assertThat(BitField.unsigned(63).at(100)).hasToString("u63 100");
        assertThat(BitField.unsigned(1).at(100).element(3)).hasToString("u1 #3");
        assertThat(BitField.signed(8).at(0)).isEqualTo(BitField.signed(8)).hasSameHashCodeAs(BitField.signed(8));
        assertThat(BitField.signed(8))
                .isNotEqualTo(BYTE)
                .isNotEqualTo(BitField.signed(8).element(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 64, 65})
    void fieldsOfNoSuchLengthAreRefused(int bits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BitField.unsigned(bits))
                .withMessage("a field has 1 to 64 bits, 63 if unsigned, not " + bits);
        if (bits != 64) assertThatIllegalArgumentException().isThrownBy(() -> BitField.signed(bits));
    }

    @Test
    void fieldsBeforeTheBeginningAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BYTE.at(-1))
                .withMessage("an offset has to be 0 or more, not -1");
        assertThatIllegalArgumentException().isThrownBy(() -> BYTE.element(-2));
    }

    @Test
    void nothingToDoIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bitmap.bitfieldRo("b"))
                .withMessage("needs at least one field");
        assertThatNullPointerException()
                .isThrownBy(() -> bitmap.bitfield("b", null))
                .withMessage("the options are null");
        assertThatNullPointerException()
                .isThrownBy(() -> BitfieldOperations.get(null))
                .withMessage("a field is null");
        assertThatNullPointerException()
                .isThrownBy(() -> BitfieldOperations.set(BYTE, 1, null))
                .withMessage("an overflow is null");
    }

    @Test
    void takesNumbersAndNulls() {
        Decoder<List<@Nullable Long>> decoder =
                bitmap.bitfield("b", BitfieldOperations.get(BYTE)).decoder();
        assertThat(decoder.decode(Reply.array(Reply.integer(5), Reply.NULL, Reply.integer(-1))))
                .containsExactly(5L, null, -1L);
        assertThat(bitmap.bitfieldRo("b", BYTE).decoder().decode(Reply.array(Reply.integer(5))))
                .containsExactly(5L);
        assertThat(bitmap.setbit("b", 0, true).decoder().decode(Reply.integer(0)))
                .isFalse();
        assertThat(bitmap.getbit("b", 0).decoder().decode(Reply.integer(1))).isTrue();
    }
}
