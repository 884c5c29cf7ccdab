/**
 * Tests against two kinds of peer: a real Redis, and a scripted one that plays bytes no Redis would send, or dies at the
 * worst moment.
 */
@NullMarked
package dev.redstart.redisson;

import org.jspecify.annotations.NullMarked;
