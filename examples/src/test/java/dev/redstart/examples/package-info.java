/** Every story is told and its facts are checked; and what the house promises of its own shape is held here. */
@NullMarked
package dev.redstart.examples;

import org.jspecify.annotations.NullMarked;
