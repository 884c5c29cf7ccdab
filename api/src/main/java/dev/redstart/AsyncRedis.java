package dev.redstart;

/** The asynchronous view of a {@link TypedRedis}: every command at once, giving a {@link Result}. Thread-safe. */
public interface AsyncRedis<K, V> extends AsyncRedisCommands<K, V> {}
