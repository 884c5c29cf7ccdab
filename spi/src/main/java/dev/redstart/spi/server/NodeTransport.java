package dev.redstart.spi.server;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Transport;
import org.jspecify.annotations.Nullable;

/** A driver's transport to one server: what it brings to {@link Topologies}. Connects at first use, or when told. */
public interface NodeTransport extends Transport {

    /**
     * Proves that the server is there and lets us in; on failure closes itself.
     *
     * @throws RedisException when it does not
     */
    void connect();

    /**
     * Why the current thread must not wait for a reply, as one that has to read it; null when it may. Who waits for several
     * nodes asks first.
     */
    default @Nullable RedisException refusalToWait(String command) {
        return null;
    }
}
