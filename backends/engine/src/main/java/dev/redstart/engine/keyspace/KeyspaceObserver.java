package dev.redstart.engine.keyspace;

import java.util.List;

/** Hears what a keyspace does on its own. Called under the engine's lock. */
public interface KeyspaceObserver {

    /** The content of the key changed: whoever watches it or waits for it has to know. */
    void modified(Keyspace db, byte[] key);

    /** The key was removed without a command that says so: its time had come, or room was needed. */
    void gone(Keyspace db, byte[] key);

    /** The same of fields of a hash. */
    void fieldsGone(Keyspace db, byte[] key, List<byte[]> fields);

    /** For subscribers of keyspace events. */
    void event(Keyspace db, EventClass type, String event, byte[] key);
}
