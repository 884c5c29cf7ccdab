package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Lane;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Transport;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One transport and what all views of it share: sending with the one retry that is safe, decoding, and callbacks. */
final class Handle {

    final Transport transport;
    final Capabilities capabilities;
    private final Executor executor;

    Handle(Transport transport, Executor executor) {
        this.transport = transport;
        this.capabilities = transport.capabilities();
        this.executor = executor;
    }

    /** The same with another database of the backend. */
    Handle database(int index) {
        return new Handle(transport.database(index), executor);
    }

    <T extends @Nullable Object> T call(Command<T> command) {
        Request request = command.request();
        if (request.lane() == Lane.PINNED) throw needsSession(request);
        return decode(command, exchange(request));
    }

    /**
     * Sends and waits; again once, when the connection was lost and doing it twice does no harm. The drivers' own retries
     * are off. Only a caller who waits gets this: an asynchronous command that is sent again would come after those that
     * its thread has sent since, and a pipeline's after the rest of it.
     */
    Reply exchange(Request request) {
        try {
            return transport.call(request);
        } catch (RedisConnectionException lost) {
            if (!mayRepeat(request, lost)) throw lost;
            try {
                return transport.call(request);
            } catch (RuntimeException again) {
                if (again != lost) again.addSuppressed(lost);
                throw again;
            }
        }
    }

    /** One that blocks on the server is not begun anew: it may have waited already. */
    static boolean mayRepeat(Request request, RedisConnectionException lost) {
        boolean safe = lost.phase() == Phase.NOT_SENT || request.isRepeatable();
        return safe && request.lane() == Lane.SHARED && !Thread.currentThread().isInterrupted();
    }

    <T extends @Nullable Object> T decode(Command<T> command, Reply reply) {
        if (reply instanceof Reply.Error error)
            throw Failures.of(error, command.request().name(), capabilities);
        try {
            return command.decoder().decode(reply);
        } catch (RuntimeException e) {
            throw Failures.cannotDecode(e, command.request(), capabilities);
        }
    }

    /** Runs a callback of the user's: always on some thread that is not a driver's. */
    void execute(Runnable callback) {
        try {
            executor.execute(callback);
        } catch (RuntimeException refused) {
            // Shut down before its handle, or full. What nobody runs would leave somebody waiting for ever.
            Executors.lastResort().execute(callback);
        }
    }

    /** A request by hand, with what the table knows of its command; refused when it would change a shared connection. */
    Request byHand(Request request) {
        if (ConnectionState.isChangedBy(request)) throw needsSession(request);
        return CommandTable.complete(request);
    }

    UnsupportedCommandException needsSession(Request request) {
        String how = ConnectionState.isStreaming(request)
                ? "ends its connection's dialogue of request and reply; for messages use subscribe, psubscribe,"
                        + " ssubscribe, monitor"
                : "changes the state of its connection; use session(), transaction() or watch()";
        return Failures.unsupported(request.name() + " " + how, request.name(), capabilities);
    }

    /** {@code command}: the one that needs the feature, if it is one. */
    void require(Feature feature, @Nullable String command) {
        if (capabilities.has(feature)) return;
        String what = feature.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        throw Failures.unsupported("the backend " + capabilities.backend() + " has no " + what, command, capabilities);
    }
}
