package dev.redstart.engine;

import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many requests at once. They run in groups under one hold of the lock, which nearly doubles what contending callers get
 * done; the handlers of a group hear after it was released.
 */
abstract class Batch {

    /** Large enough to make the lock cheap, small enough not to keep others waiting. */
    private static final int GROUP = 32;

    private final EngineHandle handle;
    private final List<Request> requests;
    private final List<? extends ReplyHandler> handlers;
    private final Function<Request, @Nullable Command> check;
    private final Object[] outcomes = new Object[GROUP];

    Batch(
            EngineHandle handle,
            List<Request> requests,
            List<? extends ReplyHandler> handlers,
            Function<Request, @Nullable Command> check) {
        this.handle = handle;
        this.requests = requests;
        this.handlers = handlers;
        this.check = check;
    }

    /** Runs one that cannot wait, under the lock. */
    abstract void execute(Request request, @Nullable Command command, ReplyBuilder into);

    /** Runs one that may wait, without the lock. */
    abstract Reply await(Request request);

    final void run() {
        int next = 0;
        while (next < requests.size()) {
            int end = group(next);
            if (end == next) end = single(next);
            for (int i = next; i < end; i++) tell(handlers.get(i), outcomes[i - next]);
            next = end;
        }
    }

    /** Runs requests until one may wait, and returns that one's position. */
    private int group(int from) {
        int limit = Math.min(requests.size(), from + GROUP);
        Request first = requests.get(from);
        try {
            handle.checkOpen(first.name());
            handle.acquire(first);
        } catch (RedisException e) {
            outcomes[0] = e;
            return from + 1;
        }
        ReplyBuilder builder = new ReplyBuilder();
        int i = from;
        try {
            for (; i < limit; i++) {
                Request request = requests.get(i);
                try {
                    Command command = check.apply(request);
                    if (handle.mayBlock(command)) break;
                    execute(request, command, builder);
                    outcomes[i - from] = builder.take();
                } catch (RedisException e) {
                    outcomes[i - from] = e;
                }
            }
        } finally {
            release(i - from);
        }
        return i;
    }

    private void release(int ran) {
        try {
            handle.release(null);
        } catch (RedisException e) {
            Arrays.fill(outcomes, 0, ran, e);
        }
    }

    private int single(int at) {
        try {
            outcomes[0] = await(requests.get(at));
        } catch (RedisException e) {
            outcomes[0] = e;
        }
        return at + 1;
    }

    private static void tell(ReplyHandler handler, Object outcome) {
        if (outcome instanceof Reply reply) handler.onReply(reply);
        else handler.onFailure((RedisException) outcome);
    }
}
