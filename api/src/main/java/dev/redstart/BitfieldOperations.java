package dev.redstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code BITFIELD} does with the fields of a bitmap, in this order and at once. Immutable; each step gives new operations.
 *
 * <pre>{@code
 * BitField gold = BitField.unsigned(32);
 * BitField level = BitField.unsigned(8).at(32);
 * redis.bitfield("player:1", BitfieldOperations.incrby(gold, 50, BitOverflow.SAT).get(level));
 * }</pre>
 */
public sealed interface BitfieldOperations {

    /** Gives the field's number ({@code GET}). */
    static Choice get(BitField field) {
        return Choice.NONE.get(field);
    }

    /** Sets the field, and gives what it was ({@code SET}). */
    static Choice set(BitField field, long value) {
        return Choice.NONE.set(field, value);
    }

    /** As {@link #set(BitField, long)}, saying what to do when the value does not fit ({@code OVERFLOW}). */
    static Choice set(BitField field, long value, BitOverflow overflow) {
        return Choice.NONE.set(field, value, overflow);
    }

    /** Adds to the field, and gives the sum ({@code INCRBY}). */
    static Choice incrby(BitField field, long increment) {
        return Choice.NONE.incrby(field, increment);
    }

    /** As {@link #incrby(BitField, long)}, saying what to do when the sum does not fit ({@code OVERFLOW}). */
    static Choice incrby(BitField field, long increment, BitOverflow overflow) {
        return Choice.NONE.incrby(field, increment, overflow);
    }

    /** Operations chosen so far. */
    final class Choice extends Options implements BitfieldOperations {

        static final Choice NONE = new Choice(List.of());

        private final List<Operation> operations;

        private Choice(List<Operation> operations) {
            this.operations = operations;
        }

        /** See {@link BitfieldOperations#get(BitField)}. */
        public Choice get(BitField field) {
            return and(new Operation("GET", field, null, BitOverflow.WRAP));
        }

        /** See {@link BitfieldOperations#set(BitField, long)}. */
        public Choice set(BitField field, long value) {
            return set(field, value, BitOverflow.WRAP);
        }

        /** See {@link BitfieldOperations#set(BitField, long, BitOverflow)}. */
        public Choice set(BitField field, long value, BitOverflow overflow) {
            return and(new Operation("SET", field, value, overflow));
        }

        /** See {@link BitfieldOperations#incrby(BitField, long)}. */
        public Choice incrby(BitField field, long increment) {
            return incrby(field, increment, BitOverflow.WRAP);
        }

        /** See {@link BitfieldOperations#incrby(BitField, long, BitOverflow)}. */
        public Choice incrby(BitField field, long increment, BitOverflow overflow) {
            return and(new Operation("INCRBY", field, increment, overflow));
        }

        private Choice and(Operation operation) {
            List<Operation> all = new ArrayList<>(operations);
            all.add(operation);
            return new Choice(all);
        }

        /** On the wire {@code OVERFLOW} holds until the next one, and begins as WRAP: it is sent where it changes. */
        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            BitOverflow current = BitOverflow.WRAP;
            for (Operation operation : operations) {
                if (operation.value != null && operation.overflow != current) {
                    current = operation.overflow;
                    command.word("OVERFLOW").word(current.name());
                }
                command.word(operation.word);
                operation.field.appendTo(command);
                if (operation.value != null) command.number(operation.value);
            }
        }

        /** The value is null where the operation only reads; the overflow has no meaning then. */
        private record Operation(String word, BitField field, @Nullable Long value, BitOverflow overflow) {
            Operation {
                Objects.requireNonNull(field, "a field is null");
                Objects.requireNonNull(overflow, "an overflow is null");
            }
        }
    }
}
