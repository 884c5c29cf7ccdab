/**
 * The libraries that Redis gives its scripts: the basic functions, {@code coroutine}, {@code string}, {@code table},
 * {@code math} and {@code os} of Lua 5.1, and {@code cjson}, {@code cmsgpack}, {@code bit} and {@code struct}.
 * {@link dev.redstart.lua.lib.Libraries} opens them.
 *
 * <p>Errors have the very texts of Redis 8.0. Every loop whose length a script decides tells the
 * {@link dev.redstart.lua.Budget}, and every string of such a length is asked for there.
 */
@NullMarked
package dev.redstart.lua.lib;

import org.jspecify.annotations.NullMarked;
