package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CLIENT: what a connection is called, and waking one that waits. */
final class ClientCommands {

    private static final String FLAGS = "noscript loading stale";
    private static final String ADMIN_FLAGS = "admin noscript loading stale";

    static final List<Command> COMMANDS = List.of(Command.container(
            "CLIENT",
            of("CLIENT GETNAME", 2, FLAGS, NONE, ClientCommands::getName),
            of("CLIENT ID", 2, FLAGS, NONE, call -> call.reply()
                    .integer(call.session().id())),
            of("CLIENT INFO", 2, FLAGS, NONE, ClientCommands::info),
            of("CLIENT NO-EVICT", 3, ADMIN_FLAGS, NONE, ClientCommands::noEvict),
            of("CLIENT NO-TOUCH", 3, FLAGS, NONE, ClientCommands::noTouch),
            of("CLIENT SETINFO", 4, FLAGS, NONE, ClientCommands::setInfo),
            of("CLIENT SETNAME", 3, FLAGS, NONE, ClientCommands::setName),
            of("CLIENT UNBLOCK", -3, ADMIN_FLAGS, NONE, ClientCommands::unblock)));

    private static final CommandError UNBLOCK_REASON =
            Errors.of("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");

    private ClientCommands() {}

    /** The fields of CLIENT INFO that a client in this JVM has; there is no socket and no buffer to speak of. */
    private static void info(Call call) {
        ClientSession client = call.session();
        String flags =
                (client.inTransaction() ? "x" : "") + (client.noEvict() ? "e" : "") + (client.noTouch() ? "T" : "");
        call.reply()
                .verbatim(
                        "txt",
                        ("id=" + client.id() + " addr=in-process name=" + client.name() + " flags="
                                        + (flags.isEmpty() ? "N" : flags) + " db=" + client.database() + " multi="
                                        + client.queued() + " watch=" + client.watched()
                                        + " cmd=client|info user=default resp="
                                        + client.protocol() + " lib-name=" + client.libraryName() + " lib-ver="
                                        + client.libraryVersion() + "\n")
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static void getName(Call call) {
        String name = call.session().name();
        if (name.isEmpty()) call.reply().nullBulk();
        else call.reply().blob(name);
    }

    private static void setName(Call call) {
        call.session().name(checkedName(call.arg(1), "Client names"));
        call.reply().ok();
    }

    /** Names stand in CLIENT LIST between blanks, so they hold none, nor anything that does not print. */
    static String checkedName(byte[] name, String what) {
        for (byte b : name) {
            if (b < '!' || b > '~')
                throw Errors.of("ERR " + what + " cannot contain spaces, newlines or special characters.");
        }
        return new String(name, StandardCharsets.US_ASCII);
    }

    private static void setInfo(Call call) {
        // The error names the attribute as it was typed.
        String attribute = new String(call.arg(1), StandardCharsets.UTF_8);
        if (call.is(1, "LIB-NAME")) call.session().libraryName(checkedName(call.arg(2), attribute));
        else if (call.is(1, "LIB-VER")) call.session().libraryVersion(checkedName(call.arg(2), attribute));
        else throw Errors.of("ERR Unrecognized option '" + attribute + "'");
        call.reply().ok();
    }

    private static boolean onOrOff(Call call) {
        if (call.is(1, "ON")) return true;
        if (call.is(1, "OFF")) return false;
        throw Errors.SYNTAX;
    }

    private static void noEvict(Call call) {
        call.session().noEvict(onOrOff(call));
        call.reply().ok();
    }

    private static void noTouch(Call call) {
        call.session().noTouch(onOrOff(call));
        call.reply().ok();
    }

    private static void unblock(Call call) {
        boolean error = false;
        if (call.count() > 3) throw Errors.unknownUse(call.arg(0), "CLIENT");
        if (call.count() == 3) {
            error = call.is(2, "ERROR");
            if (!error && !call.is(2, "TIMEOUT")) throw UNBLOCK_REASON;
        }
        boolean done = call.dispatcher().blocked().unblock(call.integer(1), error);
        call.reply().integer(done ? 1 : 0);
    }
}
