/**
 * What things cost, always as a ratio to a peer measured in the same run. {@code backends/bench/run} lists and runs them.
 *
 * <p>{@link dev.redstart.bench.ApiCost}: the API alone, over a transport that answers at once.
 * {@link dev.redstart.bench.EngineGetSet}: the engine in-process beside a {@code ConcurrentHashMap}.
 * {@link dev.redstart.bench.drivers}: each driver through the API beside the driver alone.
 * {@link dev.redstart.bench.processes}: the port and the memory beside redis-server.
 */
@NullMarked
package dev.redstart.bench;

import org.jspecify.annotations.NullMarked;
