/**
 * Redis' side of scripts: EVAL's scripts and FUNCTION's libraries, over the interpreter {@code dev.redstart.lua}, which
 * knows nothing of Redis.
 *
 * <p>{@link dev.redstart.engine.script.Scripting} is the engine's one of each: an interpreter with the scripts that EVAL
 * has seen ({@code ScriptCache}), and another with the libraries ({@link dev.redstart.engine.script.Functions}). A run goes
 * through {@code Runner}; what a script calls goes through the dispatcher's one choke point ({@link
 * dev.redstart.engine.dispatch.ScriptRuns}), with {@code LuaReplySink} making values of Lua of the replies, and {@code
 * LuaReply} making the script's own reply of what it returns.
 *
 * <p>Everything here is used under the engine's lock.
 */
@NullMarked
package dev.redstart.engine.script;

import org.jspecify.annotations.NullMarked;
