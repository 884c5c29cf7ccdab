package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Lane;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Transport;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One transport and what all views of it share: sending with the one retry that is safe, and decoding. */
final class Handle {

    final Transport transport;
    final Capabilities capabilities;
    final Executor executor;

    Handle(Transport transport, Executor executor) {
        this.transport = transport;
        this.capabilities = transport.capabilities();
        this.executor = executor;
    }

    <T extends @Nullable Object> T call(Command<T> command) {
        Request request = command.request();
        if (request.lane() == Lane.PINNED) throw needsSession(request);
        return decode(command, callRepeating(request));
    }

    /** Again once, when the connection was lost and doing it twice does no harm; the drivers' own retries are off. */
    private Reply callRepeating(Request request) {
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

    static boolean mayRepeat(Request request, RedisConnectionException lost) {
        boolean safe = lost.phase() == dev.redstart.spi.Phase.NOT_SENT || request.isRepeatable();
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

    /** A request by hand, with what the table knows of its command; refused when it would change a shared connection. */
    Request byHand(Request request) {
        if (ConnectionState.isChangedBy(request)) throw needsSession(request);
        return CommandTable.complete(request);
    }

    UnsupportedCommandException needsSession(Request request) {
        String how = ConnectionState.isStreaming(request)
                ? "turns its connection into a stream; use subscribe, psubscribe or ssubscribe"
                : "changes the state of its connection; use session(), transaction() or watch()";
        return Failures.unsupported(request.name() + " " + how, request.name(), capabilities);
    }

    void require(Feature feature, String what) {
        if (!capabilities.has(feature))
            throw Failures.unsupported(
                    "the backend " + capabilities.backend() + " has no "
                            + feature.name().toLowerCase(java.util.Locale.ROOT),
                    what,
                    capabilities);
    }
}
