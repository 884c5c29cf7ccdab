package dev.redstart.server;

/**
 * How much a client may leave unread before its connection is closed; {@code client-output-buffer-limit} of one class.
 *
 * @param hardBytes   closed at once beyond this; 0 for no limit
 * @param softBytes   closed when it stays beyond this for {@code softSeconds}; 0 for no limit
 * @param softSeconds 0 for no limit
 */
public record OutputLimit(long hardBytes, long softBytes, int softSeconds) {

    /** No limit. */
    public static final OutputLimit NONE = new OutputLimit(0, 0, 0);

    public OutputLimit {
        if (hardBytes < 0 || softBytes < 0 || softSeconds < 0)
            throw new IllegalArgumentException("a limit is zero or more");
    }

    boolean isPastHard(long bytes) {
        return hardBytes > 0 && bytes >= hardBytes;
    }

    boolean isPastSoft(long bytes) {
        return softBytes > 0 && softSeconds > 0 && bytes >= softBytes;
    }
}
