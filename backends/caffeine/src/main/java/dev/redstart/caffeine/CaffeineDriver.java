package dev.redstart.caffeine;

import dev.redstart.engine.EngineOpener;
import dev.redstart.spi.Driver;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Transport;
import java.util.List;
import java.util.regex.Pattern;

/** The driver {@code caffeine}: a bounded cache in this JVM. */
public final class CaffeineDriver implements Driver {

    private static final Pattern NAME = Pattern.compile("[\\w.-]+");

    @Override
    public String name() {
        return "caffeine";
    }

    @Override
    public int spiVersion() {
        return SPI_VERSION;
    }

    @Override
    public List<Option> options() {
        return CacheOptions.ALL;
    }

    @Override
    public Transport open(Endpoint endpoint) {
        String name = endpoint.target();
        if (!name.isEmpty() && !NAME.matcher(name).matches())
            throw new RedisConfigException("redstart:caffeine: cannot open '" + name
                    + "'; allowed are redstart:caffeine:NAME?... (shared in this JVM; letters, digits, '.', '_', '-')"
                    + " and redstart:caffeine:?... (private)");
        CacheOptions options = CacheOptions.parse(endpoint);
        return name.isEmpty()
                ? EngineOpener.openPrivate(endpoint, options)
                : EngineOpener.openShared(endpoint, options);
    }
}
