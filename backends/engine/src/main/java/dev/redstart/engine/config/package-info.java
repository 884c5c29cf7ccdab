/**
 * The configuration, as redis.conf has it: which parameters there are, what they may be, and what they are.
 *
 * <p>{@link dev.redstart.engine.config.Parameter} is one of them (the table is the resource {@code parameters.txt}),
 * {@link dev.redstart.engine.config.ServerConfig} holds their values and tells those whom a change concerns.
 * {@link dev.redstart.engine.config.ConfigFile} reads a file, {@link dev.redstart.engine.config.ConfigRewrite} writes it
 * anew. Nothing here knows what a parameter means: that is with who listens.
 *
 * <p>Values are text with one character per byte (ISO 8859-1), since Redis takes any bytes.
 */
@NullMarked
package dev.redstart.engine.config;

import org.jspecify.annotations.NullMarked;
