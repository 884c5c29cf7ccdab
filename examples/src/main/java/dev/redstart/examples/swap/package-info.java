/**
 * The workload behind {@code examples/run swap}: chapters of commands, one for each family or mode of use, played from a
 * seeded generator, with a digest over a canonical text of every result.
 *
 * <p>{@link dev.redstart.examples.swap.Workload} lists the chapters. A {@code Chapter} rolls a {@code Dice} for what to do
 * next, on a handful of keys, so that commands meet what others have left, also what is of the wrong type. The {@code Stage}
 * notes each step with its result, or its error as it came over the wire; {@code Canon} writes results so that only a
 * difference in meaning is a difference in text: what has no order is sorted, numbers are written exactly.
 *
 * <p>What two correct servers may answer differently is left out, or only its property is noted: a random member is a
 * member, a time to live is there. Deadlines are absolute and far away, or long gone. Nothing depends on time, on threads,
 * on other keys of the server, or on what the JDK prints.
 */
@NullMarked
package dev.redstart.examples.swap;

import org.jspecify.annotations.NullMarked;
