/** The port from outside: bytes, real tools, real drivers. */
@NullMarked
package dev.redstart.server;

import org.jspecify.annotations.NullMarked;
