/**
 * What Redstart costs on top of each driver: {@code backends/bench/run api}. {@link dev.redstart.bench.drivers.DriverCost}
 * lets {@link dev.redstart.bench.drivers.RedstartClient} and the driver's own client take turns in one JVM, against one
 * server on loopback.
 *
 * <p>Both sides speak the same protocol, have as many connections, and turn texts into bytes and back. Each driver's own
 * client is used as its documentation teaches.
 */
@NullMarked
package dev.redstart.bench.drivers;

import org.jspecify.annotations.NullMarked;
