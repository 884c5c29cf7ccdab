package dev.redstart.engine.acl;

import dev.redstart.engine.catalog.Category;
import dev.redstart.engine.catalog.CommandFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which commands may be run. Immutable.
 *
 * <p>Beside the set that results, the rules themselves are kept, in order, to be shown and written into files. A rule
 * about a command or category takes the place of an earlier one about the same, and of those about its subcommands; more
 * is not simplified, since {@code +@read -get +@read} means something else than any part of it.
 *
 * <p>Commands are those of Redis 8.0, whether the engine has them or not, so that it takes the rules of any server.
 */
final class CommandRules {

    /** {@code -@all}. */
    static final CommandRules NONE = new CommandRules(false, false, new BitSet(), Map.of(), List.of());
    /** {@code +@all}: also commands that nobody knows yet. */
    static final CommandRules ALL = new CommandRules(true, true, everything(), Map.of(), List.of());

    private final boolean beganWithAll;
    private final boolean unlimited;
    /** By id. */
    private final BitSet allowed;
    /** Of a command that is allowed only with some first argument, by its id: which, in lower case. */
    private final Map<Integer, Set<String>> firstArguments;
    /** Each with its sign. */
    private final List<String> rules;

    private CommandRules(
            boolean beganWithAll,
            boolean unlimited,
            BitSet allowed,
            Map<Integer, Set<String>> firstArguments,
            List<String> rules) {
        this.beganWithAll = beganWithAll;
        this.unlimited = unlimited;
        this.allowed = allowed;
        this.firstArguments = firstArguments;
        this.rules = rules;
    }

    private static BitSet everything() {
        BitSet all = new BitSet();
        all.set(0, CommandFacts.all().size());
        return all;
    }

    /** Whether every command is allowed, also one that is not known. */
    boolean isUnlimited() {
        return unlimited;
    }

    /** With one more rule, which begins with a sign. */
    CommandRules with(String rule) {
        boolean allow = rule.charAt(0) == '+';
        String name = rule.substring(1);
        if (name.equalsIgnoreCase("@all")) return allow ? ALL : NONE;
        if (name.startsWith("@")) return withCategory(allow, name.toLowerCase(Locale.ROOT));
        int bar = name.lastIndexOf('|');
        if (allow && bar >= 0) return withPart(name.substring(0, bar), name.substring(bar + 1), name);
        CommandFacts command = find(name);
        Change change = new Change(allow);
        change.command(command);
        return change.ruledBy(command.name());
    }

    private static CommandFacts find(String name) {
        CommandFacts command = CommandFacts.find(name);
        if (command == null) throw new RuleException(RuleException.Reason.UNKNOWN_COMMAND);
        return command;
    }

    private CommandRules withCategory(boolean allow, String category) {
        String name = category.substring(1);
        if (!Category.exists(name)) throw new RuleException(RuleException.Reason.UNKNOWN_COMMAND);
        Change change = new Change(allow);
        for (CommandFacts command : CommandFacts.all()) {
            if (command.categories().contains(name)) change.command(command);
        }
        return change.ruledBy(category);
    }

    /** {@code +command|word}: a subcommand, or of a command without any that first argument. */
    private CommandRules withPart(String name, String word, String whole) {
        CommandFacts command = find(name);
        if (command.isSubcommand()) throw new RuleException(RuleException.Reason.FIRST_ARGUMENT_OF_SUBCOMMAND);
        if (word.isEmpty()) throw new RuleException(RuleException.Reason.SYNTAX);
        Change change = new Change(true);
        if (!command.subcommands().isEmpty()) change.command(find(whole));
        else change.firstArgument(command, word);
        return change.ruledBy(whole.toLowerCase(Locale.ROOT));
    }

    /** Rules in the making. */
    private final class Change {

        private final boolean allow;
        private final BitSet commands = (BitSet) allowed.clone();
        private final Map<Integer, Set<String>> arguments = new HashMap<>(firstArguments);

        Change(boolean allow) {
            this.allow = allow;
        }

        void command(CommandFacts command) {
            commands.set(command.id(), allow);
            arguments.remove(command.id());
            for (CommandFacts sub : command.subcommands()) commands.set(sub.id(), allow);
        }

        void firstArgument(CommandFacts command, String argument) {
            Set<String> all = new TreeSet<>(arguments.getOrDefault(command.id(), Set.of()));
            all.add(argument.toLowerCase(Locale.ROOT));
            arguments.put(command.id(), all);
        }

        CommandRules ruledBy(String name) {
            List<String> all = new ArrayList<>(rules);
            all.removeIf(r ->
                    r.startsWith(name, 1) && (r.length() == name.length() + 1 || r.charAt(name.length() + 1) == '|'));
            all.add((allow ? "+" : "-") + name);
            return new CommandRules(beganWithAll, unlimited && allow, commands, arguments, all);
        }
    }

    /** Whether the command may be run with those arguments, whatever keys they are. */
    boolean allow(CommandFacts command, byte[][] args) {
        if (unlimited || command.flags().contains("no_auth")) return true;
        if (command.id() < 0) return beganWithAll;
        return allowed.get(command.id()) || isAllowedFirst(firstArguments.get(command.id()), args);
    }

    private static boolean isAllowedFirst(@Nullable Set<String> words, byte[][] args) {
        return words != null
                && args.length > 0
                && words.contains(Latin.text(args[0]).toLowerCase(Locale.ROOT));
    }

    /** As ACL GETUSER shows them. */
    @Override
    public String toString() {
        String first = beganWithAll ? "+@all" : "-@all";
        return rules.isEmpty() ? first : first + " " + String.join(" ", rules);
    }
}
