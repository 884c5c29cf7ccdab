package dev.redstart;

import dev.redstart.spi.Lane;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one run of a transaction's body queues. */
final class TransactionView<K, V> implements Transaction<K, V> {

    private static final PendingResult.Unsent UNEXECUTED =
            new PendingResult.Unsent("this result has no value yet: its transaction has not been executed");

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
        PendingResult<T> result = new PendingResult<>(unblocked(command), handle, UNEXECUTED);
        queued.add(result);
        return result;
    }

    /** In a transaction nothing waits on the server, so the reply has an ordinary deadline. */
    private static <T extends @Nullable Object> Command<T> unblocked(Command<T> command) {
        Request request = command.request();
        if (request.lane() != Lane.BLOCKING) return command;
        byte[][] arguments = request.arguments();
        Request.Builder same = Request.write(request.name(), arguments.length);
        int[] keys = request.keyPositions();
        int nextKey = 0;
        for (int i = 0; i < arguments.length; i++) {
            if (nextKey == keys.length || keys[nextKey] != i) {
                same.arg(arguments[i]);
            } else {
                same.key(arguments[i]);
                nextKey++;
            }
        }
        return Command.of(same.route(request.route()).build(), command.decoder());
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

    /** Where it goes: to the node of the first command that belongs on one. */
    Route route() {
        return queued.stream()
                .map(result -> result.command.request().route())
                .filter(route -> route instanceof Route.Key || route instanceof Route.Node)
                .findFirst()
                .orElse(Route.ANY);
    }

    /** The requests, about to be sent: from here on a result can be waited for, but not be taken out any more. */
    List<Request> markSent() {
        queued.removeIf(result -> !result.markSent());
        return queued.stream().map(result -> result.command.request()).toList();
    }

    /** Each of those that do not know yet what became of them hears of {@code failure}. */
    void fail(RedisException failure) {
        for (PendingResult<?> result : queued) {
            result.markSent();
            result.onFailure(failure);
        }
    }

    void abandon(String why) {
        for (PendingResult<?> result : queued) result.abandon(why);
    }
}
