package dev.redstart;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose methods make commands. For {@code XyzFamily} the generator writes {@code XyzCommands} (each method
 * sends and waits) and {@code AsyncXyzCommands} (each gives a {@link Result}), with the same Javadoc.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@interface CommandFamily {}
