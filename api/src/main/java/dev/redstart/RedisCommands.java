package dev.redstart;

/** All typed commands, each sending and waiting. Methods are named after the commands of Redis. */
public interface RedisCommands<K, V> extends ConnectionCommands<K, V> {}
