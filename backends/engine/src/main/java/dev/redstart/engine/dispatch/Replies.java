package dev.redstart.engine.dispatch;

/** What a client has said by CLIENT REPLY. */
public enum Replies {
    ON,
    /** None until ON. */
    OFF,
    /** None for the next command. */
    SKIP_NEXT,
    /** None for this command, which is that next one. */
    SKIP;

    /** What holds for the command after one for which this holds. */
    Replies next() {
        return switch (this) {
            case SKIP_NEXT -> SKIP;
            case SKIP -> ON;
            default -> this;
        };
    }
}
