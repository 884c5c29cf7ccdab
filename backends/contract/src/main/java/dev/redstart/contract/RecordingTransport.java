package dev.redstart.contract;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A transport that notes what is sent through it, on whatever way, and otherwise changes nothing, except that it may admit
 * to less than it claims.
 */
final class RecordingTransport implements Transport {

    private final Transport transport;
    private final SentCommands sent;
    private final @Nullable Capabilities limits;

    RecordingTransport(Transport transport, SentCommands sent, @Nullable Capabilities limits) {
        this.transport = transport;
        this.sent = sent;
        this.limits = limits;
    }

    @Override
    public Reply call(Request request) {
        sent.note(request);
        return transport.call(request);
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        sent.note(request);
        return transport.send(request, handler);
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        requests.forEach(sent::note);
        transport.sendAll(requests, handlers);
    }

    @Override
    public Session pin(Route route) {
        return new RecordingSession(transport.pin(route), sent);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
        sent.note(subscriptions.kind());
        return transport.subscribe(subscriptions, listener);
    }

    @Override
    public Capabilities capabilities() {
        return limits == null ? transport.capabilities() : new Fewer(transport.capabilities(), limits);
    }

    @Override
    public Transport database(int index) {
        return new RecordingTransport(transport.database(index), sent, limits);
    }

    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        T inner = transport.unwrap(type);
        return inner == null && type.isInstance(sent) ? type.cast(sent) : inner;
    }

    @Override
    public void close() {
        transport.close();
    }

    /** What both have. */
    private record Fewer(Capabilities own, Capabilities limits) implements Capabilities {

        @Override
        public String backend() {
            return own.backend();
        }

        @Override
        public String node() {
            return own.node();
        }

        @Override
        public String redisVersion() {
            return own.redisVersion();
        }

        @Override
        public Set<Feature> features() {
            return own.features().stream().filter(limits::has).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public boolean supports(String command) {
            return own.supports(command) && limits.supports(command);
        }
    }

    private record RecordingSession(Session session, SentCommands sent) implements Session {

        @Override
        public Reply call(Request request) {
            sent.note(request);
            return session.call(request);
        }

        @Override
        public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
            requests.forEach(sent::note);
            session.sendAll(requests, handlers);
        }

        @Override
        public void onPush(Consumer<Reply.Push> listener) {
            session.onPush(listener);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
