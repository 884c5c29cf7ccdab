package dev.redstart.engine;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What a thread that waits for a {@link BlockingCall} will be given. */
final class Outcome implements ReplyHandler {

    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Reply reply;
    private @Nullable RedisException failure;

    @Override
    public void onReply(Reply reply) {
        this.reply = reply;
        done.countDown();
    }

    @Override
    public void onFailure(RedisException failure) {
        this.failure = failure;
        done.countDown();
    }

    Reply await(BlockingCall call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    done.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    // A reply on its way is not given up: what it brings may have been taken out of the data.
                    if (call.withdraw()) throw call.failure("interrupted while it waited");
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
        if (failure != null) throw failure;
        if (reply == null) throw new IllegalStateException("neither reply nor failure");
        return reply;
    }
}
