@NullMarked
package dev.redstart.redisson;

import org.jspecify.annotations.NullMarked;
