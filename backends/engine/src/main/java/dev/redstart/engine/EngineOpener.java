package dev.redstart.engine;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Transport;
import java.util.List;

/** Opens engines for drivers: for {@link EngineDriver}, and for one that keeps keys in a {@link Storage} of its own. */
public final class EngineOpener {

    private EngineOpener() {}

    /** The options that every engine takes. */
    public static List<Option> options() {
        return EngineOptions.ALL;
    }

    /**
     * An engine of its own, gone when it is closed.
     *
     * @throws RedisConfigException when an option of {@link #options} is wrong
     */
    public static Transport openPrivate(Endpoint endpoint, Storage storage) {
        EngineOptions options = EngineOptions.parse(endpoint);
        return open(
                endpoint,
                SharedEngine.openPrivate(
                        endpoint.driver(),
                        options,
                        storage,
                        endpoint.resources().clock()));
    }

    /**
     * The engine that this driver has open in this JVM for the endpoint's target, else a new one; gone when its last handle
     * is closed.
     *
     * @throws RedisConfigException when an option of {@link #options} is wrong, or that engine was opened with others
     */
    public static Transport openShared(Endpoint endpoint, Storage storage) {
        EngineOptions options = EngineOptions.parse(endpoint);
        return open(
                endpoint,
                SharedEngine.openNamed(
                        endpoint.driver(),
                        endpoint.target(),
                        options,
                        storage,
                        endpoint.resources().clock()));
    }

    private static Transport open(Endpoint endpoint, SharedEngine engine) {
        long timeout = EngineOptions.timeout(endpoint).toNanos();
        return new EngineTransport(new EngineHandle(engine, timeout), 0);
    }
}
