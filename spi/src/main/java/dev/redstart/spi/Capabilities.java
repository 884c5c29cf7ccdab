package dev.redstart.spi;

import java.util.Set;

/** What a backend is and can. Thread-safe. */
public interface Capabilities {

    /** Name of the driver, as {@code jedis}. */
    String backend();

    /** The server's address, or what the backend calls itself ({@code engine:mem:orders}); never with a secret. */
    String node();

    /** Version of Redis that it is or follows, as {@code 8.0.6}. May ask the server the first time. */
    String redisVersion();

    /** The features it has. */
    Set<Feature> features();

    /**
     * Whether it knows the command (upper case; {@code "OBJECT"}, or {@code "OBJECT ENCODING"} for a subcommand). May ask
     * the server the first time.
     */
    boolean supports(String command);

    default boolean has(Feature feature) {
        return features().contains(feature);
    }
}
