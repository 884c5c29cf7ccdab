@NullMarked
package dev.redstart.lettuce;

import org.jspecify.annotations.NullMarked;
