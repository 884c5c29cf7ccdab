package dev.redstart.engine.structure;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;

/** Runs a randomised test with seeds of its own and names the seed that failed; {@code -Dredstart.seed=N} repeats it. */
public final class Seeded {
    private Seeded() {}

    public static void run(int rounds, Consumer<Random> body) {
        String fixed = System.getProperty("redstart.seed");
        for (int i = 0; i < (fixed == null ? rounds : 1); i++) {
            long seed = fixed == null ? new Random().nextLong() : Long.parseLong(fixed);
            try {
                body.accept(new Random(seed));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("failed with -Dredstart.seed=" + seed, e);
            }
        }
    }

    /** Short and long strings, small and large integers, and what nearly is one. */
    public static byte[] element(Random random, int maxLength) {
        switch (random.nextInt(6)) {
            case 0:
                return Numbers.toBytes((long) random.nextInt(300) - 100);
            case 1:
                return Numbers.toBytes((long) random.nextInt(20000) - 10000);
            case 2:
                return Numbers.toBytes(random.nextLong() >> random.nextInt(64));
            case 3:
                return bytes("0" + random.nextInt(10));
            default:
                byte[] some = new byte[random.nextInt(maxLength + 1)];
                random.nextBytes(some);
                return some;
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
