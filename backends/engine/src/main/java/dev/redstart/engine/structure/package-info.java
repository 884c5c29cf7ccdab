/**
 * The data structures under the engine's values: what Redis calls dict, listpack, intset, quicklist, skiplist and rax, with
 * the hashing, number texts and glob patterns that they and the commands share.
 *
 * <p>Nothing here knows a command, a key space, a clock or a thread: the caller holds the engine's lock. Small
 * aggregates ({@link Listpack}, {@link Intset}) are plain {@code byte[]} in Redis' own layout behind static methods, so
 * that {@code DUMP}, RDB files and memory come out as Redis' do and saving them is a copy. Large ones are linked
 * objects: {@link Dict} (hash table with incremental rehash and SCAN's guarantee), {@link Skiplist} (sorted sets, its
 * nodes are dict entries too), {@link Quicklist} (lists, a chain of listpacks) and {@link RadixTree} (streams: a tree of
 * {@link StreamNode}s, which are listpacks, and trees of what is pending).
 *
 * <p>Two rules hold throughout. No operation pauses for longer as the data grows: tables are resized bucket by bucket
 * and no array passes 512 KiB unless one element does, so the collector never meets a humongous one. And keys are bytes:
 * nothing is decoded to a {@code String}, nothing is boxed.
 */
@NullMarked
package dev.redstart.engine.structure;

import org.jspecify.annotations.NullMarked;
