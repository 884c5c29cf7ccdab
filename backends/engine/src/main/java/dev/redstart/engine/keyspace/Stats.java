package dev.redstart.engine.keyspace;

/** What INFO counts. Written under the engine's lock only. */
public final class Stats {

    /** Commands that ran, those inside transactions included. */
    public long commands;
    /** Reads of a key that was there. */
    public long hits;
    /** Reads of a key that was not. */
    public long misses;
    /** Keys that went because their time had come. */
    public long expiredKeys;
    /** Hash fields that went so. */
    public long expiredFields;
    /** Changes to the data since the engine was opened. */
    public long dirty;
}
