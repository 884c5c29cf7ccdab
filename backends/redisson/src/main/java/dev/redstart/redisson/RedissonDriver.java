package dev.redstart.redisson;

import dev.redstart.spi.Driver;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.Transport;
import dev.redstart.spi.server.Topologies;
import java.util.List;

/** {@code redstart:redisson:redis://host:6379/0}: a Redis server or a cluster, over Redisson. See the package's story. */
public final class RedissonDriver implements Driver {

    static final String NAME = "redisson";

    /** For {@link java.util.ServiceLoader}. */
    public RedissonDriver() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Option> options() {
        return Option.COMMON;
    }

    @Override
    public Transport open(Endpoint endpoint) {
        return Topologies.open(endpoint, RedissonTransport::new);
    }
}
