package dev.redstart;

/** A running subscription. Subscribes again by itself after a lost connection. Thread-safe. */
public interface Subscription extends AutoCloseable {

    /** Whether it is subscribed right now; false while its connection is down and after its end. */
    boolean isActive();

    /** Ends it; the listener hears what had arrived before, then the end. Idempotent. */
    @Override
    void close();
}
