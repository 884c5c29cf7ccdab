package dev.redstart.engine;

import dev.redstart.spi.Driver;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Transport;
import java.util.List;

/** The driver {@code engine}: Redis inside this JVM. */
public final class EngineDriver implements Driver {

    private static final String ALLOWED =
            "; allowed are redstart:engine: (private), redstart:engine:mem:NAME (shared in this JVM)"
                    + " and redstart:engine:file:DIR (kept in that directory)";

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Option> options() {
        return EngineOptions.withMemoryAndFiles();
    }

    @Override
    public Transport open(Endpoint endpoint) {
        String target = endpoint.target();
        if (endpoint.server() != null)
            throw new RedisConfigException(
                    "redstart:engine: runs inside this JVM and connects to no server, not to " + target + ALLOWED);
        if (target.isEmpty()) return EngineOpener.openPrivate(endpoint, HeapStorage.INSTANCE);
        if (target.startsWith("mem:") && target.length() > 4)
            return EngineOpener.openShared(endpoint, HeapStorage.INSTANCE);
        if (target.startsWith("file:") && target.length() > 5)
            return EngineOpener.openShared(endpoint, HeapStorage.INSTANCE);
        throw new RedisConfigException("redstart:engine: cannot open '" + target + "'" + ALLOWED);
    }
}
