package dev.redstart.engine;

import dev.redstart.engine.dispatch.PubSub;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription inside this JVM: its listener is called by whoever publishes, after the lock was released. */
final class EngineSubscriber implements Subscriber, PubSub.Receiver {

    private final EngineHandle handle;
    private final Subscriptions subscriptions;
    private final SubscriptionListener listener;
    private final Runnable closer = this::close;
    private volatile boolean active = true;

    private EngineSubscriber(EngineHandle handle, Subscriptions subscriptions, SubscriptionListener listener) {
        this.handle = handle;
        this.subscriptions = subscriptions;
        this.listener = listener;
    }

    static EngineSubscriber start(EngineHandle handle, Subscriptions subscriptions, SubscriptionListener listener) {
        EngineSubscriber subscriber = new EngineSubscriber(handle, subscriptions, listener);
        handle.dispatcher().acquire();
        try {
            subscriber.subscribe(subscriptions.names());
        } finally {
            handle.dispatcher().release();
        }
        if (!handle.onClose(subscriber.closer)) {
            subscriber.close();
            throw handle.closedBefore("SUBSCRIBE");
        }
        return subscriber;
    }

    private void subscribe(List<byte[]> names) {
        PubSub pubSub = handle.dispatcher().pubSub();
        for (byte[] name : names) {
            switch (subscriptions.kind()) {
                case CHANNEL -> pubSub.subscribe(name, this);
                case PATTERN -> pubSub.subscribePattern(name, this);
                case SHARD -> pubSub.subscribeShard(name, this);
                case MONITOR -> throw new IllegalArgumentException("not a subscription");
            }
        }
    }

    private void unsubscribe(List<byte[]> names) {
        PubSub pubSub = handle.dispatcher().pubSub();
        for (byte[] name : names) {
            switch (subscriptions.kind()) {
                case CHANNEL -> pubSub.unsubscribe(name, this);
                case PATTERN -> pubSub.unsubscribePattern(name, this);
                case SHARD -> pubSub.unsubscribeShard(name, this);
                case MONITOR -> throw new IllegalArgumentException("not a subscription");
            }
        }
    }

    @Override
    public void message(byte @Nullable [] pattern, byte[] channel, byte[] body) {
        listener.onMessage(pattern, channel, body);
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public void close() {
        handle.dispatcher().acquire();
        try {
            if (!active) return;
            active = false;
            handle.forget(closer);
            unsubscribe(subscriptions.names());
            handle.dispatcher().post(() -> listener.onEnd(null));
        } finally {
            handle.dispatcher().release();
        }
    }
}
