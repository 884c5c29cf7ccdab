package dev.redstart.contract;

import dev.redstart.Redis;

/**
 * A backend under test. One object serves all suites of a test run; {@link #redis()} gives the same open handle each time,
 * on a backend that belongs to the tests alone: every case begins by emptying it.
 */
public interface TestBackend extends AutoCloseable {

    /** As it stands in the report: {@code jedis/resp3}. */
    String name();

    /** The URL behind {@link #redis()}; opening it once more reaches the same data. */
    String url();

    /** The shared handle; every command sent through it is noted for the coverage check. */
    Redis redis();

    /** Ends the shared handle. */
    @Override
    void close();
}
