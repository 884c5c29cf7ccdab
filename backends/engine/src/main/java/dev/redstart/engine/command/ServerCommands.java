package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.Keyspace;
import java.time.Instant;
import java.util.List;

/** Whole databases, and the time. */
final class ServerCommands {

    static final List<Command> COMMANDS = List.of(
            of("DBSIZE", 1, "readonly fast", NONE, call -> call.reply()
                    .integer(call.db().size())),
            of("FLUSHALL", -1, "write", NONE, ServerCommands::flushAll),
            of("FLUSHDB", -1, "write", NONE, ServerCommands::flushDb),
            of("SWAPDB", 3, "write fast", NONE, ServerCommands::swapDb),
            of("TIME", 1, "loading stale fast", NONE, ServerCommands::time));

    private static final CommandError INVALID_FIRST = Errors.of("ERR invalid first DB index");
    private static final CommandError INVALID_SECOND = Errors.of("ERR invalid second DB index");

    private ServerCommands() {}

    /**
     * The collector frees the memory, whether ASYNC or SYNC. Redis, too, does both in the background except inside EXEC and
     * scripts, and counts what it frees there.
     */
    private static void flush(Call call, Keyspace db) {
        boolean async = call.count() == 1 && call.is(0, "ASYNC");
        if (call.count() > 1 || call.count() == 1 && !async && !call.is(0, "SYNC")) throw Errors.SYNTAX;
        if (async || call.mayBlock()) call.dispatcher().stats().lazyFreed += db.size();
        call.dispatcher().flush(db);
    }

    private static void flushDb(Call call) {
        flush(call, call.db());
        call.dispatcher().tracking().flushed();
        call.propagateAsSent();
        call.reply().ok();
    }

    private static void flushAll(Call call) {
        Databases databases = call.dispatcher().databases();
        for (int i = 0; i < databases.count(); i++) flush(call, databases.get(i));
        call.dispatcher().tracking().flushed();
        call.dispatcher().saves().flushed();
        call.propagateAsSent();
        call.reply().ok();
    }

    private static void swapDb(Call call) {
        if (call.dispatcher().cluster().isEnabled()) throw Errors.notInCluster("SWAPDB");
        int a = call.integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE, INVALID_FIRST);
        int b = call.integer(1, Integer.MIN_VALUE, Integer.MAX_VALUE, INVALID_SECOND);
        int count = call.dispatcher().databases().count();
        if (a < 0 || a >= count || b < 0 || b >= count) throw Errors.DB_OUT_OF_RANGE;
        if (a != b) call.dispatcher().swap(a, b);
        call.reply().ok();
    }

    private static void time(Call call) {
        Instant now = call.dispatcher().time().instant();
        call.reply().array(2);
        call.reply().blob(Long.toString(now.getEpochSecond()));
        call.reply().blob(Integer.toString(now.getNano() / 1000));
    }
}
