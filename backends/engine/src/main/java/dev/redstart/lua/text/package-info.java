/**
 * Numbers as text, as C's {@code printf} and {@code strtod} have them: Lua and the libraries that Redis gives scripts show
 * and read every number through these, so a digit that differs is a script that differs.
 *
 * <p>Stateless or confined to one call; nothing here knows a Lua value.
 */
@NullMarked
package dev.redstart.lua.text;

import org.jspecify.annotations.NullMarked;
