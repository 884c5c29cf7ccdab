/**
 * Redis' RDB format. A value is a type byte and, behind it, numbers and strings; small values are the very bytes that they
 * have in memory (listpack, intset), so that writing one is a copy.
 *
 * <p>{@link dev.redstart.engine.persist.rdb.ValueWriter} writes the types of version 12,
 * {@link dev.redstart.engine.persist.rdb.ValueReader} reads those of all versions from 1 on and trusts no byte: a length is
 * compared with what is there before anything is made of it, and a compact form is looked through before it is kept.
 * {@link dev.redstart.engine.persist.rdb.DumpPayload} is what DUMP and RESTORE carry.
 */
@NullMarked
package dev.redstart.engine.persist.rdb;

import org.jspecify.annotations.NullMarked;
