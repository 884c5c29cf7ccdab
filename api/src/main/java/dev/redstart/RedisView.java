package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Subscriptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** See {@link TypedRedis}. */
class RedisView<K, V> implements TypedRedis<K, V> {

    final Handle handle;
    final Commands<K, V> commands;
    private final AsyncView<K, V> async;

    RedisView(Handle handle, Commands<K, V> commands) {
        this.handle = handle;
        this.commands = commands;
        this.async = new AsyncView<>(handle, commands);
    }

    @Override
    public Commands<K, V> commands() {
        return commands;
    }

    @Override
    public <T extends @Nullable Object> T call(Command<T> command) {
        return handle.call(command);
    }

    @Override
    public Reply call(String command, String... arguments) {
        return call(CommandTable.request(command, arguments));
    }

    @Override
    public Reply call(Request request) {
        return handle.call(Command.of(handle.byHand(request), Decoders.reply()));
    }

    @Override
    public AsyncRedis<K, V> async() {
        return async;
    }

    @Override
    public TypedPipeline<K, V> pipeline() {
        return new PipelineView<>(handle, commands);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Outcome<T> transaction(TransactionBody<K, V, T, X> body)
            throws X {
        return new Transactions<>(handle, commands).run(body);
    }

    @Override
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Watch<K, V> watch(K... keys) {
        return watch(List.of(keys));
    }

    @Override
    public Watch<K, V> watch(Collection<? extends K> keys) {
        return new WatchView<>(new Transactions<>(handle, commands), List.copyOf(keys));
    }

    @Override
    public <T extends @Nullable Object> T run(Script<T> script, List<? extends K> keys, List<? extends V> arguments) {
        Command<T> bySha1 = Scripts.bySha1(handle, commands, script, keys, arguments);
        Reply reply = handle.exchange(bySha1.request());
        if (!Scripts.isUnknown(reply)) return handle.decode(bySha1, reply);
        return handle.call(Command.of(Scripts.byText(handle, commands, script, bySha1.request()), script.decoder()));
    }

    @Override
    public Subscription subscribe(K channel, Consumer<? super Message<K, V>> listener) {
        return subscribe(List.of(channel), listener::accept);
    }

    @Override
    public Subscription subscribe(Collection<? extends K> channels, MessageListener<K, V> listener) {
        return open(
                Subscriptions.Kind.CHANNEL,
                Feature.PUBSUB,
                encode(commands.types.keyCodec, "channel", channels),
                listener);
    }

    @Override
    public Subscription psubscribe(String pattern, Consumer<? super Message<K, V>> listener) {
        return psubscribe(List.of(pattern), listener::accept);
    }

    @Override
    public Subscription psubscribe(Collection<String> patterns, MessageListener<K, V> listener) {
        List<byte[]> names = encode(Codec.utf8(), "pattern", patterns);
        return open(Subscriptions.Kind.PATTERN, Feature.PUBSUB, names, listener);
    }

    @Override
    public Subscription ssubscribe(K channel, Consumer<? super Message<K, V>> listener) {
        return ssubscribe(List.of(channel), listener::accept);
    }

    @Override
    public Subscription ssubscribe(Collection<? extends K> channels, MessageListener<K, V> listener) {
        return open(
                Subscriptions.Kind.SHARD,
                Feature.SHARDED_PUBSUB,
                encode(commands.types.keyCodec, "channel", channels),
                listener);
    }

    private <T> List<byte[]> encode(Codec<T> codec, String what, Collection<? extends T> names) {
        List<byte[]> encoded = new ArrayList<>(names.size());
        for (T name : names) encoded.add(commands.types.encode(codec, name, what, null));
        return encoded;
    }

    private Subscription open(
            Subscriptions.Kind kind, Feature feature, List<byte[]> names, MessageListener<K, V> listener) {
        handle.require(feature, null);
        Objects.requireNonNull(listener, "the listener is null");
        return start(SubscriptionView.ear(commands.types, listener), new Subscriptions(kind, names));
    }

    private Subscription start(SubscriptionView.Ear<?> ear, Subscriptions subscriptions) {
        SubscriptionView<?> subscription = new SubscriptionView<>(handle, ear);
        subscription.start(subscriptions);
        return subscription;
    }

    @Override
    public Subscription monitor(MonitorListener listener) {
        Objects.requireNonNull(listener, "the listener is null");
        return start(SubscriptionView.ear(listener), new Subscriptions(Subscriptions.Kind.MONITOR, List.of()));
    }

    @Override
    public RedisSession<K, V> session() {
        return new SessionView<>(handle, handle.transport.pin(Route.ANY), commands);
    }

    @Override
    public TypedRedis<K, V> database(int index) {
        if (index < 0) throw new IllegalArgumentException("a database is a number from 0, not " + index);
        // Database 0 is everywhere.
        if (index > 0)
            handle.require(
                    Feature.DATABASES,
                    commands.session().select(index).request().name());
        return new RedisView<>(handle.database(index), commands);
    }

    @Override
    public <K2, V2> TypedRedis<K2, V2> with(Codec<K2> keys, Codec<V2> values) {
        return new RedisView<>(handle, new Commands<>(keys, values, handle.capabilities));
    }

    @Override
    public <V2> TypedRedis<K, V2> with(Codec<V2> values) {
        return with(commands.types.keyCodec, values);
    }

    @Override
    public Capabilities capabilities() {
        return handle.capabilities;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        T found = handle.transport.unwrap(type);
        if (found == null && type.isInstance(handle.transport)) found = type.cast(handle.transport);
        if (found == null)
            throw new IllegalArgumentException(
                    "the backend " + handle.capabilities.backend() + " has no " + type.getName());
        return found;
    }

    @Override
    public String toString() {
        return "Redis[" + handle.capabilities.backend() + " at " + handle.capabilities.node() + "]";
    }
}
