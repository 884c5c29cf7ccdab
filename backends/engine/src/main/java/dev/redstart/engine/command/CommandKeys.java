package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * COMMAND GETKEYS: the keys among the words of a command. Key specifications say it for nearly all; SORT may have its
 * target anywhere, and MIGRATE has either the one or the others.
 */
final class CommandKeys {

    /** A key's position among the arguments, and what is done with it. */
    private record Key(int position, List<String> flags) {}

    private static final CommandError INVALID = Errors.of("ERR Invalid command specified");
    private static final CommandError NO_KEYS = Errors.of("ERR The command has no key arguments");
    private static final CommandError INVALID_ARITY =
            Errors.of("ERR Invalid number of arguments specified for command");
    private static final CommandError INVALID_KEYS = Errors.of("ERR Invalid arguments specified for command");
    private static final List<String> TARGET = List.of("OW", "update");

    private CommandKeys() {}

    static void reply(Call call, boolean withFlags) {
        byte[][] args = Arrays.copyOfRange(call.args(), 2, call.count());
        Command command = find(call, args);
        if (CommandFacts.of(command).keys().stream().allMatch(k -> k.flags().contains("not_key"))) throw NO_KEYS;
        int words = args.length + 1;
        if (command.arity() > 0 ? command.arity() != words : words < -command.arity()) throw INVALID_ARITY;
        List<Key> keys = keys(command, args);
        if (keys.isEmpty()) {
            if (CommandFacts.of(command).flags().contains("no_mandatory_keys")) {
                call.reply().array(0);
                return;
            }
            throw INVALID_KEYS;
        }
        call.reply().array(keys.size());
        for (Key key : keys) {
            if (withFlags) call.reply().array(2);
            call.reply().blob(args[key.position]);
            if (withFlags) flags(call.reply(), key.flags);
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

    private static List<Key> keys(Command command, byte[][] args) {
        List<Key> keys = new ArrayList<>();
        switch (command.name()) {
            case "SORT" -> sort(args, keys);
            case "MIGRATE" -> {
                for (int i : Migration.positions(args)) keys.add(new Key(i, List.of("RW", "access", "delete")));
            }
            case "SET" -> keys.add(new Key(0, set(args)));
            default -> {
                boolean sound = true;
                for (KeySearch search : CommandFacts.of(command).keys()) {
                    if (search.flags().contains("not_key")) continue;
                    sound &= search.positions(args, i -> keys.add(new Key(i, search.flags())));
                }
                // One that cannot be found makes the whole command doubtful.
                if (!sound) keys.clear();
            }
        }
        return keys;
    }

    private static boolean is(byte[] word, String upper) {
        return new String(word, StandardCharsets.US_ASCII).equalsIgnoreCase(upper);
    }

    /** With GET it is read, too. */
    private static List<String> set(byte[][] args) {
        for (int i = 2; i < args.length; i++) if (is(args[i], "GET")) return List.of("RW", "access", "update");
        return TARGET;
    }

    private static void sort(byte[][] args, List<Key> keys) {
        keys.add(new Key(0, List.of("RO", "access")));
        int target = -1;
        for (int i = 1; i < args.length; i++) {
            if (is(args[i], "LIMIT")) i += 2;
            else if (is(args[i], "GET") || is(args[i], "BY")) i++;
            else if (is(args[i], "STORE") && i + 1 < args.length) target = ++i;
        }
        if (target > 0) keys.add(new Key(target, TARGET));
    }
}
