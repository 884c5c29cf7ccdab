package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.structure.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** COMMAND: the table about itself. */
final class CommandInfo {

    static final List<Command> COMMANDS = List.of(Command.container(
            "COMMAND",
            of("COMMAND COUNT", 2, "loading stale", NONE, CommandInfo::commandCount),
            of("COMMAND LIST", -2, "loading stale", NONE, CommandInfo::list)));

    private static final CommandError NO_CATEGORIES =
            Errors.of("ERR the engine has no ACL categories yet: FILTERBY takes PATTERN or MODULE");

    private CommandInfo() {}

    private static void commandCount(Call call) {
        call.reply().integer(call.dispatcher().commands().all().size());
    }

    private static void list(Call call) {
        Predicate<byte[]> filter = filter(call);
        List<byte[]> names = new ArrayList<>();
        for (Command command : call.dispatcher().commands().all()) {
            add(names, command, filter);
            for (Command sub : command.subcommands().values()) add(names, sub, filter);
        }
        call.reply().array(names.size());
        for (byte[] name : names) call.reply().blob(name);
    }

    private static void add(List<byte[]> names, Command command, Predicate<byte[]> filter) {
        byte[] name = command.name().toLowerCase(Locale.ROOT).replace(' ', '|').getBytes(StandardCharsets.US_ASCII);
        if (filter.test(name)) names.add(name);
    }

    private static Predicate<byte[]> filter(Call call) {
        if (call.count() == 1) return name -> true;
        if (call.count() != 4 || !call.is(1, "FILTERBY")) throw Errors.SYNTAX;
        byte[] wanted = call.arg(3);
        if (call.is(2, "PATTERN")) return name -> Glob.matches(wanted, name, true);
        if (call.is(2, "MODULE")) return name -> false;
        if (call.is(2, "ACLCAT")) throw NO_CATEGORIES;
        throw Errors.SYNTAX;
    }
}
