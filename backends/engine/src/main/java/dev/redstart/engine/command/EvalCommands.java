package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.counted;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.script.Scripting;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What runs scripts and functions. Shown to MONITOR before it runs, so that the commands it calls come after it; which of
 * them write decides the script itself.
 */
final class EvalCommands {

    private static final String FLAGS = "noscript stale skip_monitor no_mandatory_keys movablekeys runs_script ";
    private static final String WRITING = FLAGS + "may_replicate";
    private static final String READING = FLAGS + "readonly";

    static final List<Command> COMMANDS = List.of(
            of("EVAL", -3, WRITING, counted(2), call -> run(call, (s, c) -> s.eval(c, false)))
                    .writingWhere((dispatcher, args) -> Scripting.of(dispatcher).mayWrite(args[0])),
            of("EVALSHA", -3, WRITING, counted(2), call -> run(call, (s, c) -> s.evalSha(c, false)))
                    .writingWhere((dispatcher, args) -> Scripting.of(dispatcher).mayWriteKnown(args[0])),
            of("EVAL_RO", -3, READING, counted(2), call -> run(call, (s, c) -> s.eval(c, true))),
            of("EVALSHA_RO", -3, READING, counted(2), call -> run(call, (s, c) -> s.evalSha(c, true))),
            of("FCALL", -3, WRITING, counted(2), call -> run(call, (s, c) -> s.callFunction(c, false)))
                    .writingWhere((dispatcher, args) -> Scripting.of(dispatcher).mayFunctionWrite(args[0])),
            of("FCALL_RO", -3, READING, counted(2), call -> run(call, (s, c) -> s.callFunction(c, true))));

    private EvalCommands() {}

    private static void run(Call call, BiConsumer<Scripting, Call> how) {
        call.dispatcher().show(call);
        how.accept(Scripting.of(call.dispatcher()), call);
    }
}
