package dev.redstart.engine.keyspace;

/** Hears what a keyspace does on its own. Called under the engine's lock. */
public interface KeyspaceObserver {

    /** The content of the key changed: whoever watches it or waits for it has to know. */
    void modified(Keyspace db, byte[] key);

    /** For subscribers of keyspace events. */
    void event(Keyspace db, EventClass type, String event, byte[] key);
}
