package dev.redstart.engine.dispatch;

/** What a client has said by CLIENT REPLY. */
public enum Replies {
    ON,
    /** None until ON. */
    OFF,
    /** None for the next command. */
    SKIP
}
