package dev.redstart;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one run of a transaction's body queues. */
final class TransactionView<K, V> implements Transaction<K, V> {

    private static final String UNEXECUTED = "this result has no value yet: its transaction has not been executed";

    private final Handle handle;
    private final Commands<K, V> commands;
    final List<PendingResult<?>> queued = new ArrayList<>();
    private boolean discarded;
    private boolean ended;

    TransactionView(Handle handle, Commands<K, V> commands) {
        this.handle = handle;
        this.commands = commands;
    }

    @Override
    public Commands<K, V> commands() {
        return commands;
    }

    @Override
    public <T extends @Nullable Object> Result<T> send(Command<T> command) {
        if (ended) throw new IllegalStateException("the transaction is over: its body has returned");
        if (command.request().lane() == Lane.PINNED) throw handle.needsSession(command.request());
        PendingResult<T> result = new PendingResult<>(command, handle, UNEXECUTED);
        queued.add(result);
        return result;
    }

    @Override
    public Result<Reply> call(Request request) {
        return send(Command.of(handle.byHand(request), Decoders.reply()));
    }

    @Override
    public <T extends @Nullable Object> Result<T> run(
            Script<T> script, List<? extends K> keys, List<? extends V> arguments) {
        Scripts.require(handle);
        return send(Scripts.byText(commands, script, keys, arguments));
    }

    @Override
    public <T extends @Nullable Object> Result<T> discard() {
        discarded = true;
        Command<T> nothing = Command.of(Request.of("DISCARD"), reply -> {
            throw new UnexpectedReply("no reply: it was never sent", reply);
        });
        PendingResult<T> result = new PendingResult<>(nothing, handle, null);
        result.abandon("the transaction was discarded by its body: it has no value");
        return result;
    }

    @Override
    public Result<@Nullable Void> commit() {
        Command<@Nullable Void> nothing = Command.of(Request.of("EXEC"), reply -> null);
        PendingResult<@Nullable Void> result = new PendingResult<>(nothing, handle, null);
        result.onReply(Reply.OK);
        return result;
    }

    boolean isDiscarded() {
        return discarded;
    }

    /** The body has returned: no more commands, and none of those that it cancelled. */
    void end() {
        ended = true;
        queued.removeIf(PendingResult::isDone);
    }

    void abandon(String why) {
        for (PendingResult<?> result : queued) result.abandon(why);
    }
}
