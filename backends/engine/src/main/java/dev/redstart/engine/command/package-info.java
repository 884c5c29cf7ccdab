/**
 * The commands: one class per family, which opens with the rows of its commands and goes on with their functions.
 *
 * <p>{@link dev.redstart.engine.command.CommandTable} lists the families and explains the columns. A function is a few
 * lines: take the arguments, look up, operate, say what changed, reply. What operating means is the value's business
 * ({@code keyspace}), how a command comes here and what follows from it the dispatcher's ({@code dispatch}). To add a
 * command is to add a row and a function; nothing else mentions it.
 */
@NullMarked
package dev.redstart.engine.command;

import org.jspecify.annotations.NullMarked;
