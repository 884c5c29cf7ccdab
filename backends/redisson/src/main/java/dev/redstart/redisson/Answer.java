package dev.redstart.redisson;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The outcome of a command that somebody waits for. */
final class Answer implements ReplyHandler {

    private final CountDownLatch here = new CountDownLatch(1);
    private @Nullable Reply reply;
    private @Nullable RedisException failure;

    @Override
    public void onReply(Reply answer) {
        reply = answer;
        here.countDown();
    }

    @Override
    public void onFailure(RedisException e) {
        failure = e;
        here.countDown();
    }

    /** Waits, also when interrupted; the flag stays set. */
    void await() {
        boolean interrupted = false;
        while (true) {
            try {
                here.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** Waits; what has come is not given up for an interrupt, as it may be an element that was popped. */
    void awaitInterruptibly() throws InterruptedException {
        try {
            here.await();
        } catch (InterruptedException e) {
            if (!isHere()) throw e;
            Thread.currentThread().interrupt();
        }
    }

    boolean isHere() {
        return here.getCount() == 0;
    }

    /** The reply, or the exception; once it {@link #isHere}. */
    Reply get() {
        if (reply != null) return reply;
        throw failure == null ? new IllegalStateException("nothing has come") : failure;
    }

    /** What went wrong, or null; once it {@link #isHere}. */
    @Nullable
    RedisException failure() {
        return failure;
    }
}
