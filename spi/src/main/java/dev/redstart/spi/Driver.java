package dev.redstart.spi;

import java.util.List;

/**
 * A backend, by name. Implementations are found with {@link java.util.ServiceLoader} (the context class loader first, then
 * ours) and chosen by the second word of the URL, {@code redstart:<name>:...}; several may stand on one class path.
 *
 * <p>To write one: implement this interface and {@link Transport} (and {@link Session}), name the class in
 * {@code META-INF/services/dev.redstart.spi.Driver}, and run the contract suite on it. Everything else of Redstart, its
 * typed commands, pipelines, transactions, codecs and patterns, comes to it by itself.
 *
 * <p>Stateless and thread-safe. Interfaces of this package grow by default methods only.
 */
public interface Driver {

    /** The version of this package; constant per release, so that a driver compiled against another one shows it. */
    int SPI_VERSION = 1;

    /** The word in the URL: lower-case letters, digits, hyphens. */
    String name();

    /**
     * The {@link #SPI_VERSION} this driver was compiled against: implement as {@code return SPI_VERSION;}. Checked at
     * open: a driver of another version is refused with both numbers.
     */
    int spiVersion();

    /** The options this driver understands in a URL; any other is refused at open with this list. */
    List<Option> options();

    /**
     * Opens the backend. Does not return before a first connection (with credentials and database) has succeeded, unless
     * the URL says {@code connect=lazy}.
     *
     * @throws RedisConfigException when this driver cannot serve such an endpoint (scheme, topology, value of an option)
     * @throws RedisConnectionException when nobody answers there
     * @throws RedisReplyException when the server refuses (wrong password, no such database)
     */
    Transport open(Endpoint endpoint);
}
