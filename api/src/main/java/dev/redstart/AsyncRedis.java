package dev.redstart;

/**
 * The asynchronous view of a {@link TypedRedis}: every command at once, giving a {@link Result}. Thread-safe.
 *
 * <p>Commands of one thread take effect in their order. So none is sent again on its own after a lost connection, as a
 * blocking call would be when that is safe: it would come after those that followed it.
 */
public interface AsyncRedis<K, V> extends AsyncRedisCommands<K, V> {}
