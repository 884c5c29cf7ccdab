/**
 * Redstart on Redisson: {@code redstart:redisson:redis://user:password@host:6379/0}, one Redis server over Redisson 4.
 *
 * <p>Of Redisson we take what is below its objects: {@link org.redisson.client.RedisClient}, which opens, secures and keeps
 * alive the connections. What comes behind on a connection of Redisson is not for us. Its decoder flattens maps, makes sets
 * lists and an aborted EXEC an empty one, and turns a nested error into the failure of its command; its queue flushes each
 * command alone; its watchdog connects again in silence, without the {@code WATCH}, and sends blocking commands anew. So
 * {@link dev.redstart.redisson.RedissonWire}, the one class that knows what Redisson is made of, takes these out when
 * Redisson's own hook shows the fresh pipeline, and puts {@link dev.redstart.redisson.RespHandler} there, with
 * {@link dev.redstart.redisson.RespDecoder}, which gives each reply as the server meant it. Nothing is ever sent twice.
 *
 * <p>{@code unwrap(RedissonClient.class)} is Redisson as it comes, on connections of its own but the same event loops: maps,
 * locks and topics work there by Redisson's rules, retries and watchdogs included.
 *
 * <p>Which connection a command takes, in the order in which to read the classes:
 *
 * <ul>
 *   <li>{@code call} and {@code sendAll}: one of a pool of {@code poolSize}.
 *   <li>{@code send}: the one connection of the {@link dev.redstart.redisson.AsyncLane}, which all callers share; commands
 *       of many callers travel in one flush.
 *   <li>a command that blocks: one of a second pool ({@link dev.redstart.redisson.BlockingLane}), at most 1,024 at a time,
 *       so that waiting consumers never starve ordinary commands.
 *   <li>{@code pin}: a {@link dev.redstart.redisson.RedissonSession} on one of the first pool. It goes back only clean.
 *   <li>{@code subscribe}: a connection and a daemon thread of its own,
 *       {@link dev.redstart.spi.server.ServerSubscriber}.
 * </ul>
 *
 * <p>Deadlines are for silence: {@code timeout} ends a call when the server sends nothing for so long, not when a large
 * reply takes longer. After a deadline the connection is closed, so that a late reply never reaches the next caller.
 *
 * <p>Handlers of {@code send} hear on an event loop, where whatever would wait for another reply is refused; everybody else
 * hears on threads that may wait. All handles of a JVM share the threads ({@link dev.redstart.redisson.Workers}). No lock is
 * held during I/O and no monitor is used, so virtual threads may call.
 *
 * <p>All that is one server. Of a cluster, or behind Sentinels, each node is one such transport, and
 * {@link dev.redstart.spi.server.Topologies} decides which of them a command goes to.
 */
@NullMarked
package dev.redstart.redisson;

import org.jspecify.annotations.NullMarked;
