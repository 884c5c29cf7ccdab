package dev.redstart;

/** All typed commands, each giving a {@link Result} that is to come. */
public interface AsyncRedisCommands<K, V> extends AsyncConnectionCommands<K, V> {}
