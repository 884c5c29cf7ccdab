package dev.redstart.spi;

import java.util.concurrent.CompletableFuture;

/**
 * A reply that is still to come, as a stage. Completes with the reply (an error reply is a value) or exceptionally with a
 * {@link RedisException}. {@link #cancel(boolean)} withdraws a command that has not been sent; for one on the blocking
 * lane it closes that command's connection, so that the server stops waiting; any other runs on and its reply is dropped.
 */
public final class Pending extends CompletableFuture<Reply> implements ReplyHandler {

    private volatile Cancellation cancellation = Cancellation.NONE;

    /** Sends {@code request} by {@code transport}'s callback form. */
    static Pending send(Transport transport, Request request) {
        Pending pending = new Pending();
        pending.cancellation = transport.send(request, pending);
        return pending;
    }

    @Override
    public void onReply(Reply reply) {
        complete(reply);
    }

    @Override
    public void onFailure(RedisException failure) {
        completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) cancellation.cancel();
        return cancelled;
    }
}
