package dev.redstart.jedis;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Many requests on one connection: written ahead of their replies, up to a window. Without it a huge pipeline can stop for
 * good: we write and do not read, so the server's replies fill the buffers between us, so the server stops reading, so we
 * cannot write. What fits the window leaves in one flush.
 *
 * <p>Handlers hear after {@link #run}, when the connection is free again: one of them may want it.
 */
final class Batch {

    /** Bytes of requests under way; less than the socket buffers of any system take. */
    static final int WINDOW = 64 * 1024;

    private final ServerSettings settings;
    private final List<Request> requests;
    private final List<ReplyHandler> handlers;
    private final List<Reply> replies;
    private int written;
    private @Nullable RedisException failure;

    Batch(ServerSettings settings, int expected) {
        this.settings = settings;
        this.requests = new ArrayList<>(expected);
        this.handlers = new ArrayList<>(expected);
        this.replies = new ArrayList<>(expected);
    }

    void add(Request request, ReplyHandler handler) {
        requests.add(request);
        handlers.add(handler);
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** Bytes on the wire, about. */
    static long size(Request request) {
        long size = 16;
        for (byte[] argument : request.arguments()) size += argument.length + 16;
        return size;
    }

    /** Sends and reads; a failure is kept for {@link #deliver}. */
    void run(RespConnection connection) {
        try {
            long underWay = 0;
            for (Request request : requests) {
                long size = size(request);
                if (underWay > 0 && underWay + size > WINDOW) {
                    connection.flush();
                    // Down to half, so that the flush that follows is not for one command.
                    long target = Math.max(0, Math.min(WINDOW / 2, WINDOW - size));
                    while (underWay > target) underWay -= size(readOne(connection));
                }
                written++;
                connection.write(request);
                underWay += size;
            }
            connection.flush();
            while (replies.size() < requests.size()) readOne(connection);
        } catch (JedisConnectionException e) {
            if (!Failures.isTimeout(e)) salvage(connection);
            failure = connection.failure(e, current(), Phase.UNKNOWN);
        }
    }

    private void salvage(RespConnection connection) {
        while (replies.size() < written) {
            Reply reply = connection.salvage();
            if (reply == null) return;
            replies.add(reply);
        }
    }

    private Request readOne(RespConnection connection) {
        Request request = current();
        replies.add(connection.read(settings.patience(request)));
        return request;
    }

    private Request current() {
        return requests.get(Math.min(replies.size(), requests.size() - 1));
    }

    /** Keeps a failure for all of them: there was no connection to run on. */
    void failAll(RedisException cause) {
        failure = cause;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Shows the pairs that were completed, in order. */
    void forEachReply(BiConsumer<Request, Reply> reader) {
        for (int i = 0; i < replies.size(); i++) reader.accept(requests.get(i), replies.get(i));
    }

    /** Tells each handler. */
    void deliver() {
        for (int i = 0; i < handlers.size(); i++) {
            if (i < replies.size()) ServerFailures.reply(handlers.get(i), replies.get(i));
            else ServerFailures.fail(handlers.get(i), failureOf(i));
        }
    }

    private RedisException failureOf(int i) {
        RedisException cause = failure;
        if (cause == null) throw new IllegalStateException("neither answered nor failed");
        Phase phase = i < written ? Phase.UNKNOWN : Phase.NOT_SENT;
        // Nothing written: there was no connection, and that concerns all alike.
        if (written == 0 || (i == replies.size() && phase == Phase.UNKNOWN)) return cause;
        return ServerFailures.follower(cause, settings.origin(requests.get(i).name()), phase);
    }
}
