/**
 * What is to be known about the commands of Redis 8.0 beside how they run, whether the engine has them or not: flags,
 * ACL categories, and where their keys and channels are.
 *
 * <p>{@link dev.redstart.engine.catalog.CommandFacts} is one command (the table is the resource {@code commands.txt}),
 * {@link dev.redstart.engine.catalog.KeySearch} how to find some of its keys, and
 * {@link dev.redstart.engine.catalog.KeyUse} one key found and what would be done with it. Clients are told all that by
 * COMMAND; users are held to it.
 */
@NullMarked
package dev.redstart.engine.catalog;

import org.jspecify.annotations.NullMarked;
