/**
 * The append-only file: a log of the commands that changed the data, in Redis' own layout. A directory holds a base (the
 * data at some moment), the commands since in one or more increments, and a manifest that names them in order.
 *
 * <p>{@link dev.redstart.engine.aof.AppendOnly} is all that others see. It hears of commands as a sink of the engine's
 * propagation, and runs them again through the dispatcher. A {@code LogWriter} writes them, at first into memory; what makes
 * them last is a matter of its policy. {@code Rewrites} put a new base in the place of what has grown.
 */
@NullMarked
package dev.redstart.engine.aof;

import org.jspecify.annotations.NullMarked;
