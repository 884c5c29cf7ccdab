package dev.redstart.spi;

/** A running subscription. */
public interface Subscriber extends AutoCloseable {

    /** Whether it is subscribed right now; false while its connection is down and after its end. */
    boolean isActive();

    /** Ends it; the listener hears {@code onEnd(null)} unless it had ended before. Idempotent; never throws. */
    @Override
    void close();
}
