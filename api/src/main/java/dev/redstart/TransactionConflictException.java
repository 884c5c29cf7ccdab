package dev.redstart;

/** The watched keys changed during every attempt of an optimistic transaction; nothing was executed. */
public final class TransactionConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int attempts;

    TransactionConflictException(int attempts) {
        super("a watched key changed during each of " + attempts + " attempts; nothing was executed");
        this.attempts = attempts;
    }

    /** How many times the body was run. */
    public int attempts() {
        return attempts;
    }
}
