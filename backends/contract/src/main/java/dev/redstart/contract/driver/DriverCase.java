package dev.redstart.contract.driver;

import dev.redstart.spi.Driver;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import java.time.Clock;

/** A case about one driver. */
public abstract class DriverCase {

    static final Resources PLAIN = new Resources(Clock.systemUTC(), Runnable::run, null, null);

    final Driver driver;

    protected DriverCase(Driver driver) {
        this.driver = driver;
    }

    /** The driver's URL for an address as {@code redis://127.0.0.1:6379/0?timeout=1s}. */
    protected final String url(String address) {
        return "redstart:" + driver.name() + ":" + address;
    }

    /** Opens an address. */
    protected final Transport open(String address) {
        return open(address, PLAIN);
    }

    final Transport open(String address, Resources resources) {
        return driver.open(endpoint(address, resources));
    }

    /** An address taken apart, with a system clock and an executor that runs everything at once. */
    protected final Endpoint endpoint(String address) {
        return endpoint(address, PLAIN);
    }

    private Endpoint endpoint(String address, Resources resources) {
        return Endpoint.parse(url(address), resources);
    }
}
