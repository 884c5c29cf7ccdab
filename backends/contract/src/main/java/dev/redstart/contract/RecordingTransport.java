package dev.redstart.contract;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport that notes what is sent through it, on whatever way, and otherwise changes nothing. */
final class RecordingTransport implements Transport {

    private final Transport transport;
    private final SentCommands sent;

    RecordingTransport(Transport transport, SentCommands sent) {
        this.transport = transport;
        this.sent = sent;
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
        return transport.capabilities();
    }

    @Override
    public Transport database(int index) {
        return new RecordingTransport(transport.database(index), sent);
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
