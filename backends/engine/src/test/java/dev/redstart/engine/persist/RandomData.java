package dev.redstart.engine.persist;

import java.util.Random;
import java.util.function.Consumer;

/** Commands that fill a server with keys of all types and encodings; the same for the same seed. */
final class RandomData {

    private final Random random;
    private final boolean current;
    private final int largeOneIn;

    /** {@code current}: for servers of today, which have fields that expire. */
    RandomData(long seed, boolean current) {
        this(seed, current, 10);
    }

    /** {@code largeOneIn}: how many keys have one among them that is too large for a compact form. */
    RandomData(long seed, boolean current, int largeOneIn) {
        random = new Random(seed);
        this.current = current;
        this.largeOneIn = largeOneIn;
    }

    void fill(int keys, Consumer<String> run) {
        for (int i = 0; i < keys; i++) {
            if (random.nextInt(20) == 0) run.accept("SELECT " + random.nextInt(16));
            key(i, run);
            if (random.nextInt(4) == 0) run.accept("PEXPIRE k" + i + " " + (1_000_000 + random.nextInt(1_000_000)));
        }
    }

    private void key(int i, Consumer<String> run) {
        int size = random.nextInt(largeOneIn) == 0 ? 600 + random.nextInt(200) : 1 + random.nextInt(12);
        int type = random.nextInt(6);
        for (int n = 0; n < size; n++) {
            switch (type) {
                case 0 -> run.accept("APPEND k" + i + " " + text());
                case 1 -> run.accept("RPUSH k" + i + " " + text());
                case 2 -> run.accept("SADD k" + i + " " + random.nextInt(10_000));
                case 3 -> run.accept("SADD k" + i + " " + text());
                case 4 -> run.accept("ZADD k" + i + " " + score() + " " + text());
                default -> run.accept("HSET k" + i + " f" + n + " " + text());
            }
        }
        if (type == 5 && current && random.nextBoolean()) run.accept("HEXPIRE k" + i + " 100000 FIELDS 1 f0");
    }

    /** The digest of 7.0 has another text for most fractions. */
    private String score() {
        return current ? Double.toString(random.nextGaussian()) : Integer.toString(random.nextInt(1000));
    }

    private String text() {
        return switch (random.nextInt(4)) {
            case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 1 -> "x".repeat(1 + random.nextInt(200));
            default -> Integer.toString(random.nextInt(), 36);
        };
    }
}
