package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * The command families of one view, each made when it is first used: opening a handle costs nothing for commands that it
 * never sends. The fields are not volatile on purpose: a family is immutable, and two threads that both make one do no harm.
 */
public final class Commands<K, V> {

    final Types<K, V> types;
    private @Nullable ConnectionFamily<K, V> connection;

    Commands(Codec<K> keyCodec, Codec<V> valueCodec) {
        types = new Types<>(keyCodec, valueCodec);
    }

    ConnectionFamily<K, V> connection() {
        ConnectionFamily<K, V> f = connection;
        return f != null ? f : (connection = new ConnectionFamily<>(types));
    }
}
