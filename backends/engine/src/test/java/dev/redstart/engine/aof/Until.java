package dev.redstart.engine.aof;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what a background thread brings about. */
final class Until {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Until() {}

    static void holds(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("not within " + PATIENCE);
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
