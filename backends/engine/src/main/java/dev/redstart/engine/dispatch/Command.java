package dev.redstart.engine.dispatch;

import dev.redstart.engine.catalog.CommandFacts;
import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the command table; see there for what the columns mean. Each engine has copies of its own, which count what
 * was done with them; apart from that it is immutable.
 */
public final class Command {

    private final String name;
    private final int arity;
    private final long flags;
    private final KeySpec keys;
    private final CommandFunction function;
    private final Map<String, Command> subcommands;
    private final boolean connectional;
    private final String shownName;
    private final boolean quick;
    /** Of one that may write: whether it may with these arguments. */
    private final BiPredicate<Dispatcher, byte[][]> writing;

    private final CommandStats stats = new CommandStats();
    private @Nullable CommandFacts facts;
    /** The first of the words it is made of. */
    private final String word;

    private Command(
            String name,
            int arity,
            long flags,
            KeySpec keys,
            CommandFunction function,
            BiPredicate<Dispatcher, byte[][]> writing,
            List<Command> subcommands) {
        this.name = name;
        this.arity = arity;
        this.flags = flags;
        this.keys = keys;
        this.function = function;
        this.writing = writing;
        this.subcommands = new LinkedHashMap<>();
        this.quick = is(Flag.FAST) || is(Flag.SAMPLED);
        this.shownName = name.toLowerCase(Locale.ROOT).replace(' ', '|');
        this.word = name.indexOf(' ') < 0 ? name : name.substring(0, name.indexOf(' '));
        this.connectional = name.equals("CLIENT") || ConnectionState.isChangedBy(Request.of(name));
        for (Command sub : subcommands) this.subcommands.put(sub.name.substring(name.length() + 1), sub);
    }

    /** A command. */
    public static Command of(String name, int arity, String flags, KeySpec keys, CommandFunction function) {
        return new Command(name, arity, Flag.parse(flags), keys, function, (dispatcher, args) -> true, List.of());
    }

    /** The same for one whose flags say that it may write, where that holds only of some arguments. */
    public Command writingWhere(BiPredicate<Dispatcher, byte[][]> condition) {
        return new Command(name, arity, flags, keys, function, condition, List.of());
    }

    /** A command whose first argument names one of these, whose names are {@code NAME SUBCOMMAND}. */
    public static Command container(String name, Command... subcommands) {
        return new Command(name, -2, 0, KeySpec.NONE, call -> {}, (dispatcher, args) -> true, List.of(subcommands));
    }

    /** The same for one that does something also when no argument is given. */
    public static Command container(String name, CommandFunction alone, Command... subcommands) {
        return new Command(
                name,
                -1,
                Flag.parse("loading stale"),
                KeySpec.NONE,
                alone,
                (dispatcher, args) -> true,
                List.of(subcommands));
    }

    /** The same with nothing counted, and its subcommands. */
    Command copy() {
        List<Command> copies = subcommands.values().stream().map(Command::copy).toList();
        return new Command(name, arity, flags, keys, function, writing, copies);
    }

    /** What was done with it. */
    public CommandStats stats() {
        return stats;
    }

    /** Whether it takes next to no time: it is enough to measure some of its runs. */
    boolean isQuick() {
        return quick;
    }

    /** In upper case; {@code OBJECT ENCODING} for a subcommand. */
    public String name() {
        return name;
    }

    /** Number of words, name included; negative means at least. */
    public int arity() {
        return arity;
    }

    public KeySpec keys() {
        return keys;
    }

    public boolean is(Flag flag) {
        return (flags & flag.bit) != 0;
    }

    /** Whether it may change the data, or is sent to replicas, with these arguments. */
    boolean mayWrite(Dispatcher dispatcher, byte[][] args) {
        return Pause.isWrite(this) && writing.test(dispatcher, args);
    }

    public CommandFunction function() {
        return function;
    }

    /** By their own word in upper case; empty unless it is a container. */
    public Map<String, Command> subcommands() {
        return subcommands;
    }

    /** Whether it may change the state of its connection; {@link ConnectionState} knows for sure. */
    public boolean isConnectional() {
        return connectional;
    }

    /** How Redis shows the name: {@code object|encoding}. */
    public String shownName() {
        return shownName;
    }

    /** What the table of Redis' commands says about it. */
    public CommandFacts facts() {
        CommandFacts known = facts;
        if (known == null) facts = known = CommandFacts.of(shownName);
        return known;
    }

    /** Length of its words together. */
    long bytes(byte[][] args) {
        long bytes = word.length();
        for (byte[] arg : args) bytes += arg.length;
        return bytes;
    }

    /** Length of the request in RESP. */
    long requestBytes(byte[][] args) {
        long bytes = 3 + digits(args.length + 1) + framed(word.length());
        for (byte[] arg : args) bytes += framed(arg.length);
        return bytes;
    }

    private static long framed(int length) {
        return 5L + digits(length) + length;
    }

    private static int digits(int n) {
        return Integer.toString(n).length();
    }

    boolean isContainer() {
        return !subcommands.isEmpty();
    }

    @Nullable
    Command subcommand(String word) {
        return subcommands.get(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it may have so many arguments. */
    public boolean takes(int arguments) {
        int words = arguments + 1;
        return arity >= 0 ? words == arity : words >= -arity;
    }
}
