package dev.redstart.engine;

import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Flag;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Session;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of its own on an engine. */
final class EngineSession implements Session {

    private final EngineHandle handle;
    private final ClientSession client;
    private final ReplyBuilder builder = new ReplyBuilder();
    private final Runnable closer = this::close;
    private volatile boolean closed;
    private volatile boolean broken;
    private volatile @Nullable BlockingCall waiting;

    private EngineSession(EngineHandle handle, int database) {
        this.handle = handle;
        handle.dispatcher().acquire();
        try {
            this.client = handle.dispatcher().connect(database, null);
            handle.dispatcher().access().admit(client, handle.user());
        } finally {
            handle.dispatcher().release();
        }
    }

    static EngineSession open(EngineHandle handle, int database) {
        handle.checkOpen(null);
        EngineSession session = new EngineSession(handle, database);
        if (handle.onClose(session.closer)) return session;
        session.close();
        throw handle.closedBefore(null);
    }

    @Override
    public Reply call(Request request) {
        Command command = checked(request);
        if (command != null && command.is(Flag.BLOCKING)) return await(request);
        handle.acquire(request);
        try {
            if (!handle.mayBlock(command)) {
                execute(request, command, builder);
                return builder.take();
            }
        } finally {
            handle.release(request.name());
        }
        return await(request);
    }

    private void execute(Request request, @Nullable Command command, ReplyBuilder into) {
        handle.dispatcher().execute(client, command, request.name(), request.arguments(), into, null);
    }

    private Reply await(Request request) {
        Outcome outcome = new Outcome();
        BlockingCall call = new BlockingCall(handle, client, request, outcome);
        waiting = call;
        try {
            call.start();
            return outcome.await(call);
        } catch (RedisConnectionException e) {
            broken |= e.phase() == Phase.UNKNOWN;
            throw e;
        } finally {
            waiting = null;
        }
    }

    private @Nullable Command checked(Request request) {
        if (closed)
            throw new RedisConnectionException(
                    "the session has been closed", handle.origin(request.name()), Phase.NOT_SENT);
        handle.checkOpen(request.name());
        if (broken || client.ended())
            throw new RedisConnectionException(
                    "the session is broken: an earlier call on it ended it",
                    handle.origin(request.name()),
                    Phase.NOT_SENT);
        if (ConnectionState.isStreaming(request))
            throw handle.unsupported(request.name(), "ends the dialogue of request and reply; use its own API");
        return handle.dispatcher().find(request.name());
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        new Batch(handle, requests, handlers, this::checked) {
            @Override
            void execute(Request request, @Nullable Command command, ReplyBuilder into) {
                EngineSession.this.execute(request, command, into);
            }

            @Override
            Reply await(Request request) {
                return call(request);
            }
        }.run();
    }

    @Override
    public void onPush(Consumer<Reply.Push> listener) {
        handle.dispatcher().acquire();
        try {
            client.onPush(listener);
        } finally {
            handle.dispatcher().release();
        }
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        handle.forget(closer);
        BlockingCall call = waiting;
        if (call != null) call.cancel("the session was closed while it waited");
        handle.dispatcher().acquire();
        try {
            handle.dispatcher().disconnect(client);
        } finally {
            handle.dispatcher().release();
        }
    }
}
