/**
 * Derives the blocking and the asynchronous view from the command families while the API is compiled.
 *
 * <p>A family is a class marked {@code @CommandFamily} whose methods give a {@code Command<T>}. For each, two interfaces are
 * written as plain text: {@link dev.redstart.generator.ViewWriter} knows how they look, and
 * {@link dev.redstart.generator.TypePrinter} prints types with their null-annotations, which the libraries for this drop.
 */
@NullMarked
package dev.redstart.generator;

import org.jspecify.annotations.NullMarked;
