package dev.redstart;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells one listener of the commands of one backend. */
final class CommandWatch {

    private final CommandListener listener;
    private final Capabilities backend;

    CommandWatch(CommandListener listener, Capabilities backend) {
        this.listener = listener;
        this.backend = backend;
    }

    /** Makes a call that waits for its reply. */
    Reply call(Request request, Supplier<Reply> call) {
        Watched watched = start(request, 1, null);
        try {
            Reply reply = call.get();
            watched.answered(reply);
            return reply;
        } catch (RuntimeException | Error e) {
            watched.failed(e);
            throw e;
        }
    }

    /** The handler for a command that is sent now; see {@link Watched#cancelling}. */
    Watched send(Request request, ReplyHandler handler) {
        return start(request, 1, handler);
    }

    /** The handlers for commands that go in one flush. */
    List<Watched> sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        List<Watched> watched = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) watched.add(start(requests.get(i), requests.size(), handlers.get(i)));
        return watched;
    }

    private Watched start(Request request, int batch, @Nullable ReplyHandler handler) {
        CommandListener.Ending ending = null;
        try {
            ending = listener.started(new CommandStart(request.name(), backend.backend(), backend.node(), batch));
        } catch (RuntimeException e) {
            Deliveries.report(e);
        }
        return new Watched(ending, handler);
    }

    /** One command under way: ends once, whichever of reply, failure and cancellation comes first. */
    static final class Watched implements ReplyHandler {

        private final CommandListener.@Nullable Ending ending;
        private final @Nullable ReplyHandler handler;
        private final AtomicBoolean ended = new AtomicBoolean();
        private final long started = System.nanoTime();

        private Watched(CommandListener.@Nullable Ending ending, @Nullable ReplyHandler handler) {
            this.ending = ending;
            this.handler = handler;
        }

        @Override
        public void onReply(Reply reply) {
            answered(reply);
            if (handler != null) handler.onReply(reply);
        }

        @Override
        public void onFailure(RedisException failure) {
            failed(failure);
            if (handler != null) handler.onFailure(failure);
        }

        /** The same cancellation, told. */
        Cancellation cancelling(Cancellation cancellation) {
            return () -> {
                end(CommandEnd.Outcome.CANCELLED, null, null);
                cancellation.cancel();
            };
        }

        private void answered(Reply reply) {
            if (reply instanceof Reply.Error error) end(CommandEnd.Outcome.ERROR, error.code(), null);
            else end(CommandEnd.Outcome.SUCCESS, null, null);
        }

        private void failed(Throwable failure) {
            end(CommandEnd.Outcome.of(failure), null, failure);
        }

        private void end(CommandEnd.Outcome outcome, @Nullable String errorCode, @Nullable Throwable failure) {
            if (ending == null || ended.getAndSet(true)) return;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
            try {
                ending.ended(new CommandEnd(outcome, elapsed, errorCode, failure));
            } catch (RuntimeException e) {
                Deliveries.report(e);
            }
        }
    }
}
