/**
 * The waist of Redstart: what a backend must provide, and the few types that travel through it.
 *
 * <p>In JDBC the language between the API and a driver is SQL; here it is the Redis command. So a backend is a thing that
 * takes a {@link dev.redstart.spi.Request} and gives a {@link dev.redstart.spi.Reply}:
 *
 * <pre>{@code
 * Driver driver = ...;                                            // found by the name in the URL
 * Transport transport = driver.open(Endpoint.parse(url, resources));
 * Reply reply = transport.call(Request.of("GET").key("user:1"));  // an error is a reply, too
 * }</pre>
 *
 * <p>What drivers for a real server have in common stands beside it, in {@link dev.redstart.spi.server}.
 *
 * <p>Read {@link dev.redstart.spi.Driver} and {@link dev.redstart.spi.Transport} to write a driver; everything else here
 * is what they mention. The package depends on the JDK alone, and its interfaces grow by default methods only.
 */
@NullMarked
package dev.redstart.spi;

import org.jspecify.annotations.NullMarked;
