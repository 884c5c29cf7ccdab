package dev.redstart.engine;

import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.spi.Feature;
import java.time.Clock;
import java.util.Set;

/** All on the heap, and all that the engine has. */
enum HeapStorage implements Storage {
    INSTANCE;

    @Override
    public KeyspaceStore create(Clock clock) {
        return KeyspaceStore.HEAP;
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public boolean offers(Command command) {
        return true;
    }

    /** It has no options. */
    @Override
    public String toString() {
        return "";
    }
}
