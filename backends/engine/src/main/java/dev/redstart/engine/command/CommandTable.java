package dev.redstart.engine.command;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * All commands. A row reads
 *
 * <pre>
 * of("GETRANGE", 4, "readonly", FIRST, Strings::getRange)
 *     name      |   flags       keys   function
 *               arity
 * </pre>
 *
 * <ul>
 *   <li><b>name</b>: in upper case; {@code "OBJECT ENCODING"} for a subcommand, which stands inside
 *       {@code container("OBJECT", ...)}.
 *   <li><b>arity</b>: how many words, the name being one (for a subcommand, both). Negative: at least so many. Checked
 *       before the function runs, so a function relies on it.
 *   <li><b>flags</b>: as {@code COMMAND INFO} of Redis shows them, see {@link dev.redstart.engine.dispatch.Flag}. What
 *       decides here: {@code blocking} may wait and gets a client of its own, {@code unqueued} runs inside MULTI instead of
 *       being queued, {@code no_multi} is refused there; the rest is for those who ask.
 *   <li><b>keys</b>: which words are keys, see {@link dev.redstart.engine.dispatch.KeySpec}; positions count from the name,
 *       which is 0.
 *   <li><b>function</b>: a static method that takes a {@link dev.redstart.engine.dispatch.Call}.
 * </ul>
 */
public final class CommandTable {

    /** The version of Redis whose commands these are. */
    public static final String REDIS_VERSION = ServerConfig.REDIS_VERSION;

    private static final List<List<Command>> FAMILIES = List.of(
            Strings.COMMANDS,
            SetCommand.COMMANDS,
            Counters.COMMANDS,
            Bitmaps.COMMANDS,
            HyperLogLogs.COMMANDS,
            Hashes.COMMANDS,
            Lists.COMMANDS,
            Sets.COMMANDS,
            SortedSets.COMMANDS,
            Geo.COMMANDS,
            Streams.COMMANDS,
            Keys.COMMANDS,
            Expiry.COMMANDS,
            Sort.COMMANDS,
            ObjectCommands.COMMANDS,
            Payloads.COMMANDS,
            Migration.COMMANDS,
            TransactionCommands.COMMANDS,
            EvalCommands.COMMANDS,
            ScriptCommands.COMMANDS,
            FunctionCommands.COMMANDS,
            PubSubCommands.COMMANDS,
            Connection.COMMANDS,
            ClientCommands.COMMANDS,
            ServerCommands.COMMANDS,
            ConfigCommands.COMMANDS,
            ClusterCommands.COMMANDS,
            Administration.COMMANDS,
            SaveCommands.COMMANDS,
            SlowLogCommands.COMMANDS,
            LatencyCommands.COMMANDS,
            MemoryCommands.COMMANDS,
            DebugCommands.COMMANDS,
            AclCommands.COMMANDS,
            CommandInfo.COMMANDS);

    private CommandTable() {}

    /** The table, complete. */
    public static Commands create() {
        return create(row -> true);
    }

    /** The table, complete but for the rows that are not {@code offered}. */
    public static Commands create(Predicate<Command> offered) {
        List<Command> rows = new ArrayList<>();
        FAMILIES.forEach(rows::addAll);
        rows.removeIf(offered.negate());
        return new Commands(rows);
    }
}
