/**
 * Redstart on Jedis: {@code redstart:jedis:redis://user:password@host:6379/0}, one Redis server over Jedis 8.
 *
 * <p>Of Jedis we take what is below its commands: {@link redis.clients.jedis.Connection}, its encoding of commands and its
 * streams. Its replies come as {@code Object}, where a map is a list of pairs, a set is a list, a verbatim text has lost its
 * format, and a blob error or an attribute ends the connection; so {@link dev.redstart.jedis.RespReader} reads the same
 * stream itself and gives each reply as the server meant it. Jedis also opens a lost connection again in silence, without
 * {@code AUTH}, {@code SELECT} or {@code WATCH}: {@link dev.redstart.jedis.OneSocket} makes that impossible. Nothing is
 * ever sent twice.
 *
 * <p>Which connection a command takes, in the order in which to read the classes:
 *
 * <ul>
 *   <li>{@code call} and {@code sendAll}: one of the {@link dev.redstart.spi.server.ConnectionPool}, on the caller's thread.
 *   <li>{@code send}: the one connection of the {@link dev.redstart.jedis.AsyncLane}, which all callers share; commands of
 *       many callers travel in one flush.
 *   <li>a command that blocks: one of a second pool ({@link dev.redstart.jedis.BlockingLane}), at most 1,024 at a time, so
 *       that waiting consumers never starve ordinary commands. Its sockets are channels: an interrupt closes them at once.
 *   <li>{@code pin}: a {@link dev.redstart.jedis.JedisSession} on one of the first pool. It goes back only clean.
 *   <li>{@code subscribe}: a connection and a daemon thread of its own, {@link dev.redstart.spi.server.ServerSubscriber}.
 * </ul>
 *
 * <p>Deadlines are for silence: {@code timeout} ends a call when the server sends nothing for so long, not when a large
 * reply takes longer. After a deadline the connection is closed, so that a late reply never reaches the next caller.
 *
 * <p>No lock is held during I/O and no monitor is used, so virtual threads may call. (The JDK closes the socket of a virtual
 * thread that is interrupted in a read: there an interrupt ends ordinary calls, too.)
 *
 * <p>All that is one server. Of a cluster, or behind Sentinels, each node is one such transport, and
 * {@link dev.redstart.spi.server.Topologies} decides which of them a command goes to.
 */
@NullMarked
package dev.redstart.jedis;

import org.jspecify.annotations.NullMarked;
