package dev.redstart.jedis;

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
import dev.redstart.spi.server.ServerSubscriber;
import dev.redstart.spi.server.SubscriptionDialogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** One database of one server: sends each command to the lane it belongs on. See the package's story. */
final class JedisTransport implements NodeTransport {

    private final ServerSettings settings;
    private final @Nullable JedisTransport parent;
    private final ConnectionPool<RespConnection> pool;
    private final AsyncLane async;
    private final BlockingLane blocking;
    private final NativeClient nativeClient;
    private final ServerCapabilities capabilities;
    private final Set<ServerSubscriber> subscribers = ConcurrentHashMap.newKeySet();

    private final ReentrantLock opening = new ReentrantLock();
    private final Map<Integer, JedisTransport> databases = new HashMap<>();
    private volatile boolean closed;

    JedisTransport(ServerSettings settings) {
        this(settings, null);
    }

    private JedisTransport(ServerSettings settings, @Nullable JedisTransport parent) {
        this.settings = settings;
        this.parent = parent;
        this.pool = new ConnectionPool<>(
                settings,
                settings.poolSize(),
                settings.poolSize(),
                "poolSize",
                command -> RespConnection.open(settings, false, command));
        this.async = new AsyncLane(settings);
        this.blocking = new BlockingLane(settings);
        this.nativeClient = new NativeClient(settings);
        this.capabilities = new ServerCapabilities(settings, this::ask);
    }

    @Override
    public void connect() {
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
        ConnectionPool.Slot<RespConnection> slot = pool.take(request.name());
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
            ServerFailures.fail(handler, refusal);
            return Cancellation.NONE;
        }
        return request.lane() == Lane.BLOCKING ? blocking.send(request, handler) : async.send(request, handler);
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        Batch batch = new Batch(settings, requests.size());
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            RedisException refusal = closed ? closedFor(request) : ServerFailures.refusalInPipeline(request, settings);
            if (refusal == null) batch.add(request, handlers.get(i));
            else ServerFailures.fail(handlers.get(i), refusal);
        }
        if (batch.isEmpty()) return;
        try {
            ConnectionPool.Slot<RespConnection> slot = pool.take("pipeline");
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
        return closed ? closedFor(request) : ServerFailures.refusal(request, settings);
    }

    private RedisException closedFor(Request request) {
        return ServerFailures.closed(settings.origin(request.name()), Phase.NOT_SENT);
    }

    /** A single server has one place to go, whatever the route. */
    @Override
    public Session pin(Route route) {
        return new JedisSession(settings, pool, blocking);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        SubscriptionDialogue dialogue = new SubscriptionDialogue(subscriptions);
        if (closed)
            throw ServerFailures.closed(settings.origin(dialogue.command().name()), Phase.NOT_SENT);
        RedisException refusal = dialogue.refusal(settings, capabilities);
        if (refusal != null) throw refusal;
        ServerSubscriber subscriber = new ServerSubscriber(
                settings,
                dialogue,
                listener,
                command -> RespConnection.open(settings, false, command),
                subscribers::remove);
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
            if (closed) throw ServerFailures.closed(settings.origin("SELECT"), Phase.NOT_SENT);
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
        subscribers.forEach(ServerSubscriber::close);
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
        return settings.toString();
    }
}
