package dev.redstart.redisson;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.concurrent.atomic.AtomicInteger;

/** A command on its way. Whoever moves it out of QUEUED answers for its handler. */
final class Exchange extends AtomicInteger implements Cancellation {

    private static final long serialVersionUID = 1L;
    private static final int QUEUED = 0;
    private static final int CLAIMED = 1;

    private final transient ServerSettings settings;
    private final transient Request request;
    private final transient ReplyHandler handler;
    private final int patience;
    private final long size;
    private long writtenAt;

    Exchange(ServerSettings settings, Request request, ReplyHandler handler) {
        this.settings = settings;
        this.request = request;
        this.handler = handler;
        this.patience = settings.patience(request);
        long bytes = 16;
        for (byte[] argument : request.arguments()) bytes += argument.length + 16;
        this.size = bytes;
    }

    Request request() {
        return request;
    }

    /** Milliseconds of silence before it has failed; 0 for ever. */
    int patience() {
        return patience;
    }

    /** Bytes on the wire, about. */
    long size() {
        return size;
    }

    Origin origin() {
        return settings.origin(request.name());
    }

    /** Takes it from those who might cancel it; false when one has. */
    boolean claim() {
        return compareAndSet(QUEUED, CLAIMED);
    }

    /** When it was written, by {@link System#nanoTime()}; for the event loop alone. */
    long writtenAt() {
        return writtenAt;
    }

    void written() {
        writtenAt = System.nanoTime();
    }

    void reply(Reply reply) {
        ServerFailures.reply(handler, reply);
    }

    void fail(RedisException failure) {
        ServerFailures.fail(handler, failure);
    }

    /** Withdraws it if it has not been written. */
    @Override
    public void cancel() {
        if (claim()) fail(new RedisConnectionException("cancelled before it was sent", origin(), Phase.NOT_SENT));
    }
}
