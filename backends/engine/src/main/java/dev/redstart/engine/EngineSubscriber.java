package dev.redstart.engine;

import dev.redstart.engine.acl.User;
import dev.redstart.engine.acl.UserRules;
import dev.redstart.engine.dispatch.AccessControl;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.PubSub;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscription inside this JVM: its listener is called by whoever publishes, after the lock was released. */
final class EngineSubscriber implements Subscriber, PubSub.Receiver, Consumer<String>, AccessControl.Guest {

    private static final byte[] MONITORED = {};

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
            subscriber.check();
            subscriber.subscribe();
        } finally {
            handle.dispatcher().release();
        }
        if (!handle.onClose(subscriber.closer)) {
            subscriber.close();
            throw handle.closedBefore("SUBSCRIBE");
        }
        return subscriber;
    }

    private void check() {
        String command =
                switch (subscriptions.kind()) {
                    case CHANNEL -> "SUBSCRIBE";
                    case PATTERN -> "PSUBSCRIBE";
                    case SHARD -> "SSUBSCRIBE";
                    case MONITOR -> "MONITOR";
                };
        CommandError objection = handle.dispatcher()
                .access()
                .objectionToListening(
                        handle.user(), command, subscriptions.names().toArray(byte[][]::new));
        if (objection != null) throw new RedisReplyException(new Reply.Error(objection.text()), handle.origin(command));
    }

    private void subscribe() {
        PubSub.Kind kind = kind();
        handle.dispatcher().access().come(this);
        if (kind == null) handle.dispatcher().monitors().add(this);
        else
            for (byte[] name : subscriptions.names())
                handle.dispatcher().pubSub().subscribe(kind, name, this);
    }

    private void unsubscribe() {
        PubSub.Kind kind = kind();
        handle.dispatcher().access().go(this);
        if (kind == null) handle.dispatcher().monitors().remove(this);
        else
            for (byte[] name : subscriptions.names())
                handle.dispatcher().pubSub().unsubscribe(kind, name, this);
    }

    /** Null for MONITOR. */
    private PubSub.@Nullable Kind kind() {
        return switch (subscriptions.kind()) {
            case CHANNEL -> PubSub.Kind.CHANNEL;
            case PATTERN -> PubSub.Kind.PATTERN;
            case SHARD -> PubSub.Kind.SHARD;
            case MONITOR -> null;
        };
    }

    @Override
    public void message(PubSub.Kind kind, byte @Nullable [] pattern, byte[] channel, byte[] body) {
        byte[] ownPattern = pattern == null ? null : pattern.clone();
        byte[] ownChannel = channel.clone();
        byte[] ownBody = body.clone();
        handle.dispatcher().post(() -> listener.onMessage(ownPattern, ownChannel, ownBody));
    }

    /** A line of MONITOR. */
    @Override
    public void accept(String line) {
        handle.dispatcher().post(() -> listener.onMessage(null, MONITORED, line.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public void close() {
        handle.dispatcher().acquire();
        try {
            end(null);
        } finally {
            handle.dispatcher().release();
        }
    }

    private void end(@Nullable RedisException why) {
        if (!active) return;
        active = false;
        handle.forget(closer);
        unsubscribe();
        handle.dispatcher().post(() -> listener.onEnd(why));
    }

    @Override
    public User user() {
        return handle.user();
    }

    @Override
    public boolean listensBeyond(List<String> channels) {
        boolean pattern = subscriptions.kind() == Subscriptions.Kind.PATTERN;
        return subscriptions.kind() != Subscriptions.Kind.MONITOR
                && subscriptions.names().stream().anyMatch(name -> !UserRules.allowChannel(channels, name, pattern));
    }

    @Override
    public void evict() {
        end(new RedisConnectionException(
                "the user " + user().name() + " may no longer listen to this", handle.origin(null), Phase.REPLIED));
    }
}
