/**
 * Redis inside the JVM: the driver {@code engine}, with no socket and no framework.
 *
 * <p>{@link dev.redstart.engine.Engine} is a Redis server without its network: open, connect, call, close. It knows no
 * command. A command runs on its caller's thread, through {@code dispatch} (the one choke point) to a row of
 * {@code command}, which works on {@code keyspace}, whose values are laid out by {@code structure}. Each of these packages
 * knows only those named after it; {@code config}, what redis.conf says, knows none of them and is known to the first two.
 *
 * <p>{@link dev.redstart.engine.EngineDriver} opens engines by URL: a private one for {@code redstart:engine:}, one shared
 * by name inside this JVM for {@code redstart:engine:mem:orders}. Another driver gets the same engine over keys that it
 * keeps in its own way, from {@link dev.redstart.engine.EngineOpener} for its {@link dev.redstart.engine.Storage}.
 */
@NullMarked
package dev.redstart.engine;

import org.jspecify.annotations.NullMarked;
