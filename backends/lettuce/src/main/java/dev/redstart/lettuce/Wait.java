package dev.redstart.lettuce;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.server.ServerSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A caller's thread that waits for one reply. */
final class Wait extends CompletableFuture<Reply> implements ReplyHandler {

    @Override
    public void onReply(Reply reply) {
        complete(reply);
    }

    @Override
    public void onFailure(RedisException failure) {
        completeExceptionally(failure);
    }

    /** The reply, however often the thread is interrupted meanwhile; its flag is set again. */
    Reply uninterruptibly() {
        return uninterruptibly(this);
    }

    /**
     * The reply.
     *
     * @param giveUp called when the thread is interrupted; fails this wait, unless the reply has come before
     */
    Reply interruptibly(Runnable giveUp) {
        try {
            return outcome(this);
        } catch (InterruptedException e) {
            giveUp.run();
            try {
                return uninterruptibly();
            } finally {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns when the outcome is there, whatever it is. */
    void settled() {
        try {
            uninterruptibly();
        } catch (RedisException e) {
            // Whoever asks for it gets it.
        }
    }

    /**
     * What another future of the driver brings.
     *
     * @throws RedisException the future's failure, or at once on a thread that must not wait
     */
    static <T> T until(CompletableFuture<T> future, ServerSettings settings, @Nullable String command) {
        Loops.mayWait(settings, command);
        return uninterruptibly(future);
    }

    private static <T> T uninterruptibly(CompletableFuture<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome(future);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static <T> T outcome(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }
}
