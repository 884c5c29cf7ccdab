package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.at;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import java.util.List;
import java.util.function.Consumer;

/** OBJECT: how a value is kept. Looking does not count as use. */
final class ObjectCommands {

    static final List<Command> COMMANDS = List.of(Command.container(
            "OBJECT",
            of("OBJECT ENCODING", 3, "readonly", at(2), ObjectCommands::encoding),
            of("OBJECT FREQ", 3, "readonly", at(2), ObjectCommands::freq),
            of("OBJECT IDLETIME", 3, "readonly", at(2), ObjectCommands::idleTime),
            of("OBJECT REFCOUNT", 3, "readonly", at(2), ObjectCommands::refCount),
            Help.row(
                    "OBJECT",
                    "loading stale",
                    "ENCODING <key>",
                    "    How the value at <key> is laid out in memory.",
                    "FREQ <key>",
                    "    How often <key> is used, on a logarithmic scale; with an LFU policy only.",
                    "IDLETIME <key>",
                    "    For how many seconds <key> has not been used.",
                    "REFCOUNT <key>",
                    "    How many keys share the value at <key>.")));

    private static final CommandError NO_LFU =
            Errors.of("ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when"
                    + " switching between policies at runtime LRU and LFU data will take some time to adjust.");

    private static final CommandError LFU =
            Errors.of("ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when"
                    + " switching between policies at runtime LRU and LFU data will take some time to adjust.");

    private ObjectCommands() {}

    private static void with(Call call, Consumer<Value> reply) {
        Value value = call.db().peek(call.arg(1));
        if (value == null) call.reply().nullBulk();
        else reply.accept(value);
    }

    private static void encoding(Call call) {
        with(call, value -> call.reply().blob(value.encoding()));
    }

    private static void freq(Call call) {
        with(call, value -> {
            if (!countsFrequencies(call)) throw NO_LFU;
            call.reply().integer(call.db().frequency(call.arg(1)));
        });
    }

    private static boolean countsFrequencies(Call call) {
        return call.dispatcher().time().usage().countsFrequencies();
    }

    private static void idleTime(Call call) {
        with(call, value -> {
            if (countsFrequencies(call)) throw LFU;
            call.reply().integer(call.db().idleSeconds(call.arg(1)));
        });
    }

    /**
     * Small integers are shared by all keys, which Redis shows as the largest count there is; not while their uses are to
     * be told apart, which it keeps with the value (and we with the key).
     */
    private static void refCount(Call call) {
        String policy = call.dispatcher().config().get("maxmemory-policy");
        boolean apart = call.dispatcher().memory().isLimited() && (policy.endsWith("lru") || policy.endsWith("lfu"));
        with(call, value -> call.reply()
                .integer(value instanceof StringValue s && s.isShared() && !apart ? Integer.MAX_VALUE : 1));
    }
}
