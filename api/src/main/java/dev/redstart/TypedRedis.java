package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A view of a backend with keys of type {@code K} and values of type {@code V}: every command, blocking. Thread-safe,
 * cheap, meant to be shared; not closeable: closing the {@link Redis} it came from ends it.
 *
 * <p>{@code K} is the type of keys, hash fields and channels; {@code V} that of values, members and message bodies.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface TypedRedis<K, V> extends RedisCommands<K, V> {

    /** The same commands, each giving a {@link Result} instead of waiting. */
    AsyncRedis<K, V> async();

    /** Commands collected and sent in one flush; belongs to one thread; to be closed. */
    TypedPipeline<K, V> pipeline();

    /**
     * Runs {@code body} once and sends what it queued as one transaction, {@code MULTI ... EXEC}, on a connection of its
     * own. The value of the outcome is what the supplier that the body returned gives: any {@link Result} of {@code tx},
     * or a lambda over several.
     */
    <T extends @Nullable Object, X extends Exception> Outcome<T> transaction(TransactionBody<K, V, T, X> body) throws X;

    /** Begins an optimistic transaction that is run again when one of these keys changed meanwhile. */
    @SuppressWarnings("unchecked")
    Watch<K, V> watch(K... keys);

    /** See {@link #watch(Object[])}. */
    Watch<K, V> watch(Collection<? extends K> keys);

    /**
     * Runs a script by its SHA1, and by its text when the server does not know it yet.
     *
     * @throws dev.redstart.spi.UnsupportedCommandException when the backend has no scripts
     * @throws dev.redstart.spi.RedisCodecException when its reply is not of the type that the script declares
     */
    <T extends @Nullable Object> T run(Script<T> script, List<? extends K> keys, List<? extends V> arguments);

    /** Any command at all, with text arguments. Keys and lane come from the command table; see {@link #call(Request)}. */
    Reply call(String command, String... arguments);

    /**
     * Any command at all, also one newer than this library, whose keys the request marks.
     *
     * @throws dev.redstart.spi.RedisReplyException for an error reply; errors inside the reply are values
     * @throws dev.redstart.spi.UnsupportedCommandException for a command that changes its connection: it needs a {@link #session()}
     */
    Reply call(Request request);

    /** Hears what is published to this channel, until closed. Returns when the server has confirmed. */
    Subscription subscribe(K channel, Consumer<? super Message<K, V>> listener);

    /** See {@link #subscribe(Object, Consumer)}; at least one channel. */
    Subscription subscribe(Collection<? extends K> channels, MessageListener<K, V> listener);

    /** Hears what is published to any channel that matches the glob pattern, until closed. */
    Subscription psubscribe(String pattern, Consumer<? super Message<K, V>> listener);

    /** See {@link #psubscribe(String, Consumer)}; at least one pattern. */
    Subscription psubscribe(Collection<String> patterns, MessageListener<K, V> listener);

    /** Hears what is published to this shard channel ({@code SPUBLISH}), until closed. */
    Subscription ssubscribe(K channel, Consumer<? super Message<K, V>> listener);

    /** See {@link #ssubscribe(Object, Consumer)}; at least one channel. */
    Subscription ssubscribe(Collection<? extends K> channels, MessageListener<K, V> listener);

    /**
     * Hears every command that the server executes, of all clients and all databases ({@code MONITOR}), until closed. Costs
     * the server a good part of its speed: for a look, not for good. Commands about passwords and administration are not
     * among it. Returns when the server has confirmed.
     *
     * @throws dev.redstart.spi.UnsupportedCommandException when the backend cannot
     */
    Subscription monitor(MonitorListener listener);

    /** A connection of its own, with state; belongs to one thread; to be closed. */
    RedisSession<K, V> session();

    /** A view of another database of the same backend. */
    TypedRedis<K, V> database(int index);

    /** A view with other types: the same commands, keys by {@code keys}, values by {@code values}. */
    <K2, V2> TypedRedis<K2, V2> with(Codec<K2> keys, Codec<V2> values);

    /** A view with values of another type and the same keys. */
    <V2> TypedRedis<K, V2> with(Codec<V2> values);

    /** What the backend is and can. */
    Capabilities capabilities();

    /**
     * The native client, or another object the driver offers.
     *
     * @throws IllegalArgumentException when the backend has none of that type
     */
    <T> T unwrap(Class<T> type);
}
