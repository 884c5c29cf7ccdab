package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.script.Scripting;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** SCRIPT: the scripts that EVALSHA runs. There is no debugger. */
final class ScriptCommands {

    static final List<Command> COMMANDS = List.of(Command.container(
            "SCRIPT",
            of("SCRIPT DEBUG", 3, "noscript", NONE, ScriptCommands::debug),
            of("SCRIPT EXISTS", -3, "noscript", NONE, ScriptCommands::exists),
            of("SCRIPT FLUSH", -2, "noscript", NONE, ScriptCommands::flush),
            of("SCRIPT KILL", 2, "noscript allow_busy", NONE, ScriptCommands::kill),
            of("SCRIPT LOAD", 3, "noscript stale", NONE, ScriptCommands::load),
            Help.row(
                    "SCRIPT",
                    "loading stale",
                    "DEBUG (YES|SYNC|NO)",
                    "    There is no debugger: NO only.",
                    "EXISTS <sha1> [<sha1> ...]",
                    "    Whether these scripts are kept, each 1 or 0.",
                    "FLUSH [ASYNC|SYNC]",
                    "    Forgets all scripts.",
                    "KILL",
                    "    Ends the script that runs now, unless it has written.",
                    "LOAD <script>",
                    "    Keeps a script without running it.")));

    private static final CommandError BAD_FLUSH = Errors.of("ERR SCRIPT FLUSH only support SYNC|ASYNC option");
    private static final CommandError BAD_DEBUG = Errors.of("ERR Use SCRIPT DEBUG YES/SYNC/NO");
    private static final CommandError NO_DEBUGGER = Errors.of("ERR the engine has no debugger for scripts");

    private ScriptCommands() {}

    private static Scripting scripting(Call call) {
        return Scripting.of(call.dispatcher());
    }

    private static void debug(Call call) {
        if (call.is(1, "YES") || call.is(1, "SYNC")) throw NO_DEBUGGER;
        if (!call.is(1, "NO")) throw BAD_DEBUG;
        call.reply().ok();
    }

    private static void exists(Call call) {
        call.reply().array(call.count() - 1);
        for (byte[] sha1 : call.args(1, call.count())) {
            boolean known = scripting(call).isKnown(new String(sha1, StandardCharsets.ISO_8859_1));
            call.reply().integer(known ? 1 : 0);
        }
    }

    private static void flush(Call call) {
        if (call.count() > 2 || call.count() == 2 && !call.is(1, "SYNC") && !call.is(1, "ASYNC")) throw BAD_FLUSH;
        scripting(call).forgetScripts();
        call.reply().ok();
    }

    private static void kill(Call call) {
        call.dispatcher().scripts().kill(false);
        call.reply().ok();
    }

    private static void load(Call call) {
        call.reply().blob(scripting(call).load(call.arg(1)));
    }
}
