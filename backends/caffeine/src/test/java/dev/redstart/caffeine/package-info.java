/** The contract on the cache, and what only a cache does: bounds, evictions, reads without the lock. */
@NullMarked
package dev.redstart.caffeine;

import org.jspecify.annotations.NullMarked;
