package dev.redstart;

import dev.redstart.spi.Reply;
import org.jspecify.annotations.Nullable;

/** A script sent by its SHA1; sends its text when the server does not know it. */
final class ScriptResult<T extends @Nullable Object> extends PendingResult<T> {

    private final Command<T> byText;

    ScriptResult(Command<T> bySha1, Command<T> byText, Handle handle) {
        super(bySha1, handle, null);
        this.byText = byText;
    }

    @Override
    public void onReply(Reply reply) {
        if (Scripts.isUnknown(reply)) handle.transport.send(byText.request(), new Fallback());
        else super.onReply(reply);
    }

    /** Passes on what the second attempt brings. */
    private final class Fallback implements dev.redstart.spi.ReplyHandler {
        @Override
        public void onReply(Reply reply) {
            settle(reply);
        }

        @Override
        public void onFailure(dev.redstart.spi.RedisException failure) {
            settle(failure);
        }
    }
}
