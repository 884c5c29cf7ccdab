package dev.redstart.examples.swap;

import dev.redstart.AsyncRedisCommands;
import dev.redstart.Command;
import dev.redstart.Commands;
import dev.redstart.Pipeline;
import dev.redstart.Result;
import dev.redstart.Script;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the typed commands that it is given and sends none, so that many backends can be given the very same ones. */
final class Recorder implements AsyncRedisCommands<String, String> {

    private final Pipeline never;
    private final List<Command<?>> commands = new ArrayList<>();

    /** @param never gives the results that the signatures ask for; not to be flushed */
    Recorder(Pipeline never) {
        this.never = never;
    }

    @Override
    public Commands<String, String> commands() {
        return never.commands();
    }

    @Override
    public <T extends @Nullable Object> Result<T> send(Command<T> command) {
        commands.add(command);
        Result<T> result = never.send(command);
        result.cancel();
        return result;
    }

    @Override
    public <T extends @Nullable Object> Result<T> run(
            Script<T> script, List<? extends String> keys, List<? extends String> arguments) {
        throw new UnsupportedOperationException("is more than one command: use eval");
    }

    /** All that it was given, in that order. */
    List<Command<?>> recorded() {
        return List.copyOf(commands);
    }
}
