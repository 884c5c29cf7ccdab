package dev.redstart;

import dev.redstart.spi.Lane;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link TypedPipeline}. */
class PipelineView<K, V> implements TypedPipeline<K, V> {

    private static final PendingResult.Unsent UNFLUSHED =
            new PendingResult.Unsent("this result has no value yet: its pipeline has not been flushed");

    private final Handle handle;
    private final Commands<K, V> commands;
    private List<PendingResult<?>> waiting = new ArrayList<>();
    private boolean closed;

    PipelineView(Handle handle, Commands<K, V> commands) {
        this.handle = handle;
        this.commands = commands;
    }

    @Override
    public Commands<K, V> commands() {
        return commands;
    }

    @Override
    public <T extends @Nullable Object> Result<T> send(Command<T> command) {
        if (closed) throw new IllegalStateException("the pipeline is closed");
        Request request = command.request();
        if (request.lane() == Lane.PINNED) throw handle.needsSession(request);
        if (request.lane() == Lane.BLOCKING)
            throw Failures.unsupported(
                    request.name() + " would block all that comes after it in the pipeline; use async()",
                    request.name(),
                    handle.capabilities);
        PendingResult<T> result = new PendingResult<>(command, handle, UNFLUSHED);
        waiting.add(result);
        return result;
    }

    @Override
    public Result<Reply> call(Request request) {
        return send(Command.of(handle.byHand(request), Decoders.reply()));
    }

    @Override
    public <T extends @Nullable Object> Result<T> run(
            Script<T> script, List<? extends K> keys, List<? extends V> arguments) {
        return send(Scripts.byText(handle, commands, script, keys, arguments));
    }

    @Override
    public int size() {
        dropCancelled();
        return waiting.size();
    }

    private void dropCancelled() {
        waiting.removeIf(PendingResult::isDone);
    }

    @Override
    public void flush() {
        if (closed) throw new IllegalStateException("the pipeline is closed");
        List<PendingResult<?>> results = waiting;
        waiting = new ArrayList<>();
        // What was taken back must not be sent, however late that was.
        results.removeIf(result -> !result.markSent());
        if (results.isEmpty()) return;
        List<Request> requests = new ArrayList<>(results.size());
        for (PendingResult<?> result : results) requests.add(result.command.request());
        try {
            handle.transport.sendAll(requests, results);
        } catch (RuntimeException e) {
            // It must not throw; if it does, nobody else will tell those that it has not told.
            for (PendingResult<?> result : results)
                result.onFailure(Failures.brokenTransport(e, result.command.request(), handle.capabilities));
        }
        RedisException first = null;
        for (PendingResult<?> result : results) {
            result.await(Long.MAX_VALUE);
            if (first == null) first = result.transportFailure();
        }
        if (first != null) throw first;
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        dropCancelled();
        if (waiting.isEmpty()) return;
        for (PendingResult<?> result : waiting) {
            result.abandon("this result has no value: its pipeline was closed without a flush");
        }
        throw new IllegalStateException(waiting.size()
                + " commands of the pipeline were never flushed, so they were not sent: call flush() before it closes");
    }

    /** The same for text. */
    static final class OfText extends PipelineView<String, String> implements Pipeline {
        OfText(Handle handle, Commands<String, String> commands) {
            super(handle, commands);
        }
    }
}
