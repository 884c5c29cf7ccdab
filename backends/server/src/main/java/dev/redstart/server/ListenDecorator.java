package dev.redstart.server;

import dev.redstart.engine.Engine;
import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Subscriber;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Transport;
import dev.redstart.spi.TransportDecorator;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The option {@code listen} of engines: opens a port as well, for as long as the handle is open. {@code listen=6379} is a
 * port of this machine's own, {@code listen=0.0.0.0:6379} one for others too (to whom protected mode still applies),
 * {@code listen=/run/orders.sock} a Unix socket; port 0 is any that is free.
 */
public final class ListenDecorator implements TransportDecorator {

    private static final String NAME = "listen";
    private static final int MAX_PORT = 65535;

    @Override
    public List<Option> options() {
        return List.of(new Option(
                NAME,
                "opens the engine to redis-cli and drivers: PORT of this machine, HOST:PORT, or /PATH of a socket"));
    }

    @Override
    public Transport decorate(Transport transport, Endpoint endpoint) {
        String where = String.valueOf(endpoint.text(NAME, ""));
        Engine engine = transport.unwrap(Engine.class);
        if (engine == null)
            throw new RedisConfigException("option listen of redstart:" + endpoint.driver()
                    + ": there is no engine here to be listened for; it goes with redstart:engine:");
        try {
            return new Listening(transport, RespServer.listen(engine, options(where)));
        } catch (UncheckedIOException e) {
            throw new RedisConfigException("option listen=" + where + " of redstart:" + endpoint.driver() + ": "
                    + e.getCause().getMessage());
        }
    }

    /** @throws RedisConfigException when it is no place to listen at */
    private static ServerOptions options(String where) {
        if (where.startsWith("/")) return ServerOptions.none().withUnixSocket(Path.of(where), 0);
        int colon = where.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : where.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        try {
            int port = Integer.parseInt(where.substring(colon + 1));
            if (port >= 0 && port <= MAX_PORT && !host.isEmpty())
                return ServerOptions.loopback(port).withHosts(List.of(host));
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new RedisConfigException("option listen=" + where
                + " is not a place to listen at; allowed are PORT, HOST:PORT and /PATH, as 6379, 127.0.0.1:0,"
                + " /run/redis.sock");
    }

    /** The engine's transport, with a port that goes with it. */
    private record Listening(Transport engine, RespServer server) implements Transport {

        @Override
        public Reply call(Request request) {
            return engine.call(request);
        }

        @Override
        public Cancellation send(Request request, ReplyHandler handler) {
            return engine.send(request, handler);
        }

        @Override
        public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
            engine.sendAll(requests, handlers);
        }

        @Override
        public Session pin(Route route) {
            return engine.pin(route);
        }

        @Override
        public Subscriber subscribe(Subscriptions subscriptions, SubscriptionListener listener) {
            return engine.subscribe(subscriptions, listener);
        }

        @Override
        public Capabilities capabilities() {
            return engine.capabilities();
        }

        @Override
        public Transport database(int index) {
            Transport other = engine.database(index);
            return other == engine ? this : other;
        }

        @Override
        public <T> @Nullable T unwrap(Class<T> type) {
            if (type.isInstance(server)) return type.cast(server);
            return type.isInstance(this) ? type.cast(this) : engine.unwrap(type);
        }

        @Override
        public void close() {
            server.close();
            engine.close();
        }

        @Override
        public String toString() {
            return engine + " at " + server.addresses();
        }
    }
}
