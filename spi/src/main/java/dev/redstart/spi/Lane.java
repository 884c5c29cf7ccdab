package dev.redstart.spi;

/** Which kind of connection a command may travel on. */
public enum Lane {
    /** Any connection, multiplexed or pooled: the ordinary case. */
    SHARED,
    /** A connection of its own while it waits: {@code BLPOP}, {@code XREAD BLOCK}, {@code WAIT}. */
    BLOCKING,
    /** It changes the state of its connection ({@code SELECT}, {@code WATCH}): only on a {@link Session}. */
    PINNED
}
