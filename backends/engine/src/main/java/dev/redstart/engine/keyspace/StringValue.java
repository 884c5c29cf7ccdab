package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Numbers;
import java.util.Arrays;

/**
 * A string: either a 64-bit integer or bytes. An integer keeps only its number; its text is canonical, so the bytes come
 * back as they were. Immutable, but for {@link #edited}, and for that until
 * {@link #published}.
 *
 * <p>Encodings as Redis shows them: {@code int} for what looks like an integer when it is stored, {@code embstr} for up to
 * 44 bytes stored whole, {@code raw} for longer ones and for whatever was edited in place (APPEND, SETRANGE), even when
 * it is short or looks like an integer.
 *
 * <p>Appending stays cheap although values are immutable: a {@code raw} value may have room behind its last byte, and the
 * first value appended to it takes that room over, so that a row of appends copies as seldom as a growing buffer does.
 * Whoever still holds the shorter value sees the same bytes as before.
 */
public abstract sealed class StringValue implements Value {

    private static final int MAX_EMBEDDED = 44;
    private static final int SHARED = 10_000;
    private static final StringValue[] SMALL = new StringValue[SHARED];

    static {
        for (int i = 0; i < SHARED; i++) SMALL[i] = new Int(i);
    }

    private StringValue() {}

    /** As SET stores it: an integer when it looks like one. Keeps the array, which nobody is to change any more. */
    public static StringValue of(byte[] bytes) {
        int n = bytes.length;
        if (n > 0 && n <= Numbers.MAX_LONG_CHARS && bytes[n - 1] <= '9' && Numbers.isLong(bytes))
            return of(Numbers.parseLong(bytes));
        return text(bytes);
    }

    /** The integer. */
    public static StringValue of(long number) {
        if (number >= 0 && number < SHARED) return SMALL[(int) number];
        return number == (int) number ? new Int((int) number) : new Wide(number);
    }

    /** As bytes even when it looks like an integer; {@code embstr} when it is short. */
    public static StringValue text(byte[] bytes) {
        return bytes.length <= MAX_EMBEDDED ? new Text(bytes) : new Raw(bytes, bytes.length, true);
    }

    /** As bytes that were edited: {@code raw} at any length. The array is nobody else's. */
    public static StringValue raw(byte[] bytes) {
        return new Raw(bytes, bytes.length, false);
    }

    /** Length of its text in bytes. */
    public abstract int length();

    /** Its text: exactly {@link #length()} bytes, maybe its own. Not to be changed. */
    public abstract byte[] bytes();

    /** An array that begins with its text and may go on with something else. Not to be changed. */
    public byte[] array() {
        return bytes();
    }

    /** Whether it is stored as a number. */
    public boolean isInt() {
        return false;
    }

    /** The number it is stored as; only if {@link #isInt()}. */
    public long number() {
        throw new IllegalStateException("not stored as an integer");
    }

    /** Whether it is one of the integers that all keys share, as {@code OBJECT REFCOUNT} shows. */
    public boolean isShared() {
        return false;
    }

    /** This text with another behind it, {@code raw}. */
    public StringValue append(byte[] more) {
        byte[] own = bytes();
        byte[] joined = Arrays.copyOf(own, own.length + more.length);
        System.arraycopy(more, 0, joined, own.length, more.length);
        return new Raw(joined, joined.length, false);
    }

    /**
     * A {@code raw} value of this text, and zeros behind it up to {@code length}, to be stored in place of this one. Until
     * then the bytes of its {@link #array()} may be changed: this is how a bit of a long string is set without copying all
     * of it.
     */
    public StringValue edited(int length) {
        return raw(Arrays.copyOf(bytes(), Math.max(length, length())));
    }

    /**
     * From now on somebody may read it without the engine's lock, so none of its bytes may change any more:
     * {@link #edited} makes a copy. To be called under the lock.
     */
    public void published() {}

    @Override
    public long footprint() {
        return Footprint.OBJECT + Footprint.array(array().length);
    }

    @Override
    public final String type() {
        return "string";
    }

    @Override
    public Value copy() {
        return this;
    }

    @Override
    public final boolean isEmpty() {
        return false;
    }

    /** {@code int}. */
    private abstract static sealed class Whole extends StringValue {

        @Override
        public abstract long number();

        @Override
        public int length() {
            return Numbers.length(number());
        }

        @Override
        public byte[] bytes() {
            return Numbers.toBytes(number());
        }

        @Override
        public boolean isInt() {
            return true;
        }

        @Override
        public boolean isShared() {
            return number() >= 0 && number() < SHARED;
        }

        @Override
        public long footprint() {
            return isShared() ? 0 : Footprint.OBJECT;
        }

        @Override
        public String encoding() {
            return "int";
        }
    }

    /** One that most are like: a third less of the heap than {@link Wide}. */
    private static final class Int extends Whole {
        private final int number;

        Int(int number) {
            this.number = number;
        }

        @Override
        public long number() {
            return number;
        }
    }

    private static final class Wide extends Whole {
        private final long number;

        Wide(long number) {
            this.number = number;
        }

        @Override
        public long number() {
            return number;
        }
    }

    /** {@code embstr}. */
    private static final class Text extends StringValue {
        private final byte[] bytes;

        Text(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public String encoding() {
            return "embstr";
        }
    }

    /** {@code raw}. */
    private static final class Raw extends StringValue {
        private static final int MIN_ROOM = 32;
        private static final int MAX_ROOM = 1 << 20;

        private final byte[] bytes;
        private final int length;
        /** Whether the array may be somebody else's, too: that of a request that is sent again, or that of a reader. */
        private boolean shared;
        /** Whether a longer value has taken over the room behind this one. */
        private boolean roomTaken;

        Raw(byte[] bytes, int length, boolean shared) {
            this.bytes = bytes;
            this.length = length;
            this.shared = shared;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public byte[] bytes() {
            return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        }

        @Override
        public byte[] array() {
            return bytes;
        }

        @Override
        public StringValue append(byte[] more) {
            int joined = length + more.length;
            byte[] target = bytes;
            if (roomTaken || joined > bytes.length) {
                target = new byte[joined + room(joined)];
                System.arraycopy(bytes, 0, target, 0, length);
            } else {
                roomTaken = true;
            }
            System.arraycopy(more, 0, target, length, more.length);
            return new Raw(target, joined, shared && target == bytes);
        }

        @Override
        public StringValue edited(int wanted) {
            if (wanted <= length && !shared) return this;
            int longer = Math.max(wanted, length);
            byte[] target = bytes;
            if (roomTaken || shared || longer > bytes.length) {
                target = new byte[longer + room(longer)];
                System.arraycopy(bytes, 0, target, 0, length);
            } else {
                roomTaken = true;
            }
            return new Raw(target, longer, false);
        }

        @Override
        public void published() {
            shared = true;
        }

        private static int room(int length) {
            return Math.min(Math.max(MIN_ROOM, length), Math.min(MAX_ROOM, Integer.MAX_VALUE - 8 - length));
        }

        @Override
        public Value copy() {
            return new Raw(Arrays.copyOf(bytes, length), length, false);
        }

        @Override
        public String encoding() {
            return "raw";
        }
    }
}
