package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.SlowLog;
import java.util.List;

/** SLOWLOG: the commands that took long. */
final class SlowLogCommands {

    private static final String FLAGS = "admin loading stale";

    static final List<Command> COMMANDS = List.of(Command.container(
            "SLOWLOG",
            of("SLOWLOG GET", -2, FLAGS, NONE, SlowLogCommands::get),
            of("SLOWLOG LEN", 2, FLAGS, NONE, call -> call.reply()
                    .integer(slowLog(call).size())),
            of("SLOWLOG RESET", 2, FLAGS, NONE, SlowLogCommands::reset),
            Help.row(
                    "SLOWLOG",
                    "loading stale",
                    "GET [<count>]",
                    "    The last <count> commands that took long (default: 10, -1 means all):",
                    "    number, time, microseconds, the command's words, address and name of its client.",
                    "LEN",
                    "    How many there are.",
                    "RESET",
                    "    Forgets them.")));

    private static final CommandError COUNT = Errors.of("ERR count should be greater than or equal to -1");
    private static final long DEFAULT_COUNT = 10;

    private SlowLogCommands() {}

    private static SlowLog slowLog(Call call) {
        return call.dispatcher().stopwatch().slowLog();
    }

    private static void reset(Call call) {
        slowLog(call).clear();
        call.reply().ok();
    }

    private static void get(Call call) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "SLOWLOG");
        long count = call.count() == 2 ? call.integer(1, COUNT) : DEFAULT_COUNT;
        if (count < -1) throw COUNT;
        List<SlowLog.Entry> entries = slowLog(call).latest(count == -1 ? Long.MAX_VALUE : count);
        ReplySink reply = call.reply();
        reply.array(entries.size());
        for (SlowLog.Entry e : entries) {
            reply.array(6);
            reply.integer(e.id());
            reply.integer(e.seconds());
            reply.integer(e.micros());
            reply.array(e.words().size());
            for (byte[] word : e.words()) reply.blob(word);
            reply.blob(e.address());
            reply.blob(e.name());
        }
    }
}
