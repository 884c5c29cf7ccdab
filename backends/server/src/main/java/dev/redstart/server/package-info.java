@NullMarked
package dev.redstart.server;

import org.jspecify.annotations.NullMarked;
