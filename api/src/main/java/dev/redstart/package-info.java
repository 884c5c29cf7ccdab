/**
 * What a user of Redstart types.
 *
 * <pre>{@code
 * try (Redis redis = Redstart.open("redstart:engine:mem:orders")) {
 *     redis.set("user:1", "Ada", SetOptions.expireAfter(Duration.ofHours(1)));
 *     String name = redis.get("user:1");
 * }
 * }</pre>
 *
 * <p>A tour in reading order: {@link dev.redstart.Redstart} opens a {@link dev.redstart.Redis} by URL. Each command is
 * defined once, as a method of a family (package-private, {@code StringFamily} and its siblings) that makes a
 * {@link dev.redstart.Command}: a request and the decoder of its reply. The generator derives from the families the
 * blocking view ({@link dev.redstart.RedisCommands}) and the asynchronous one ({@link dev.redstart.AsyncRedisCommands});
 * {@link dev.redstart.Pipeline} and {@link dev.redstart.Transaction} are the asynchronous view with another flush.
 */
@NullMarked
package dev.redstart;

import org.jspecify.annotations.NullMarked;
