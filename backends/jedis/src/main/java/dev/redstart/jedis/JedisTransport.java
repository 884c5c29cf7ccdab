package dev.redstart.jedis;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Feature;
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
import dev.redstart.spi.UnsupportedCommandException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** One database of one server: sends each command to the lane it belongs on. See the package's story. */
final class JedisTransport implements Transport {

    private final Settings settings;
    private final @Nullable JedisTransport parent;
    private final Pool pool;
    private final AsyncLane async;
    private final BlockingLane blocking;
    private final NativeClient nativeClient;
    private final JedisCapabilities capabilities;
    private final Set<JedisSubscriber> subscribers = ConcurrentHashMap.newKeySet();

    private final ReentrantLock opening = new ReentrantLock();
    private final Map<Integer, JedisTransport> databases = new HashMap<>();
    private volatile boolean closed;

    JedisTransport(Settings settings) {
        this(settings, null);
    }

    private JedisTransport(Settings settings, @Nullable JedisTransport parent) {
        this.settings = settings;
        this.parent = parent;
        this.pool = new Pool(settings, settings.poolSize(), settings.poolSize(), false, "poolSize");
        this.async = new AsyncLane(settings);
        this.blocking = new BlockingLane(settings);
        this.nativeClient = new NativeClient(settings);
        this.capabilities = new JedisCapabilities(settings, this::ask);
    }

    /** Proves that the server is there and lets us in; on failure closes itself. */
    void connect() {
        boolean connected = false;
        try {
            pool.give(pool.take("open"));
            connected = true;
        } finally {
            if (!connected) close();
        }
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = refusal(request);
        if (refusal != null) throw refusal;
        return request.lane() == Lane.BLOCKING ? blocking.call(request) : ask(request);
    }

    private Reply ask(Request request) {
        Pool.Slot slot = pool.take(request.name());
        try {
            return slot.connection().exchange(request, settings.patience(request));
        } catch (JedisConnectionException e) {
            throw slot.connection().failure(e, request, Phase.UNKNOWN);
        } finally {
            pool.give(slot);
        }
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        RedisException refusal = refusal(request);
        if (refusal != null) {
            Failures.fail(handler, refusal);
            return Cancellation.NONE;
        }
        return request.lane() == Lane.BLOCKING ? blocking.send(request, handler) : async.send(request, handler);
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        Batch batch = new Batch(settings, requests.size());
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            RedisException refusal = request.lane() == Lane.BLOCKING
                    ? unsupported(request, "blocks, and would hold up those behind it in a pipeline: call it alone")
                    : refusal(request);
            if (refusal == null) batch.add(request, handlers.get(i));
            else Failures.fail(handlers.get(i), refusal);
        }
        if (batch.isEmpty()) return;
        try {
            Pool.Slot slot = pool.take("pipeline");
            try {
                batch.run(slot.connection());
            } finally {
                pool.give(slot);
            }
        } catch (RedisException e) {
            batch.failAll(e);
        }
        batch.deliver();
    }

    /** Why the request cannot go on a connection that others use, too; null when it can. */
    private @Nullable RedisException refusal(Request request) {
        if (closed) return Failures.closed(settings.origin(request.name()), Phase.NOT_SENT);
        if (ConnectionState.isStreaming(request))
            return unsupported(request, "turns its connection into a stream: use subscribe()");
        if (request.lane() == Lane.PINNED || ConnectionState.isChangedBy(request))
            return unsupported(request, "changes the state of its connection: use session()");
        return null;
    }

    private UnsupportedCommandException unsupported(Request request, String why) {
        return new UnsupportedCommandException(
                request.name() + " " + why, settings.origin(request.name()), Phase.NOT_SENT);
    }

    /** A single server has one place to go, whatever the route. */
    @Override
    public Session pin(Route route) {
        return new JedisSession(settings, pool, blocking);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        if (closed) throw Failures.closed(settings.origin("SUBSCRIBE"), Phase.NOT_SENT);
        if (subscriptions.kind() == Subscriptions.Kind.SHARD && !capabilities.has(Feature.SHARDED_PUBSUB))
            throw new UnsupportedCommandException(
                    "SSUBSCRIBE needs Redis 7.0, this is " + capabilities.redisVersion(),
                    settings.origin("SSUBSCRIBE"),
                    Phase.NOT_SENT);
        JedisSubscriber subscriber = new JedisSubscriber(settings, subscriptions, listener, subscribers::remove);
        subscribers.add(subscriber);
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
            if (closed) throw Failures.closed(settings.origin("SELECT"), Phase.NOT_SENT);
            JedisTransport known = databases.get(index);
            if (known != null && !known.closed) return known;
            JedisTransport fresh = new JedisTransport(settings.withDatabase(index), this);
            fresh.connect();
            databases.put(index, fresh);
            return fresh;
        } finally {
            opening.unlock();
        }
    }

    /**
     * Beside itself: {@link redis.clients.jedis.RedisClient} and its supertypes (opened at the first call, closed with
     * this) and a {@link redis.clients.jedis.ConnectionFactory}.
     */
    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : nativeClient.of(type);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        subscribers.forEach(JedisSubscriber::close);
        pool.close();
        async.close();
        blocking.close();
        nativeClient.close();
        opening.lock();
        try {
            databases.values().forEach(JedisTransport::close);
        } finally {
            opening.unlock();
        }
    }

    @Override
    public String toString() {
        return "jedis at " + settings.node() + "/" + settings.database();
    }
}
