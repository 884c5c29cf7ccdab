package dev.redstart.spi;

/** What a backend may or may not have, beyond single commands. */
public enum Feature {
    /** {@code EVAL} and its family. */
    SCRIPTS,
    /** {@code MULTI}, {@code EXEC}, {@code WATCH}. */
    TRANSACTIONS,
    /** Publish and subscribe, channels and patterns. */
    PUBSUB,
    /** Sharded publish and subscribe. */
    SHARDED_PUBSUB,
    /** Messages from the server outside replies reach a session's listener (RESP3). */
    PUSH,
    /** Data survives the end of the process. */
    PERSISTENCE,
    /** More than one database. */
    DATABASES,
    /**
     * One server has all keys: those of one command or transaction may be any, and what a server tells of itself is about
     * all. On a cluster they have to share a slot.
     */
    MULTI_SLOT,
    /** Keys may be evicted at any time: a lost key must be no more than a cache miss. */
    EVICTION
}
