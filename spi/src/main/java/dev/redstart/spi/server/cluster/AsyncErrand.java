package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An errand that nobody waits for. The first attempt leaves on the caller's thread, so that commands of one thread keep
 * their order; those after it leave on a worker's, for a driver's own threads must not wait.
 */
final class AsyncErrand implements ReplyHandler, Cancellation {

    private final Errand errand;
    private final Courier courier;
    private final Nodes nodes;
    private final Runnable done;
    private @Nullable Attempts attempts;
    private volatile Cancellation current = Cancellation.NONE;
    private volatile boolean cancelled;

    /** @param done runs once, when the errand has its outcome */
    AsyncErrand(Errand errand, Courier courier, Nodes nodes, Runnable done) {
        this.errand = errand;
        this.courier = courier;
        this.nodes = nodes;
        this.done = done;
    }

    /** Leaves; does not wait for the outcome. */
    void leave() {
        if (!courier.depart(errand)) {
            settle();
            return;
        }
        current = nodes.at(errand.target()).send(errand.request, this);
        // cancel() may have looked before it was there.
        if (cancelled) current.cancel();
    }

    @Override
    public void onReply(Reply reply) {
        errand.onReply(reply);
        if (reply instanceof Reply.Error) settle();
        else done.run();
    }

    @Override
    public void onFailure(RedisException failure) {
        errand.onFailure(failure);
        settle();
    }

    private void settle() {
        Attempts mine = attempts;
        if (mine == null) attempts = mine = courier.attempts();
        Attempts.Verdict verdict = mine.judge(errand);
        if (verdict == Attempts.Verdict.DONE || cancelled || !mine.areLeft()) done.run();
        else if (verdict == Attempts.Verdict.AGAIN_NOW) nodes.workers().execute(this::leaveAgain);
        else nodes.workers().schedule(this::leaveAgain, mine.pauseMillis(), TimeUnit.MILLISECONDS);
    }

    private void leaveAgain() {
        if (errand.asked() == null) {
            leave();
            return;
        }
        courier.doOne(errand);
        settle();
    }

    @Override
    public void cancel() {
        cancelled = true;
        current.cancel();
    }
}
