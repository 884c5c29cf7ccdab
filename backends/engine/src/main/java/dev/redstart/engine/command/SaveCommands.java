package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.aof.AppendOnly;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import java.util.List;

/** Writing the data into files. */
final class SaveCommands {

    private static final String ADMIN = "admin noscript no_async_loading";

    static final List<Command> COMMANDS = List.of(
            of("BGREWRITEAOF", 1, ADMIN, NONE, call -> call.reply()
                    .text(AppendOnly.of(call.dispatcher()).rewrite())),
            of("BGSAVE", -1, ADMIN, NONE, SaveCommands::background),
            of("LASTSAVE", 1, "loading stale fast", NONE, call -> call.reply()
                    .integer(call.dispatcher().saves().lastSave() / 1000)),
            of("SAVE", 1, ADMIN + " no_multi", NONE, SaveCommands::save));

    private SaveCommands() {}

    private static void save(Call call) {
        call.dispatcher().saves().save();
        call.reply().ok();
    }

    private static void background(Call call) {
        boolean schedule = call.count() == 1 && call.is(0, "SCHEDULE");
        if (call.count() > 0 && !schedule) throw Errors.SYNTAX;
        call.reply().text(call.dispatcher().saves().background(schedule));
    }

    /** DEBUG RELOAD [MERGE] [NOFLUSH] [NOSAVE]. */
    static void reload(Call call) {
        boolean merges = false;
        boolean flushes = true;
        boolean saves = true;
        for (int i = 1; i < call.count(); i++) {
            if (call.is(i, "MERGE")) merges = true;
            else if (call.is(i, "NOFLUSH")) flushes = false;
            else if (call.is(i, "NOSAVE")) saves = false;
            else throw Errors.of("ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");
        }
        call.dispatcher().saves().reload(saves, flushes, merges);
        call.reply().ok();
    }
}
