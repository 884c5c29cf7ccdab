/**
 * The driver {@code caffeine}: a bounded local cache with Redis' data types, {@code redstart:caffeine:NAME?maximumSize=10000}.
 *
 * <p>It is the engine, whole, over keyspaces of another kind: no command is known here, and one that the engine learns
 * works here at once. What differs is who decides what stays. Every key lives in two places:
 *
 * <ul>
 *   <li>in a {@link dev.redstart.engine.keyspace.HeapKeyspace}, which commands work on under the engine's lock, and which
 *       gives SCAN its guarantee and keys their TTL;
 *   <li>in one Caffeine cache for all databases, as an immutable {@link dev.redstart.caffeine.Published} state. W-TinyLFU
 *       (Einziger, Friedman, Manes: "TinyLFU: A Highly Efficient Cache Admission Policy", 2017) decides there what goes.
 * </ul>
 *
 * <p>The two meet when the engine's lock is taken and released ({@link dev.redstart.caffeine.CacheStore}). On release, all
 * keys that commands have changed are published: to readers without the lock a command, or a whole transaction, happens at
 * that moment. What Caffeine has thrown out waits in a queue, and is taken off the heap by whoever holds the lock next,
 * with its {@code evicted} event, as if a client had done it. A key that was thrown out while a command was changing it
 * stays out: the change happened just before. So for every key there is one order of all reads, writes and evictions.
 *
 * <p>GET, EXISTS, STRLEN and TTL of a string ask Caffeine and nobody else ({@link dev.redstart.caffeine.CacheLooks}), and
 * scale as it does. A string that is published is never edited in place again; SETBIT and its like then copy it.
 *
 * <p>{@code TTL} shows what commands have set; {@code expireAfterWrite} and {@code expireAfterAccess} come on top, and
 * whichever is first ends the key. What goes by any of them is {@code expired}, what goes for want of room {@code evicted}.
 * Data lives in this JVM and no longer than it: there is no persistence, no replication and no server to administer.
 *
 * <p>What a cache can beyond commands is a {@link dev.redstart.caffeine.LocalCache}, by
 * {@code redis.unwrap(LocalCache.class)}.
 */
@NullMarked
package dev.redstart.caffeine;

import org.jspecify.annotations.NullMarked;
