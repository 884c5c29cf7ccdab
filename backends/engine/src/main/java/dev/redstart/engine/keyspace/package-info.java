/**
 * The data: databases of keys, each with a value and maybe a time to live.
 *
 * <p>{@link dev.redstart.engine.keyspace.Keyspace} is one database, and the seam behind which the heap
 * ({@link dev.redstart.engine.keyspace.HeapKeyspace}) can be exchanged for a bounded cache. It knows keys, values and
 * expiry; it does not know commands, clients or replies. What it does on its own (a key expires) it tells its
 * {@link dev.redstart.engine.keyspace.KeyspaceObserver}; what a command does, the command tells.
 *
 * <p>{@link dev.redstart.engine.keyspace.Value} is sealed: one class per Redis type, each of which decides by
 * {@link dev.redstart.engine.keyspace.Limits} how it is laid out and says so in {@code OBJECT ENCODING}. Strings are
 * immutable; aggregates are changed in place.
 *
 * <p>Not thread-safe: whoever calls holds the engine's lock. The present is
 * {@link dev.redstart.engine.keyspace.CommandTime}, read from the clock once per command, so that one command (or
 * transaction) sees one moment.
 */
@NullMarked
package dev.redstart.engine.keyspace;

import org.jspecify.annotations.NullMarked;
