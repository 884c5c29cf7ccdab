package dev.redstart;

import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** See {@link Subscription}: decodes what a driver brings, and delivers it to a listener. */
final class SubscriptionView<M> implements Subscription, SubscriptionListener {

    /** A listener, and what it hears: an {@code M}, made of what arrives. */
    interface Ear<M> {

        M decode(byte @Nullable [] pattern, byte[] channel, byte[] body);

        void onMessage(M message);

        void onGap(MessageListener.Gap gap);

        void onEnd(@Nullable Throwable cause);
    }

    private final Handle handle;
    private final Ear<M> ear;
    private final Deliveries deliveries;
    private volatile @Nullable Subscriber subscriber;
    private volatile boolean closed;

    SubscriptionView(Handle handle, Ear<M> ear) {
        this.handle = handle;
        this.ear = ear;
        this.deliveries = new Deliveries(handle, ear::onGap);
    }

    void start(Subscriptions subscriptions) {
        subscriber = handle.transport.subscribe(subscriptions, this);
    }

    /** Of messages. */
    static <K, V> Ear<Message<K, V>> ear(Types<K, V> types, MessageListener<K, V> listener) {
        return new Ear<>() {
            @Override
            public Message<K, V> decode(byte @Nullable [] pattern, byte[] channel, byte[] body) {
                String matched = pattern == null ? null : new String(pattern, StandardCharsets.UTF_8);
                return new Message<>(matched, types.keyCodec.decode(channel), types.valueCodec.decode(body));
            }

            @Override
            public void onMessage(Message<K, V> message) {
                listener.onMessage(message);
            }

            @Override
            public void onGap(MessageListener.Gap gap) {
                listener.onGap(gap);
            }

            @Override
            public void onEnd(@Nullable Throwable cause) {
                listener.onEnd(cause);
            }
        };
    }

    /** Of what a server executes. */
    static Ear<MonitorEvent> ear(MonitorListener listener) {
        return new Ear<>() {
            @Override
            public MonitorEvent decode(byte @Nullable [] pattern, byte[] channel, byte[] body) {
                return MonitorEvent.decode(body);
            }

            @Override
            public void onMessage(MonitorEvent event) {
                listener.onCommand(event);
            }

            @Override
            public void onGap(MessageListener.Gap gap) {
                listener.onGap(gap);
            }

            @Override
            public void onEnd(@Nullable Throwable cause) {
                listener.onEnd(cause);
            }
        };
    }

    @Override
    public void onMessage(byte @Nullable [] pattern, byte[] channel, byte[] body) {
        deliveries.add(() -> deliver(pattern, channel, body));
    }

    private void deliver(byte @Nullable [] pattern, byte[] channel, byte[] body) {
        M message;
        try {
            message = ear.decode(pattern, channel, body);
        } catch (RuntimeException e) {
            Deliveries.report(Failures.cannotDecodeMessage(e, handle.capabilities));
            ear.onGap(new MessageListener.Gap("a message could not be decoded: " + e, 1));
            return;
        }
        ear.onMessage(message);
    }

    @Override
    public void onGap(Throwable cause) {
        deliveries.addGap("the connection was lost and is back: " + cause.getMessage());
    }

    @Override
    public void onEnd(@Nullable Throwable cause) {
        Throwable told = closed ? null : cause;
        deliveries.addLast(() -> ear.onEnd(told));
    }

    @Override
    public boolean isActive() {
        Subscriber s = subscriber;
        return s != null && s.isActive();
    }

    @Override
    public void close() {
        closed = true;
        Subscriber s = subscriber;
        if (s != null) s.close();
    }
}
