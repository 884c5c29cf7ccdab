package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * A message that was published.
 *
 * @param pattern the pattern that matched, or null when subscribed by name
 * @param channel where it was published
 * @param body    what was published
 */
public record Message<K, V>(@Nullable String pattern, K channel, V body) {}
