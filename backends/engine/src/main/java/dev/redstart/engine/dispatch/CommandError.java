package dev.redstart.engine.dispatch;

/**
 * A command refuses; the message is the error as it goes over the wire, code first. Thrown before anything was written to
 * the reply. Has no stack trace, so it costs little and may be shared.
 */
public final class CommandError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandError(String text) {
        super(text, null, false, false);
    }

    /** The error as it goes over the wire. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
