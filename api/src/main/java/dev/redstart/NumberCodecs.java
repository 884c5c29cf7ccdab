package dev.redstart;

import java.nio.charset.StandardCharsets;

/** Numbers in the decimal texts that Redis reads and writes. */
final class NumberCodecs {

    static final Codec<Long> LONG = new Codec<>() {
        @Override
        public byte[] encode(Long value) {
            return ascii(Long.toString(value));
        }

        @Override
        public Long decode(byte[] bytes) {
            return Long.parseLong(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    };

    static final Codec<Double> DOUBLE = new Codec<>() {
        @Override
        public byte[] encode(Double value) {
            return text(value).clone();
        }

        @Override
        public Double decode(byte[] bytes) {
            return parse(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    };

    private static final byte[][] SMALL = new byte[256][];

    static {
        for (int i = 0; i < SMALL.length; i++) SMALL[i] = ascii(Integer.toString(i));
    }

    private NumberCodecs() {}

    /** For the arguments of requests. Small ones are shared: the array must not be changed, nor given to a user. */
    static byte[] text(long value) {
        return value >= 0 && value < SMALL.length ? SMALL[(int) value] : ascii(Long.toString(value));
    }

    /** As {@link #text(long)} where it is a whole number. */
    static byte[] text(double value) {
        if (Double.isNaN(value)) throw new IllegalArgumentException("Redis has no NaN");
        if (Double.isInfinite(value)) return ascii(value > 0 ? "inf" : "-inf");
        long whole = (long) value;
        // -0.0 keeps its sign by the other path.
        if (whole == value && Math.abs(whole) < 1L << 53 && (whole != 0 || 1 / value > 0)) return text(whole);
        return ascii(Double.toString(value));
    }

    static double parse(String text) {
        return switch (text) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
