package dev.redstart;

import dev.redstart.spi.Cancellation;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A script sent by its SHA1; sends its text when the server does not know it. The second request goes out on the thread
 * that brought the first answer: sending does not wait, and the executor may be busy with the very caller who waits here.
 */
final class ScriptResult<T extends @Nullable Object> extends PendingResult<T> {

    private final Supplier<Request> byText;
    private volatile Cancellation second = Cancellation.NONE;

    ScriptResult(Command<T> bySha1, Supplier<Request> byText, Handle handle) {
        super(bySha1, handle, null);
        this.byText = byText;
    }

    @Override
    public void onReply(Reply reply) {
        if (!Scripts.isUnknown(reply)) super.onReply(reply);
        else if (isUnderWay()) sendText();
    }

    private void sendText() {
        try {
            second = handle.transport.send(byText.get(), new SecondAnswer());
        } catch (RuntimeException e) {
            // A handler must not throw, and whoever waits has to hear.
            onFailure(Failures.brokenTransport(e, command.request(), handle.capabilities));
        }
        // cancel() may have come while it was being sent.
        if (!isUnderWay()) second.cancel();
    }

    @Override
    void withdraw() {
        super.withdraw();
        second.cancel();
    }

    /** Passes on what the text brings, even if that is NOSCRIPT again. */
    private final class SecondAnswer implements ReplyHandler {
        @Override
        public void onReply(Reply reply) {
            settle(reply);
        }

        @Override
        public void onFailure(RedisException failure) {
            ScriptResult.this.onFailure(failure);
        }
    }
}
