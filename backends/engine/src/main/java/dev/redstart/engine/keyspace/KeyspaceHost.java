package dev.redstart.engine.keyspace;

import java.util.function.Supplier;

/** The engine, as a {@link KeyspaceStore} sees it. */
public interface KeyspaceHost extends KeyspaceObserver {

    /** The moment of the running command. */
    CommandTime time();

    /** To be written under the lock, but for what is counted without it. */
    Stats stats();

    /** Whether events of that class are published at all. Needs no lock. */
    boolean hears(EventClass type);

    /** Runs {@code work} after the lock was released, in order with all messages. Under the lock. */
    void later(Runnable work);

    /** Takes the lock for {@code work}; not for who holds it. */
    <T> T underLock(Supplier<T> work);
}
