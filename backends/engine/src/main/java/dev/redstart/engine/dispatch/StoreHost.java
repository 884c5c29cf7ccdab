package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.CommandTime;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.KeyspaceHost;
import dev.redstart.engine.keyspace.Stats;
import java.util.List;
import java.util.function.Supplier;

/** What keyspaces ask of the engine, and tell it. */
final class StoreHost implements KeyspaceHost {

    private final Dispatcher dispatcher;

    StoreHost(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void modified(Keyspace db, byte[] key) {
        dispatcher.modified(db, key, null);
    }

    @Override
    public void event(Keyspace db, EventClass type, String event, byte[] key) {
        if (dispatcher.saves().isLoading()) return;
        dispatcher.event(db, type, event, key);
    }

    @Override
    public void gone(Keyspace db, byte[] key) {
        dispatcher.propagation().keyGone(db.index(), key);
    }

    @Override
    public void fieldsGone(Keyspace db, byte[] key, List<byte[]> fields) {
        dispatcher.propagation().fieldsGone(db.index(), key, fields);
    }

    @Override
    public CommandTime time() {
        return dispatcher.time();
    }

    @Override
    public Stats stats() {
        return dispatcher.stats();
    }

    @Override
    public boolean hears(EventClass type) {
        return dispatcher.events().hears(type);
    }

    @Override
    public void later(Runnable work) {
        dispatcher.post(work);
    }

    @Override
    public <T> T underLock(Supplier<T> work) {
        dispatcher.acquire();
        try {
            return work.get();
        } finally {
            dispatcher.release();
        }
    }
}
