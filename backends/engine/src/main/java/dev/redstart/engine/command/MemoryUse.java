package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Memory;
import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.Footprint;

/**
 * What the engine uses at a moment, by its own account, in bytes.
 *
 * @param used     in all
 * @param peak     most that was ever in use
 * @param clients  of clients: what they have sent and not been sent, and queued
 * @param overhead of an empty engine, of clients, and of tables that find keys
 */
record MemoryUse(long used, long peak, long clients, long overhead) {

    static MemoryUse of(Dispatcher dispatcher) {
        Memory memory = dispatcher.memory();
        memory.refresh();
        long tables = 0;
        Databases databases = dispatcher.databases();
        for (int i = 0; i < databases.count(); i++)
            tables +=
                    databases.get(i).size() * Footprint.ENTRY + databases.get(i).expiring() * Footprint.EXPIRY;
        return new MemoryUse(
                memory.used(), memory.peak(), memory.ofClients(), Memory.STARTUP + memory.ofClients() + tables);
    }

    /** What is none of that: the data itself. */
    long dataset() {
        return Math.max(0, used - overhead);
    }
}
