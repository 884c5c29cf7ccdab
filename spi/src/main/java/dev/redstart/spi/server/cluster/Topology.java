package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.server.cluster.Errand.Target;
import java.util.List;
import java.util.Set;

/** Which server is what, as far as we know. Thread-safe. */
interface Topology {

    /**
     * Where the errand goes now. Asks when nothing is known yet.
     *
     * @throws dev.redstart.spi.RedisException when nobody answers
     */
    Target targetOf(Errand errand);

    /** All that take writes, at least one. */
    List<Endpoint.Node> primaries();

    /** Primaries and replicas. */
    Set<Endpoint.Node> all();

    /** Where a request would have gone that could not be told a way. */
    Endpoint.Node aSeed();

    /** A node said that the slot is served there now. */
    void moved(int slot, Endpoint.Node primary);

    /** Has it looked up in the background, after a random moment; once, however many call meanwhile. */
    void refreshSoon();

    /** Ends what it listens to. */
    default void close() {}
}
