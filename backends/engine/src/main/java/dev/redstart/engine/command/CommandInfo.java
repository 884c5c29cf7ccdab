package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.catalog.CommandFacts;
import dev.redstart.engine.catalog.KeySearch;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Commands;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.structure.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** COMMAND: the table about itself. */
final class CommandInfo {

    private static final String FLAGS = "loading stale";

    static final List<Command> COMMANDS = List.of(Command.container(
            "COMMAND",
            CommandInfo::all,
            of("COMMAND COUNT", 2, FLAGS, NONE, CommandInfo::commandCount),
            of("COMMAND DOCS", -2, FLAGS, NONE, CommandInfo::docs),
            of("COMMAND GETKEYS", -3, FLAGS, NONE, call -> CommandKeys.reply(call, false)),
            of("COMMAND GETKEYSANDFLAGS", -3, FLAGS, NONE, call -> CommandKeys.reply(call, true)),
            of("COMMAND INFO", -2, FLAGS, NONE, CommandInfo::info),
            of("COMMAND LIST", -2, FLAGS, NONE, CommandInfo::list),
            Help.row(
                    "COMMAND",
                    FLAGS,
                    "(no subcommand)",
                    "    What is to be known about all commands.",
                    "COUNT",
                    "    How many there are.",
                    "LIST",
                    "    Their names.",
                    "INFO [<command-name> ...]",
                    "    What is to be known about some commands, or all.",
                    "DOCS [<command-name> ...]",
                    "    What some commands do, or all, and how they are written.",
                    "GETKEYS <full-command>",
                    "    The keys in a command.",
                    "GETKEYSANDFLAGS <full-command>",
                    "    The same, and what would be done with each.")));

    private CommandInfo() {}

    private static Commands commands(Call call) {
        return call.dispatcher().commands();
    }

    /** The name may be that of a subcommand, {@code client|list}. */
    private static @Nullable Command find(Call call, byte[] name) {
        String words = new String(name, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return words.indexOf(' ') >= 0 ? null : commands(call).findWhole(words.replace('|', ' '));
    }

    private static void commandCount(Call call) {
        call.reply().integer(commands(call).all().size());
    }

    private static void all(Call call) {
        Collection<Command> all = commands(call).all();
        call.reply().array(all.size());
        for (Command command : all) describe(call.reply(), command);
    }

    private static void info(Call call) {
        if (call.count() == 1) {
            all(call);
            return;
        }
        call.reply().array(call.count() - 1);
        for (byte[] name : call.args(1, call.count())) {
            Command command = find(call, name);
            if (command == null) call.reply().nullBulk();
            else describe(call.reply(), command);
        }
    }

    private static void describe(ReplySink reply, Command command) {
        CommandFacts facts = command.facts();
        int[] range = KeySearch.legacyRange(facts.keys());
        reply.array(10);
        reply.blob(command.shownName());
        reply.integer(command.arity());
        reply.set(facts.flags().size());
        for (String flag : facts.flags()) reply.text(flag);
        for (int n : range) reply.integer(n);
        reply.set(facts.categories().size());
        for (String category : facts.categories()) reply.text("@" + category);
        reply.set(facts.tips().size());
        for (String tip : facts.tips()) reply.blob(tip);
        reply.set(facts.keys().size());
        for (KeySearch keys : facts.keys()) keySearch(reply, keys);
        Collection<Command> subcommands = command.subcommands().values();
        if (subcommands.isEmpty()) reply.set(0);
        else reply.array(subcommands.size());
        for (Command sub : subcommands) describe(reply, sub);
    }

    private static void keySearch(ReplySink reply, KeySearch keys) {
        reply.map(3);
        reply.blob("flags");
        reply.set(keys.flags().size());
        for (String flag : keys.flags()) reply.text(flag);
        reply.blob("begin_search");
        boolean behind = keys.begin().get(0).equals("keyword");
        step(reply, keys.begin(), behind ? List.of("keyword", "startfrom") : List.of("index"));
        reply.blob("find_keys");
        boolean range = keys.find().get(0).equals("range");
        List<String> names =
                range ? List.of("lastkey", "keystep", "limit") : List.of("keynumidx", "firstkey", "keystep");
        step(reply, keys.find(), names);
    }

    private static void step(ReplySink reply, List<String> words, List<String> names) {
        boolean unknown = words.get(0).equals("unknown");
        reply.map(2);
        reply.blob("type");
        reply.blob(words.get(0));
        reply.blob("spec");
        reply.map(unknown ? 0 : names.size());
        for (int i = 0; i < names.size() && !unknown; i++) {
            reply.blob(names.get(i));
            if (names.get(i).equals("keyword")) reply.blob(words.get(i + 1));
            else reply.integer(Integer.parseInt(words.get(i + 1)));
        }
    }

    private static void docs(Call call) {
        List<Command> wanted = new ArrayList<>();
        if (call.count() == 1) wanted.addAll(commands(call).all());
        for (byte[] name : call.args(1, call.count())) {
            Command command = find(call, name);
            if (command != null) wanted.add(command);
        }
        call.reply().map(wanted.size());
        for (Command command : wanted) CommandDocs.reply(call.reply(), command);
    }

    private static void list(Call call) {
        Predicate<Command> filter = filter(call);
        List<String> names = new ArrayList<>();
        for (Command command : commands(call).all()) {
            if (filter.test(command)) names.add(command.shownName());
            for (Command sub : command.subcommands().values()) if (filter.test(sub)) names.add(sub.shownName());
        }
        call.reply().array(names.size());
        for (String name : names) call.reply().blob(name);
    }

    private static Predicate<Command> filter(Call call) {
        if (call.count() == 1) return command -> true;
        if (call.count() != 4 || !call.is(1, "FILTERBY")) throw Errors.SYNTAX;
        byte[] wanted = call.arg(3);
        if (call.is(2, "PATTERN"))
            return command -> Glob.matches(wanted, command.shownName().getBytes(StandardCharsets.US_ASCII), true);
        if (call.is(2, "MODULE")) return command -> false;
        if (call.is(2, "ACLCAT")) {
            String category = new String(wanted, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            return command -> command.subcommands().isEmpty()
                    && command.facts().categories().contains(category);
        }
        throw Errors.SYNTAX;
    }
}
