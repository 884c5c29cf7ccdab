package dev.redstart.spi;

/** Takes back a command that was handed over; see {@link Pending} for what that can still mean. */
@FunctionalInterface
public interface Cancellation {

    /** Nothing to take back: the command has been answered, or cannot be withdrawn. */
    Cancellation NONE = () -> {};

    /** Idempotent; never throws; the handler hears of the outcome as of any other failure, if at all. */
    void cancel();
}
