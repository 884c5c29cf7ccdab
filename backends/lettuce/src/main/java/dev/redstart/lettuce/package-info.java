/**
 * Redstart on Lettuce: {@code redstart:lettuce:redis://user:password@host:6379/0}, one Redis server over Lettuce 7.
 *
 * <p>Lettuce brings Netty, its event loops, its encoder and its decoder of RESP; how commands are sent, how connections
 * begin and end, and what is done about a failure is decided here. Lettuce would reconnect by itself and send again what had
 * no reply, keep a transaction of its own between MULTI and EXEC, and wait a minute: a {@link dev.redstart.lettuce.Line} is
 * one connection, never comes back, and sends nothing twice. {@link dev.redstart.lettuce.ReplyOutput} keeps the types of
 * replies that Lettuce's outputs lose or fail on.
 *
 * <p>Which line a command takes, in the order in which to read the classes:
 *
 * <ul>
 *   <li>{@code call}, {@code send} and {@code sendAll}: the one of the {@link dev.redstart.lettuce.SharedLane}, which all
 *       callers share; commands of many callers travel in one flush.
 *   <li>a command that blocks: one of the {@link dev.redstart.lettuce.BlockingLane}, at most 1,024 at a time.
 *   <li>{@code pin}: a {@link dev.redstart.lettuce.LettuceSession} on one of a pool of {@code poolSize}. It goes back only
 *       clean.
 *   <li>{@code subscribe}: a line of its own, {@link dev.redstart.lettuce.LettuceSubscriber}.
 * </ul>
 *
 * <p>Deadlines are for silence: {@code timeout} ends a line when the server sends nothing for so long, not when a large reply
 * takes longer. Then the others on it fail, too ({@code UNKNOWN}), and the next command begins a fresh line. Only a command
 * that asked for less than {@code timeout} fails alone.
 *
 * <p>Handlers of {@code send} and listeners of subscriptions are called on an event loop: what waits there for another reply
 * is refused. All handles of a JVM share the threads ({@link dev.redstart.lettuce.Loops}).
 *
 * <p>What Lettuce's decoder does not tell apart: simple and bulk strings, verbatim texts and blobs, blob errors and blobs. It
 * fails on attributes and on replies nested deeper than 32; then the line ends, with that as the reason. No Redis sends
 * blob errors or attributes by itself.
 *
 * <p>All that is one server. Of a cluster, or behind Sentinels, each node is one such transport, and
 * {@link dev.redstart.spi.server.Topologies} decides which of them a command goes to.
 */
@NullMarked
package dev.redstart.lettuce;

import org.jspecify.annotations.NullMarked;
