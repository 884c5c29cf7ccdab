package dev.redstart.lettuce;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import dev.redstart.spi.server.ConnectionPool;
import dev.redstart.spi.server.NodeTransport;
import dev.redstart.spi.server.ServerCapabilities;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import dev.redstart.spi.server.SubscriptionDialogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One database of one server: sends each command to the lane it belongs on. See the package's story. */
final class LettuceTransport implements NodeTransport {

    private final ServerSettings settings;
    private final @Nullable LettuceTransport parent;
    private final Client client;
    private final SharedLane shared;
    private final BlockingLane blocking;
    private final ConnectionPool<Line> pool;
    private final NativeClient nativeClient;
    private final ServerCapabilities capabilities;
    private final Set<LettuceSubscriber> subscribers = ConcurrentHashMap.newKeySet();

    private final ReentrantLock opening = new ReentrantLock();
    private final Map<Integer, LettuceTransport> databases = new HashMap<>();
    private volatile boolean closed;

    LettuceTransport(ServerSettings settings) {
        this(settings, null, Client.of(settings));
    }

    private LettuceTransport(ServerSettings settings, @Nullable LettuceTransport parent, Client client) {
        this.settings = settings;
        this.parent = parent;
        this.client = client;
        this.shared = new SharedLane(client, settings);
        this.blocking = new BlockingLane(client, settings);
        this.pool =
                new ConnectionPool<>(settings, settings.poolSize(), settings.poolSize(), "poolSize", this::openLine);
        this.nativeClient = new NativeClient(settings);
        this.capabilities = new ServerCapabilities(settings, shared::call);
    }

    private Line openLine(String purpose) {
        return Wait.until(client.line(settings, false, purpose).ready(), settings, purpose);
    }

    @Override
    public void connect() {
        boolean connected = false;
        try {
            shared.connect();
            connected = true;
        } finally {
            if (!connected) close();
        }
    }

    @Override
    public @Nullable RedisException refusalToWait(String command) {
        return Loops.refusalToWait(settings, command);
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = refusal(request);
        if (refusal != null) throw refusal;
        return request.lane() == Lane.BLOCKING ? blocking.call(request) : shared.call(request);
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        RedisException refusal = refusal(request);
        if (refusal != null) {
            ServerFailures.fail(handler, refusal);
            return Cancellation.NONE;
        }
        return request.lane() == Lane.BLOCKING ? blocking.send(request, handler) : shared.send(request, handler);
    }

    private @Nullable RedisException refusal(Request request) {
        return closed ? closedFor(request) : ServerFailures.refusal(request, settings);
    }

    private RedisException closedFor(Request request) {
        return ServerFailures.closed(settings.origin(request.name()), Phase.NOT_SENT);
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        Batch batch = new Batch(settings);
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            RedisException refusal = closed ? closedFor(request) : ServerFailures.refusalInPipeline(request, settings);
            if (refusal == null) batch.add(request, handlers.get(i));
            else ServerFailures.fail(handlers.get(i), refusal);
        }
        if (batch.isEmpty()) return;
        batch.run(shared::sendAll);
        batch.deliver();
    }

    /** A single server has one place to go, whatever the route. */
    @Override
    public Session pin(Route route) {
        return new LettuceSession(settings, pool);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        SubscriptionDialogue dialogue = new SubscriptionDialogue(subscriptions);
        if (closed)
            throw ServerFailures.closed(settings.origin(dialogue.command().name()), Phase.NOT_SENT);
        RedisException refusal = dialogue.refusal(settings, capabilities);
        if (refusal != null) throw refusal;
        LettuceSubscriber subscriber = new LettuceSubscriber(client, settings, dialogue, listener);
        subscribers.add(subscriber);
        subscriber.ended().thenRun(() -> subscribers.remove(subscriber));
        // close() may have gone through the set before we were in it.
        if (closed) subscriber.close();
        subscriber.start();
        return subscriber;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Transport database(int index) {
        if (parent != null) return parent.database(index);
        if (index == settings.database()) return this;
        opening.lock();
        try {
            if (closed) throw ServerFailures.closed(settings.origin("SELECT"), Phase.NOT_SENT);
            LettuceTransport known = databases.get(index);
            if (known != null && !known.closed) return known;
            LettuceTransport fresh = new LettuceTransport(settings.withDatabase(index), this, client);
            fresh.connect();
            databases.put(index, fresh);
            return fresh;
        } finally {
            opening.unlock();
        }
    }

    /**
     * Beside itself: {@link io.lettuce.core.RedisClient} and a {@link io.lettuce.core.api.StatefulRedisConnection} of
     * texts (both opened at the first call, closed with this).
     */
    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : nativeClient.of(type);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        subscribers.forEach(LettuceSubscriber::close);
        shared.close();
        blocking.close();
        pool.close();
        nativeClient.close();
        opening.lock();
        try {
            databases.values().forEach(LettuceTransport::close);
        } finally {
            opening.unlock();
        }
        if (parent == null) client.end();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
