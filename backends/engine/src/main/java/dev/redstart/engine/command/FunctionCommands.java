package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.ScriptRun;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.engine.persist.rdb.DumpPayload;
import dev.redstart.engine.persist.rdb.FunctionPayload;
import dev.redstart.engine.script.Functions;
import dev.redstart.engine.script.Library;
import dev.redstart.engine.script.ScriptFlag;
import dev.redstart.engine.script.Scripting;
import dev.redstart.engine.structure.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** FUNCTION: the libraries whose functions FCALL calls. */
final class FunctionCommands {

    static final List<Command> COMMANDS = List.of(Command.container(
            "FUNCTION",
            of("FUNCTION DELETE", 3, "write noscript", NONE, FunctionCommands::delete),
            of("FUNCTION DUMP", 2, "noscript", NONE, FunctionCommands::dump),
            of("FUNCTION FLUSH", -2, "write noscript", NONE, FunctionCommands::flush),
            of("FUNCTION KILL", 2, "noscript allow_busy", NONE, FunctionCommands::kill),
            of("FUNCTION LIST", -2, "noscript", NONE, FunctionCommands::list),
            of("FUNCTION LOAD", -3, "write denyoom noscript", NONE, FunctionCommands::load),
            of("FUNCTION RESTORE", -3, "write denyoom noscript", NONE, FunctionCommands::restore),
            of("FUNCTION STATS", 2, "noscript allow_busy", NONE, FunctionCommands::stats),
            Help.row(
                    "FUNCTION",
                    "loading stale",
                    "LOAD [REPLACE] <FUNCTION CODE>",
                    "    Adds a library.",
                    "DELETE <LIBRARY NAME>",
                    "    Takes a library away.",
                    "LIST [LIBRARYNAME PATTERN] [WITHCODE]",
                    "    The libraries and their functions.",
                    "STATS",
                    "    What runs now, and how much there is.",
                    "KILL",
                    "    Ends the function that runs now, unless it has written.",
                    "FLUSH [ASYNC|SYNC]",
                    "    Takes all libraries away.",
                    "DUMP",
                    "    All libraries, for RESTORE.",
                    "RESTORE <PAYLOAD> [FLUSH|APPEND|REPLACE]",
                    "    Adds what DUMP gave: in the place of all libraries, if there is none of the same",
                    "    name (the default), or in the place of those of the same name.")));

    private static final CommandError WRONG_CHECKSUM = Errors.of("ERR DUMP payload version or checksum are wrong");
    private static final CommandError BAD_FLUSH = Errors.of("ERR FUNCTION FLUSH only supports SYNC|ASYNC option");
    private static final CommandError BAD_POLICY =
            Errors.of("ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.");
    private static final CommandError NO_LIBRARY_NAME = Errors.of("ERR library name argument was not given");

    private FunctionCommands() {}

    private static Functions functions(Call call) {
        return Scripting.of(call.dispatcher()).functions();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void load(Call call) {
        boolean replace = false;
        for (int i = 1; i < call.count() - 1; i++) {
            if (!call.is(i, "REPLACE")) throw Errors.of("ERR Unknown option given: " + text(call.arg(i)));
            replace = true;
        }
        String name = functions(call).load(call.arg(call.count() - 1), replace, true);
        call.changedAside();
        call.reply().blob(name);
    }

    private static void delete(Call call) {
        functions(call).delete(text(call.arg(1)));
        call.changedAside();
        call.reply().ok();
    }

    private static void flush(Call call) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "FUNCTION");
        if (call.count() == 2 && !call.is(1, "SYNC") && !call.is(1, "ASYNC")) throw BAD_FLUSH;
        functions(call).clear();
        call.changedAside();
        call.reply().ok();
    }

    private static void dump(Call call) {
        call.reply().blob(FunctionPayload.write(functions(call).codes()));
    }

    private static void restore(Call call) {
        if (call.count() > 3) throw Errors.unknownUse(call.arg(0), "FUNCTION");
        Functions.Policy policy = call.count() == 3 ? policy(call) : Functions.Policy.APPEND;
        byte[] payload = call.arg(1);
        if (!DumpPayload.verify(payload, !call.dispatcher().saves().skipsChecksums())) throw WRONG_CHECKSUM;
        try {
            functions(call).restore(FunctionPayload.read(payload), policy);
        } catch (CorruptRdbException e) {
            throw Errors.of("ERR " + e.getMessage());
        }
        call.changedAside();
        call.reply().ok();
    }

    private static Functions.Policy policy(Call call) {
        for (Functions.Policy policy : Functions.Policy.values()) if (call.is(2, policy.name())) return policy;
        throw BAD_POLICY;
    }

    private static void kill(Call call) {
        call.dispatcher().scripts().kill(true);
        call.reply().ok();
    }

    private static void list(Call call) {
        boolean withCode = false;
        byte[] pattern = null;
        for (int i = 1; i < call.count(); i++) {
            if (!withCode && call.is(i, "WITHCODE")) {
                withCode = true;
            } else if (pattern == null && call.is(i, "LIBRARYNAME")) {
                if (!call.has(i, 1)) throw NO_LIBRARY_NAME;
                pattern = call.arg(++i);
            } else {
                throw Errors.of("ERR Unknown argument " + text(call.arg(i)));
            }
        }
        List<Library> shown = new ArrayList<>();
        for (Library library : functions(call).libraries())
            if (pattern == null || Glob.matches(pattern, library.name().getBytes(StandardCharsets.UTF_8), true))
                shown.add(library);
        call.reply().array(shown.size());
        for (Library library : shown) library(call.reply(), library, withCode);
    }

    private static void library(ReplySink reply, Library library, boolean withCode) {
        reply.map(withCode ? 4 : 3);
        reply.blob("library_name");
        reply.blob(library.name());
        reply.blob("engine");
        reply.blob("LUA");
        reply.blob("functions");
        reply.array(library.functions().size());
        for (Library.Function function : library.functions().values()) function(reply, function);
        if (!withCode) return;
        reply.blob("library_code");
        reply.blob(library.code());
    }

    private static void function(ReplySink reply, Library.Function function) {
        reply.map(3);
        reply.blob("name");
        reply.blob(function.name());
        reply.blob("description");
        if (function.description() == null) reply.nullBulk();
        else reply.blob(function.description());
        reply.blob("flags");
        reply.set(function.flags().size());
        for (ScriptFlag flag : function.flags()) reply.text(flag.word());
    }

    private static void stats(Call call) {
        ScriptRun run = call.dispatcher().scripts().current();
        if (run != null && !run.isFunction()) throw Errors.BUSY_SCRIPT;
        ReplySink reply = call.reply();
        reply.map(2);
        reply.blob("running_script");
        if (run == null) reply.nullBulk();
        else running(reply, run);
        reply.blob("engines");
        reply.map(1);
        reply.blob("LUA");
        reply.map(2);
        reply.blob("libraries_count");
        reply.integer(functions(call).libraries().size());
        reply.blob("functions_count");
        reply.integer(functions(call).count());
    }

    private static void running(ReplySink reply, ScriptRun run) {
        reply.map(3);
        reply.blob("name");
        reply.blob(run.name());
        reply.blob("command");
        reply.array(run.words().size());
        for (byte[] word : run.words()) reply.blob(word);
        reply.blob("duration_ms");
        reply.integer(TimeUnit.NANOSECONDS.toMillis(run.nanos()));
    }
}
