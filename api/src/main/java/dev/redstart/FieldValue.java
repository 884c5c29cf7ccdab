package dev.redstart;

/**
 * A field of a hash with its value.
 *
 * @param <K> field
 * @param <V> value
 */
public record FieldValue<K, V>(K field, V value) {}
