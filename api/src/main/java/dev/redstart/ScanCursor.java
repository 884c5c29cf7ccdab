package dev.redstart;

/**
 * Where a scan stands. Opaque: it comes from a {@link ScanPage} and goes into the next call, on the same backend. Immutable.
 */
public final class ScanCursor {

    /** Before the first page. */
    public static final ScanCursor START = new ScanCursor("0");

    private final String text;

    private ScanCursor(String text) {
        this.text = text;
    }

    /** As the server gave it. {@code 0} is the first cursor and the last one, so what came back is never {@link #START}. */
    static ScanCursor of(String text) {
        return new ScanCursor(text);
    }

    /** As it goes over the wire. A finished scan would begin anew without a word: refused. */
    String text() {
        if (isFinished())
            throw new IllegalArgumentException("this scan is finished; ScanCursor.START begins another one");
        return text;
    }

    /** Whether the page that this came with was the last one. */
    public boolean isFinished() {
        return this != START && text.equals("0");
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ScanCursor other && text.equals(other.text) && isFinished() == other.isFinished();
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return this == START ? "start" : isFinished() ? "finished" : "at " + text;
    }
}
