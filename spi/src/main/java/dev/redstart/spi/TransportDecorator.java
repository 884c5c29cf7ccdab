package dev.redstart.spi;

import java.util.List;

/**
 * Adds an option to the URLs of other drivers by wrapping their transport: {@code ?listen=6379}, say. Found with
 * {@link java.util.ServiceLoader} as drivers are; applied when a URL names one of its options, in the order of
 * {@link #order()}, the lowest nearest to the driver. The driver itself never sees these options.
 */
public interface TransportDecorator {

    /** The options it adds. */
    List<Option> options();

    /** Lower ones stand nearer to the driver. */
    default int order() {
        return 0;
    }

    /**
     * Wraps, closing {@code transport} with the result. On failure the caller closes {@code transport}.
     *
     * @throws RedisConfigException when it cannot serve this driver or value
     */
    Transport decorate(Transport transport, Endpoint endpoint);
}
