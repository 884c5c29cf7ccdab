package dev.redstart;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session of a {@link ScriptedTransport}: queues after MULTI and answers EXEC with what the script says to each. */
final class ScriptedSession implements Session {

    private final ScriptedTransport transport;
    private @Nullable List<Request> queue;
    private boolean broken;
    boolean closed;
    /** Hears what the test pushes. */
    Consumer<Reply.Push> pushes = push -> {};

    ScriptedSession(ScriptedTransport transport) {
        this.transport = transport;
    }

    @Override
    public Reply call(Request request) {
        if (closed || broken || transport.closed) throw transport.lost(request, Phase.NOT_SENT);
        Reply special = null;
        try {
            special = transport.inSession.apply(request);
        } catch (RedisException e) {
            broken = e.phase() == Phase.UNKNOWN;
            throw e;
        }
        if (special != null) transport.sent.add(ScriptedTransport.text(request));
        if (special instanceof Reply.Error) return special;
        List<Request> queued = queue;
        if (request.name().equals("MULTI")) {
            queue = new ArrayList<>();
        } else if (request.name().equals("EXEC") && queued != null) {
            queue = null;
            if (special == null) return exec(request, queued);
        } else if (queued != null) {
            queued.add(request);
            return Reply.QUEUED;
        }
        if (special == null && request.name().equals("WATCH")) special = noted(request);
        return special != null ? special : transport.answer(request);
    }

    private Reply noted(Request request) {
        transport.sent.add(ScriptedTransport.text(request));
        return Reply.OK;
    }

    private Reply exec(Request exec, List<Request> queued) {
        noted(exec);
        List<Reply> replies = new ArrayList<>();
        for (Request request : queued) replies.add(transport.answer(request));
        return new Reply.Array(replies);
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        for (int i = 0; i < requests.size(); i++) {
            Reply reply;
            try {
                reply = call(requests.get(i));
            } catch (RedisException e) {
                handlers.get(i).onFailure(e);
                continue;
            }
            handlers.get(i).onReply(reply);
        }
    }

    @Override
    public void onPush(Consumer<Reply.Push> listener) {
        pushes = listener;
    }

    @Override
    public void close() {
        closed = true;
    }
}
