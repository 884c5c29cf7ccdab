package dev.redstart;

/**
 * What was found, and the key it was found under: the answer of commands that look at several keys and take from the first
 * that has something.
 *
 * @param <K> key
 * @param <V> what was found there
 */
public record KeyValue<K, V>(K key, V value) {}
