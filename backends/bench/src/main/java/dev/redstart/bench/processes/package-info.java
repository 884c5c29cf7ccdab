/**
 * The engine beside redis-server itself, each in a process of its own, in turn in the same run:
 * {@link dev.redstart.bench.processes.PortComparison}, what the port does by redis-benchmark;
 * {@link dev.redstart.bench.processes.MemoryComparison}, what an item takes;
 * {@link dev.redstart.bench.processes.PersistenceComparison}, saving and loading.
 */
@NullMarked
package dev.redstart.bench.processes;

import org.jspecify.annotations.NullMarked;
