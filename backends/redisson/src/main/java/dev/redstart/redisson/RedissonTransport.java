package dev.redstart.redisson;

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

/** One database of one server: sends each command to the lane it belongs on. See the package's story. */
final class RedissonTransport implements NodeTransport {

    private final ServerSettings settings;
    private final @Nullable RedissonTransport parent;
    private final Workers workers;
    private final ConnectionPool<RespConnection> pool;
    private final AsyncLane async;
    private final BlockingLane blocking;
    private final NativeClient nativeClient;
    private final ServerCapabilities capabilities;
    private final Set<ServerSubscriber> subscribers = ConcurrentHashMap.newKeySet();

    private final ReentrantLock opening = new ReentrantLock();
    private final Map<Integer, RedissonTransport> databases = new HashMap<>();
    private volatile boolean closed;

    RedissonTransport(ServerSettings settings) {
        this(settings, null, Workers.acquire());
    }

    private RedissonTransport(ServerSettings settings, @Nullable RedissonTransport parent, Workers workers) {
        this.settings = settings;
        this.parent = parent;
        this.workers = workers;
        this.pool = new ConnectionPool<>(
                settings,
                settings.poolSize(),
                settings.poolSize(),
                "poolSize",
                command -> RespConnection.open(settings, workers, command));
        this.async = new AsyncLane(settings, workers);
        this.blocking = new BlockingLane(settings, workers);
        this.nativeClient = new NativeClient(settings, workers);
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
    public @Nullable RedisException refusalToWait(String command) {
        return Workers.refusalToWait(settings, command);
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = refusal(request);
        if (refusal != null) throw refusal;
        Workers.mayWait(settings, request.name());
        return request.lane() == Lane.BLOCKING ? blocking.call(request) : ask(request);
    }

    private Reply ask(Request request) {
        ConnectionPool.Slot<RespConnection> slot = pool.take(request.name());
        try {
            return slot.connection().exchange(request);
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
            Workers.mayWait(settings, "pipeline");
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
        Workers.mayWait(settings, "session");
        return new RedissonSession(settings, workers, pool);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        SubscriptionDialogue dialogue = new SubscriptionDialogue(subscriptions);
        if (closed)
            throw ServerFailures.closed(settings.origin(dialogue.command().name()), Phase.NOT_SENT);
        Workers.mayWait(settings, dialogue.command().name());
        RedisException refusal = dialogue.refusal(settings, capabilities);
        if (refusal != null) throw refusal;
        ServerSubscriber subscriber = new ServerSubscriber(
                settings,
                dialogue,
                listener,
                command -> RespConnection.open(settings, workers, command),
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
            RedissonTransport known = databases.get(index);
            if (known != null && !known.closed) return known;
            RedissonTransport fresh = new RedissonTransport(settings.withDatabase(index), this, workers);
            fresh.connect();
            databases.put(index, fresh);
            return fresh;
        } finally {
            opening.unlock();
        }
    }

    /**
     * Beside itself: {@link org.redisson.api.RedissonClient} and what else {@link org.redisson.Redisson} is (opened at the
     * first call, closed with this).
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
            databases.values().forEach(RedissonTransport::close);
        } finally {
            opening.unlock();
        }
        if (parent == null) workers.release();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
