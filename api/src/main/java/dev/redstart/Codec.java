package dev.redstart;

/**
 * Turns a Java value into the bytes of a key or value and back. Thread-safe. There is none for Java serialization, on
 * purpose: reading serialized objects from a shared store hands the JVM to whoever can write there.
 *
 * @see JsonCodec
 */
public interface Codec<T> {

    /**
     * The bytes of {@code value}; they belong to the caller.
     *
     * @throws RuntimeException when it cannot be encoded; nothing is sent then
     */
    byte[] encode(T value);

    /**
     * The value of {@code bytes}, which belong to the codec from here on.
     *
     * @throws RuntimeException when they are not of this codec's form
     */
    T decode(byte[] bytes);

    /** Text as UTF-8; strict: bytes that are no UTF-8, and lone surrogates, are refused rather than replaced. */
    static Codec<String> utf8() {
        return Utf8Codec.INSTANCE;
    }

    /** Bytes as they are. */
    static Codec<Bytes> bytes() {
        return BytesCodec.INSTANCE;
    }

    /** A {@code long} in decimal, as Redis counts. */
    static Codec<Long> int64() {
        return NumberCodecs.LONG;
    }

    /** A {@code double} in decimal; infinities as {@code inf} and {@code -inf}; NaN is refused. */
    static Codec<Double> float64() {
        return NumberCodecs.DOUBLE;
    }
}
