package dev.redstart.engine;

import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.spi.Feature;
import java.time.Clock;
import java.util.Set;

/**
 * What makes one driver of the engine differ from another: where keys are kept, and what that adds and takes away. Equal
 * when two URLs ask for the same; shown as these options would stand in a URL.
 */
public interface Storage {

    /** A store for one engine. */
    KeyspaceStore create(Clock clock);

    /** What the backend has beyond what any engine has. */
    Set<Feature> features();

    /** Whether the backend has that command (a row of the table, containers whole). */
    boolean offers(Command command);
}
