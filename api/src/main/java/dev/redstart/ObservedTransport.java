package dev.redstart;

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

/** A transport whose commands a {@link CommandListener} hears of. */
final class ObservedTransport implements Transport {

    private final Transport transport;
    private final CommandListener listener;
    private final CommandWatch watch;

    ObservedTransport(Transport transport, CommandListener listener) {
        this.transport = transport;
        this.listener = listener;
        this.watch = new CommandWatch(listener, transport.capabilities());
    }

    @Override
    public Reply call(Request request) {
        return watch.call(request, () -> transport.call(request));
    }

    @Override
    public Cancellation send(Request request, ReplyHandler handler) {
        CommandWatch.Watched watched = watch.send(request, handler);
        return watched.cancelling(transport.send(request, watched));
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        transport.sendAll(requests, watch.sendAll(requests, handlers));
    }

    @Override
    public Session pin(Route route) {
        return new ObservedSession(transport.pin(route), watch);
    }

    @Override
    public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener to) {
        return transport.subscribe(subscriptions, to);
    }

    @Override
    public Capabilities capabilities() {
        return transport.capabilities();
    }

    @Override
    public Transport database(int index) {
        return new ObservedTransport(transport.database(index), listener);
    }

    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        return transport.unwrap(type);
    }

    @Override
    public void close() {
        transport.close();
    }

    private record ObservedSession(Session session, CommandWatch watch) implements Session {

        @Override
        public Reply call(Request request) {
            return watch.call(request, () -> session.call(request));
        }

        @Override
        public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
            session.sendAll(requests, watch.sendAll(requests, handlers));
        }

        @Override
        public void onPush(Consumer<Reply.Push> to) {
            session.onPush(to);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
