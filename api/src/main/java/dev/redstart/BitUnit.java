package dev.redstart;

/** What the bounds of a range in a bitmap count. */
public enum BitUnit {
    /** Bytes: eight bits each, the first of which is the highest. */
    BYTE,
    /** Single bits. Since Redis 7.0. */
    BIT
}
