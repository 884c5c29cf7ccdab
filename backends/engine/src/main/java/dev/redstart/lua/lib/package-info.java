/** The standard library, a class for each of its tables. */
@NullMarked
package dev.redstart.lua.lib;

import org.jspecify.annotations.NullMarked;
