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
        Command<T> bySha1 = Scripts.bySha1(handle, commands, script, keys, arguments);
        ScriptResult<T> result =
                new ScriptResult<>(bySha1, () -> Scripts.byText(handle, commands, script, bySha1.request()), handle);
        result.send();
        return result;
    }
}
