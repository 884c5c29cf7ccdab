package dev.redstart.engine;

import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.engine.dispatch.Waiter;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;

/** A call that may wait: has a client and a reply of its own, and tells a handler when it is over. */
final class BlockingCall implements Waiter, Runnable {

    private final EngineHandle handle;
    private final ClientSession session;
    private final Request request;
    private final ReplyHandler handler;
    private final ReplyBuilder reply = new ReplyBuilder();

    BlockingCall(EngineHandle handle, ClientSession session, Request request, ReplyHandler handler) {
        this.handle = handle;
        this.session = session;
        this.request = request;
        this.handler = handler;
    }

    /** Runs the command; the handler hears now or later. What keeps it from running goes to the caller. */
    void start() {
        boolean done;
        if (!handle.onClose(this)) throw handle.closedBefore(request.name());
        try {
            handle.acquire(request);
        } catch (RedisException e) {
            handle.forget(this);
            throw e;
        }
        try {
            done = handle.dispatcher().execute(session, request.name(), request.arguments(), reply, this);
        } finally {
            handle.release(request.name());
        }
        if (done) answered();
    }

    @Override
    public void answered() {
        handle.forget(this);
        handler.onReply(reply.take());
    }

    @Override
    public void abandoned() {
        handle.forget(this);
        handler.onFailure(failure("the engine was closed while it waited"));
    }

    /** The handle was closed. */
    @Override
    public void run() {
        cancel("the handle was closed while it waited");
    }

    /** Gives up waiting, and the handler hears that; nothing happens when the reply is there or on its way. */
    void cancel(String why) {
        if (withdraw()) handler.onFailure(failure(why));
    }

    /** Gives up waiting, and the handler will not hear of it; false when the reply is there or on its way. */
    boolean withdraw() {
        handle.dispatcher().acquire();
        try {
            if (!handle.dispatcher().cancel(session)) return false;
        } finally {
            handle.dispatcher().release();
        }
        handle.forget(this);
        return true;
    }

    RedisConnectionException failure(String why) {
        return new RedisConnectionException(why, handle.origin(request.name()), Phase.UNKNOWN);
    }

    /** Starts it and waits for its reply, at most until this thread is interrupted. */
    static Reply await(EngineHandle handle, ClientSession session, Request request) {
        Outcome outcome = new Outcome();
        BlockingCall call = new BlockingCall(handle, session, request, outcome);
        call.start();
        return outcome.await(call);
    }
}
