/**
 * Lua 5.1, as Redis gives it to scripts, in plain Java: a small language implementation that knows nothing of Redis.
 *
 * <p><b>Pipeline.</b> Bytes of source become tokens and a syntax tree ({@code syntax}), the tree becomes closure nodes
 * ({@code node}), and running a script is calling {@code eval} on the root of them. Nothing is generated and there is no
 * byte code: a node holds its children in final fields, so that the JIT sees a tree of small virtual calls, which it
 * inlines well. Measured against a register machine of ours this is two to three times faster, and it compiles a script
 * in microseconds, which matters as most scripts are small.
 *
 * <p><b>Values</b> are plain Java objects: {@code null} is nil, {@link java.lang.Boolean}, {@link java.lang.Double},
 * {@link dev.redstart.lua.LuaString} (bytes), {@link dev.redstart.lua.LuaTable}, {@link dev.redstart.lua.LuaFunction}
 * and {@link dev.redstart.lua.Coroutine}. {@link dev.redstart.lua.Values} says what Lua thinks of one. What a function
 * returns is one value or an {@code Object[]} of several: see {@link dev.redstart.lua.LuaFunction} for the calling
 * convention, {@link dev.redstart.lua.Builtin} and {@link dev.redstart.lua.Args} for functions written in Java.
 *
 * <p><b>Errors</b> unwind as {@link dev.redstart.lua.LuaError}. They learn on their way up where they were raised and
 * what the called function was named: a function pays nothing for an error that does not come.
 *
 * <p><b>Limits.</b> A script can do no harm but to itself: {@link dev.redstart.lua.Budget} polls for interrupts, counts
 * memory and bounds the length of strings; {@link dev.redstart.lua.LuaState} bounds the depth of calls, and the parser
 * the nesting of syntax.
 *
 * <p>All of a {@link dev.redstart.lua.LuaState} belongs to one running script at a time, although not to one thread: a
 * coroutine or a deep recursion goes on in another one while the first waits.
 */
@NullMarked
package dev.redstart.lua;

import org.jspecify.annotations.NullMarked;
