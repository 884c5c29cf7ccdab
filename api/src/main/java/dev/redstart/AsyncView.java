package dev.redstart;

import dev.redstart.spi.Lane;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link AsyncRedis}. */
record AsyncView<K, V>(Handle handle, Commands<K, V> commands) implements AsyncRedis<K, V> {

    @Override
    public <T extends @Nullable Object> Result<T> send(Command<T> command) {
        if (command.request().lane() == Lane.PINNED) throw handle.needsSession(command.request());
        PendingResult<T> result = new PendingResult<>(command, handle, null);
        result.send();
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
        ScriptResult<T> result = new ScriptResult<>(
                Scripts.bySha1(commands, script, keys, arguments),
                Scripts.byText(commands, script, keys, arguments),
                handle);
        result.send();
        return result;
    }
}
