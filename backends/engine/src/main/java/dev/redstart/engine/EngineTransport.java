package dev.redstart.engine;

import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Flag;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In-process calls on an engine, with one database selected. All calls that cannot wait share one session and one reply
 * builder: they keep no state, and the engine's lock lets one run at a time.
 */
final class EngineTransport implements Transport {

    private final EngineHandle handle;
    private final int database;
    private final ClientSession stateless;
    private final ReplyBuilder builder = new ReplyBuilder();
    private final EngineCapabilities capabilities;

    EngineTransport(EngineHandle handle, int database) {
        this.handle = handle;
        this.database = database;
        this.stateless = handle.connect(database);
        this.capabilities = new EngineCapabilities(handle);
    }

    @Override
    public Reply call(Request request) {
        handle.checkOpen(request.name());
        Command command = handle.stateless(request);
        Reply reply = run(request, command);
        return reply != null ? reply : BlockingCall.await(handle, handle.connect(database), request);
    }

    /** Null when the command may have to wait, and has not run. */
    private @Nullable Reply run(Request request, @Nullable Command command) {
        if (command != null && command.is(Flag.BLOCKING)) return null;
        Dispatcher dispatcher = handle.dispatcher();
        Reply unlocked = dispatcher.unlocked().run(stateless, command, request.arguments());
        if (unlocked != null) return unlocked;
        handle.acquire(request);
        try {
            if (handle.mayBlock(command)) return null;
            dispatcher.execute(stateless, command, request.name(), request.arguments(), builder, null);
            return builder.take();
        } finally {
            handle.release(request.name());
        }
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        Reply reply;
        try {
            handle.checkOpen(request.name());
            Command command = handle.stateless(request);
            reply = run(request, command);
            if (reply == null) return sendBlocking(request, handler);
        } catch (RedisException e) {
            handler.onFailure(e);
            return Cancellation.NONE;
        }
        handler.onReply(reply);
        return Cancellation.NONE;
    }

    private Cancellation sendBlocking(Request request, ReplyHandler handler) {
        BlockingCall call = new BlockingCall(handle, handle.connect(database), request, handler);
        call.start();
        return () -> call.cancel("cancelled while it waited");
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        new Batch(handle, requests, handlers, handle::stateless) {
            @Override
            void execute(Request request, @Nullable Command command, ReplyBuilder into) {
                handle.dispatcher().execute(stateless, command, request.name(), request.arguments(), into, null);
            }

            @Override
            Reply await(Request request) {
                return call(request);
            }
        }.run();
    }

    @Override
    public Session pin(Route route) {
        return EngineSession.open(handle, database);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        handle.checkOpen(subscriptions.kind() == Subscriptions.Kind.MONITOR ? "MONITOR" : "SUBSCRIBE");
        return EngineSubscriber.start(handle, subscriptions, listener);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Transport database(int index) {
        handle.checkOpen("SELECT");
        if (index != 0 && !capabilities.has(Feature.DATABASES))
            throw handle.unsupported("SELECT", "needs more than one database: the engine was opened with databases=1");
        if (index < 0 || index >= handle.databases())
            throw new RedisReplyException(new Reply.Error("ERR DB index is out of range"), handle.origin("SELECT"));
        return index == database ? this : new EngineTransport(handle, index);
    }

    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        if (type.isInstance(this)) return type.cast(this);
        if (type.isInstance(handle.engine())) return type.cast(handle.engine());
        KeyspaceStore store = handle.dispatcher().store();
        return type.isInstance(store) ? type.cast(store) : null;
    }

    @Override
    public void close() {
        handle.close();
    }

    @Override
    public String toString() {
        return "redstart:" + handle.node();
    }
}
