/** What the digest of the workload rests on. */
@NullMarked
package dev.redstart.examples.swap;

import org.jspecify.annotations.NullMarked;
