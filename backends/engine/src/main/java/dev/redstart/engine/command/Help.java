package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.KeySpec;
import dev.redstart.engine.dispatch.ReplySink;

/** The HELP subcommand of containers: a few lines of text. */
final class Help {

    private Help() {}

    /** Its row; {@code lines} are the subcommands and, indented, what they do. */
    static Command row(String container, String flags, String... lines) {
        return Command.of(container + " HELP", 2, flags, KeySpec.NONE, call -> reply(call, container, lines));
    }

    static void reply(Call call, String container, String... lines) {
        ReplySink reply = call.reply();
        reply.array(lines.length + 3);
        reply.text(container + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
        for (String line : lines) reply.text(line);
        reply.text("HELP");
        reply.text("    Print this help.");
    }
}
