package dev.redstart.server;

/**
 * How much a client may leave unread before its connection is closed; {@code client-output-buffer-limit} of one class.
 *
 * @param hardBytes   closed at once from this on; 0 for no limit
 * @param softBytes   closed when it stays at this or more for {@code softSeconds}; 0 for no limit
 * @param softSeconds 0 for no limit
 */
record OutputLimit(long hardBytes, long softBytes, int softSeconds) {

    static final OutputLimit NONE = new OutputLimit(0, 0, 0);

    boolean isPastHard(long bytes) {
        return hardBytes > 0 && bytes >= hardBytes;
    }

    boolean isPastSoft(long bytes) {
        return softBytes > 0 && softSeconds > 0 && bytes >= softBytes;
    }
}
