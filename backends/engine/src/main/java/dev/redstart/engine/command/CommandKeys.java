package dev.redstart.engine.command;

import dev.redstart.engine.catalog.KeyUse;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** COMMAND GETKEYS: the keys among the words of a command. */
final class CommandKeys {

    private static final CommandError INVALID = Errors.of("ERR Invalid command specified");
    private static final CommandError NO_KEYS = Errors.of("ERR The command has no key arguments");
    private static final CommandError INVALID_ARITY =
            Errors.of("ERR Invalid number of arguments specified for command");
    private static final CommandError INVALID_KEYS = Errors.of("ERR Invalid arguments specified for command");

    private CommandKeys() {}

    static void reply(Call call, boolean withFlags) {
        byte[][] args = Arrays.copyOfRange(call.args(), 2, call.count());
        Command command = find(call, args);
        if (!command.facts().hasKeys()) throw NO_KEYS;
        int words = args.length + 1;
        if (command.arity() > 0 ? command.arity() != words : words < -command.arity()) throw INVALID_ARITY;
        List<KeyUse> keys = KeyUse.of(command.facts(), args);
        if (keys.isEmpty()) {
            if (command.facts().flags().contains("no_mandatory_keys")) {
                call.reply().array(0);
                return;
            }
            throw INVALID_KEYS;
        }
        call.reply().array(keys.size());
        for (KeyUse key : keys) {
            if (withFlags) call.reply().array(2);
            call.reply().blob(args[key.position()]);
            if (withFlags) flags(call.reply(), key.flags());
        }
    }

    private static void flags(ReplySink reply, List<String> flags) {
        List<String> shown = flags.stream()
                .filter(f -> !f.equals("variable_flags") && !f.equals("incomplete"))
                .toList();
        reply.set(shown.size());
        for (String flag : shown) reply.text(flag);
    }

    private static Command find(Call call, byte[][] args) {
        String name = new String(call.arg(1), StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        Command command = call.dispatcher().find(name);
        if (command == null) throw INVALID;
        if (command.subcommands().isEmpty()) return command;
        if (args.length == 0) return command;
        Command sub =
                command.subcommands().get(new String(args[0], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT));
        if (sub == null) throw INVALID;
        return sub;
    }
}
