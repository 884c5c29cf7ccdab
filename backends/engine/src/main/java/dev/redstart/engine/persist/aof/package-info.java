/**
 * The append-only file: a log of the commands that changed the data, in Redis' own layout. A directory holds a base (the
 * data at some moment), the commands since in one or more incremental files, and a manifest that names them in order.
 *
 * <p>{@link dev.redstart.engine.persist.aof.AppendOnlyDirectory} reads one and goes on with it. It hears of commands as a
 * sink of the engine's propagation, and of nothing else.
 */
@NullMarked
package dev.redstart.engine.persist.aof;

import org.jspecify.annotations.NullMarked;
