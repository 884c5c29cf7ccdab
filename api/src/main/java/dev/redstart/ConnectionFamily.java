package dev.redstart;

/** Whether the server is there. What depends on one connection's state is on {@link RedisSession}. */
@CommandFamily
final class ConnectionFamily<K, V> extends Family<K, V> {

    ConnectionFamily(Types<K, V> types) {
        super(types);
    }

    /** {@code PONG}, when the server answers. */
    Command<String> ping() {
        return read("PING", 0).returning(Decoders.text());
    }

    /** {@code message}, back from the server. */
    Command<V> ping(V message) {
        return read("PING").value(message).returning(types.value);
    }

    /** {@code message}, back from the server. */
    Command<V> echo(V message) {
        return read("ECHO").value(message).returning(types.value);
    }
}
