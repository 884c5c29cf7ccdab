package dev.redstart;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A backend in memory that answers as a test says: by a function of the request, at once or when the test lets it, with a
 * reply or a failure of any phase. It notes what was sent, and keeps the rules of {@link Transport}.
 */
final class ScriptedTransport implements Transport, Capabilities {

    /** Throws a {@link RedisException} to fail; null means OK. */
    volatile Function<Request, @Nullable Reply> script = request -> null;
    /** Asked first for what goes through a session, MULTI and EXEC included; null leaves it to the session. */
    volatile Function<Request, @Nullable Reply> inSession = request -> null;

    final Set<Feature> features = EnumSet.allOf(Feature.class);
    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<Held> held = new CopyOnWriteArrayList<>();
    final List<ScriptedSession> sessions = new CopyOnWriteArrayList<>();
    final List<Route> pinned = new CopyOnWriteArrayList<>();
    final List<ScriptedSubscriber> subscribers = new CopyOnWriteArrayList<>();
    volatile boolean holding;
    volatile boolean closed;
    final int database;

    ScriptedTransport() {
        this(0);
    }

    private ScriptedTransport(int database) {
        this.database = database;
    }

    static ScriptedTransport answering(Function<Request, @Nullable Reply> script) {
        ScriptedTransport transport = new ScriptedTransport();
        transport.script = script;
        return transport;
    }

    /** As the connection's loss is told. */
    RedisConnectionException lost(Request request, Phase phase) {
        return new RedisConnectionException("lost", Failures.origin(request.name(), this), phase);
    }

    static String text(Request request) {
        return Wire.of(Command.of(request, Decoders.reply()));
    }

    Reply answer(Request request) {
        if (closed) throw lost(request, Phase.NOT_SENT);
        sent.add(text(request));
        Reply reply = script.apply(request);
        return reply == null ? Reply.OK : reply;
    }

    @Override
    public Reply call(Request request) {
        return answer(request);
    }

    /** A request whose answer the test gives. */
    final class Held implements Cancellation {
        final Request request;
        private final ReplyHandler handler;
        /** What a cancellation makes of it; null when it comes too late. */
        volatile @Nullable Phase ifCancelled = Phase.NOT_SENT;

        volatile boolean cancelled;

        Held(Request request, ReplyHandler handler) {
            this.request = request;
            this.handler = handler;
        }

        void reply(Reply reply) {
            handler.onReply(reply);
        }

        void fail(Phase phase) {
            handler.onFailure(lost(request, phase));
        }

        @Override
        public void cancel() {
            cancelled = true;
            Phase phase = ifCancelled;
            if (phase != null) fail(phase);
        }
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        if (holding) {
            sent.add(text(request));
            Held one = new Held(request, handler);
            held.add(one);
            return one;
        }
        tell(request, handler);
        return Cancellation.NONE;
    }

    private void tell(Request request, ReplyHandler handler) {
        Reply reply;
        try {
            reply = answer(request);
        } catch (RedisException e) {
            handler.onFailure(e);
            return;
        }
        handler.onReply(reply);
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).lane() == Lane.BLOCKING) throw new AssertionError("blocks: " + requests.get(i));
            send(requests.get(i), handlers.get(i));
        }
    }

    @Override
    public Session pin(Route route) {
        if (closed) throw lost(Request.of("PIN"), Phase.NOT_SENT);
        pinned.add(route);
        ScriptedSession session = new ScriptedSession(this);
        sessions.add(session);
        return session;
    }

    boolean allSessionsClosed() {
        return sessions.stream().allMatch(session -> session.closed);
    }

    /** A subscription that the test feeds. */
    static final class ScriptedSubscriber implements Subscriber {
        final Subscriptions subscriptions;
        final SubscriptionListener listener;
        volatile boolean active = true;

        ScriptedSubscriber(Subscriptions subscriptions, SubscriptionListener listener) {
            this.subscriptions = subscriptions;
            this.listener = listener;
        }

        void publish(String channel, String body) {
            listener.onMessage(
                    null, Bytes.utf8(channel).toArray(), Bytes.utf8(body).toArray());
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public void close() {
            if (!active) return;
            active = false;
            listener.onEnd(null);
        }
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        if (closed) throw lost(Request.of("SUBSCRIBE"), Phase.NOT_SENT);
        ScriptedSubscriber subscriber = new ScriptedSubscriber(subscriptions, listener);
        subscribers.add(subscriber);
        return subscriber;
    }

    @Override
    public Capabilities capabilities() {
        return this;
    }

    @Override
    public Transport database(int index) {
        ScriptedTransport other = new ScriptedTransport(index);
        other.script = script;
        return other;
    }

    @Override
    public void close() {
        closed = true;
        held.forEach(one -> one.fail(Phase.UNKNOWN));
        subscribers.forEach(ScriptedSubscriber::close);
    }

    @Override
    public String backend() {
        return "scripted";
    }

    @Override
    public String node() {
        return "memory";
    }

    @Override
    public String redisVersion() {
        return "8.0.6";
    }

    @Override
    public Set<Feature> features() {
        return features;
    }

    @Override
    public boolean supports(String command) {
        return true;
    }
}
