package dev.redstart;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bitmaps: strings seen as bits. Bit 0 is the highest of the first byte, and a string ends in as many zeros as one likes to
 * see. Every command fails with {@code WRONGTYPE} on a key that holds something else than a string.
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class BitmapFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<Long>> NUMBERS = Decoders.list(Decoders.integer());
    private static final Decoder<List<@Nullable Long>> NUMBERS_OR_NULLS = Decoders.list(Decoders.integerOrNull());

    BitmapFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Sets or clears a bit, making the string longer as needed, and gives what it was. O(1), but for the first bit far behind
     * the end: that takes memory for all before it.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR bit offset is not an integer or out of range}: it is negative, or
     *     the string would be longer than the server allows (512 MB, which is 2^32 bits)
     */
    Command<Boolean> setbit(K key, long offset, boolean bit) {
        return write("SETBIT", 3).key(key).number(offset).number(bit(bit)).returning(Decoders.bool());
    }

    /** The bit at {@code offset}; false behind the end, and when there is no string. O(1). */
    Command<Boolean> getbit(K key, long offset) {
        return read("GETBIT", 2).key(key).number(offset).returning(Decoders.bool());
    }

    /** How many bits are set; 0 when there is no string. O(n). */
    Command<Long> bitcount(K key) {
        return read("BITCOUNT", 1).key(key).returning(Decoders.integer());
    }

    /** How many bits are set in these bytes, both included; negative bounds count from the end, -1 being the last byte. */
    Command<Long> bitcount(K key, long start, long end) {
        return read("BITCOUNT", 3).key(key).number(start).number(end).returning(Decoders.integer());
    }

    /** As {@link #bitcount(Object, long, long)}, the bounds counting bytes or bits. Since Redis 7.0. */
    Command<Long> bitcount(K key, long start, long end, BitUnit unit) {
        return read("BITCOUNT", 4)
                .key(key)
                .number(start)
                .number(end)
                .word(unit.name())
                .returning(Decoders.integer());
    }

    /**
     * Where the first bit of this kind stands; -1 when there is none. Looking for a cleared bit, zeros are seen behind the
     * end, so that a string of ones gives the bit after its last; a missing string gives 0. O(n).
     */
    Command<Long> bitpos(K key, boolean bit) {
        return read("BITPOS", 2).key(key).number(bit(bit)).returning(Decoders.integer());
    }

    /** As {@link #bitpos(Object, boolean)}, from this byte on; a negative one counts from the end. */
    Command<Long> bitpos(K key, boolean bit, long start) {
        return read("BITPOS", 3).key(key).number(bit(bit)).number(start).returning(Decoders.integer());
    }

    /**
     * Where the first bit of this kind stands within these bytes, both included; -1 when there is none: nothing behind
     * {@code end} is seen. Negative bounds count from the end. The result counts from the beginning of the string.
     */
    Command<Long> bitpos(K key, boolean bit, long start, long end) {
        return read("BITPOS", 4)
                .key(key)
                .number(bit(bit))
                .number(start)
                .number(end)
                .returning(Decoders.integer());
    }

    /** As {@link #bitpos(Object, boolean, long, long)}, the bounds counting bytes or bits. Since Redis 7.0. */
    Command<Long> bitpos(K key, boolean bit, long start, long end, BitUnit unit) {
        return read("BITPOS", 5)
                .key(key)
                .number(bit(bit))
                .number(start)
                .number(end)
                .word(unit.name())
                .returning(Decoders.integer());
    }

    private static long bit(boolean bit) {
        return bit ? 1 : 0;
    }

    /**
     * Combines strings bit by bit and puts the result at {@code destination}, over what is there. Gives its length in bytes,
     * that of the longest source; when that is 0, {@code destination} is gone. {@code NOT} takes one source. O(n).
     */
    @SafeVarargs
    final Command<Long> bitop(BitOperation operation, K destination, K... sources) {
        return bitop(operation, destination, Arrays.asList(sources));
    }

    /** See {@link #bitop(BitOperation, Object, Object...)}; at least one source. */
    Command<Long> bitop(BitOperation operation, K destination, Collection<? extends K> sources) {
        if (operation == BitOperation.NOT && sources.size() > 1)
            throw new IllegalArgumentException("NOT takes one source, not " + sources.size());
        return write("BITOP", 2 + sources.size())
                .word(operation.name())
                .key(destination)
                .keys(sources)
                .returning(Decoders.integer());
    }

    /**
     * Reads and changes whole numbers that stand in a string. Gives one result for each operation, in their order; null where
     * {@link BitOverflow#FAIL} kept a field from being changed. What only reads is better sent by {@link #bitfieldRo}.
     */
    Command<List<@Nullable Long>> bitfield(K key, BitfieldOperations operations) {
        return write("BITFIELD").key(key).options(Options.given(operations)).returning(NUMBERS_OR_NULLS);
    }

    /** The numbers in these fields, in their order; 0 behind the end. At least one. It may be repeated, or go to a replica. */
    Command<List<Long>> bitfieldRo(K key, BitField... fields) {
        if (fields.length == 0) throw new IllegalArgumentException("needs at least one field");
        CommandBuilder<K, V> command =
                read("BITFIELD_RO", 1 + 3 * fields.length).key(key);
        for (BitField field : fields) {
            command.word("GET");
            field.appendTo(command);
        }
        return command.returning(NUMBERS);
    }
}
