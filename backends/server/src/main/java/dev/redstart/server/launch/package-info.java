/**
 * The program that stands in for {@code redis-server}: its command line, its configuration file, its log, its answers to
 * signals. {@code bin/redstart-server} runs it.
 */
@NullMarked
package dev.redstart.server.launch;

import org.jspecify.annotations.NullMarked;
