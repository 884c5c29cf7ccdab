/**
 * Redstart in stories: each a class of its own that runs on every backend, chosen by URL, and prints what it does.
 *
 * <pre>
 * examples/run                       the tour: every story, on an engine inside the JVM
 * examples/run leaderboard           one story
 * examples/run swap --url redstart:jedis:redis://localhost:6379/0
 * </pre>
 *
 * <p>The tour in reading order. {@link dev.redstart.examples.DataTypes} shows strings, hashes, lists, sets and sorted sets;
 * {@link dev.redstart.examples.Counters} counts from many threads; {@link dev.redstart.examples.Leaderboard} keeps a ranking.
 * {@link dev.redstart.examples.TaskQueue} hands work to a worker that blocks, and loses nothing when one dies; {@link
 * dev.redstart.examples.Pipelining} measures what one flush for many commands saves; {@link
 * dev.redstart.examples.Transfer} moves money between accounts with optimistic transactions; {@link
 * dev.redstart.examples.Notifications} publishes and subscribes; {@link dev.redstart.examples.Crash} kills a JVM and opens its
 * files again. {@link dev.redstart.examples.Swap} plays a fixed workload
 * of thousands of commands and prints a digest of all their results: the same on every backend.
 *
 * <p>A story gets a {@link dev.redstart.examples.Context}: an open handle, a {@link dev.redstart.examples.Page} to print on,
 * and key names under a prefix of its own, which {@link dev.redstart.examples.Main} empties before and after. It never
 * touches any other key, so it may run on a server that others use.
 */
@NullMarked
package dev.redstart.examples;

import org.jspecify.annotations.NullMarked;
