package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.Replies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * CLIENT: what a connection is called and wants; {@link ClientAdministration} looks at others and acts on them,
 * {@link TrackingCommands} has a client told of changes.
 */
final class ClientCommands {

    static final String FLAGS = "noscript loading stale";
    static final String ADMIN_FLAGS = "admin noscript loading stale";

    private static final List<Command> OWN = List.of(
            of("CLIENT GETNAME", 2, FLAGS, NONE, ClientCommands::getName),
            of("CLIENT ID", 2, FLAGS, NONE, call -> call.reply()
                    .integer(call.session().id())),
            of("CLIENT NO-EVICT", 3, ADMIN_FLAGS, NONE, ClientCommands::noEvict),
            of("CLIENT NO-TOUCH", 3, FLAGS, NONE, ClientCommands::noTouch),
            of("CLIENT REPLY", 3, FLAGS, NONE, ClientCommands::reply),
            of("CLIENT SETINFO", 4, FLAGS, NONE, ClientCommands::setInfo),
            of("CLIENT SETNAME", 3, FLAGS, NONE, ClientCommands::setName),
            Help.row(
                    "CLIENT",
                    "loading stale",
                    "CACHING (YES|NO)",
                    "    Whether the keys of the next command are tracked, in OPTIN and OPTOUT modes.",
                    "GETREDIR",
                    "    To which client invalidations are redirected.",
                    "GETNAME",
                    "    The name of this connection.",
                    "ID",
                    "    The number of this connection.",
                    "INFO",
                    "    What LIST says about this connection.",
                    "KILL <ip:port>",
                    "    Closes the connection from <ip:port>.",
                    "KILL <option> <value> [<option> <value> [...]]",
                    "    Closes the connections for which all of these hold:",
                    "    * ADDR (<ip:port>|<unixsocket>:0)",
                    "      It comes from there.",
                    "    * LADDR (<ip:port>|<unixsocket>:0)",
                    "      It was received there.",
                    "    * TYPE (NORMAL|MASTER|REPLICA|PUBSUB)",
                    "      It is of that type.",
                    "    * USER <username>",
                    "      It has authenticated as that user.",
                    "    * SKIPME (YES|NO)",
                    "      Whether this connection is left out (default: yes).",
                    "    * ID <client-id>",
                    "      It has that number.",
                    "    * MAXAGE <maxage>",
                    "      It is at least so many seconds old.",
                    "LIST [options ...]",
                    "    A line about each connection. Options are:",
                    "    * TYPE (NORMAL|MASTER|REPLICA|PUBSUB)",
                    "      Those of that type.",
                    "    * ID <client-id> [...]",
                    "      Those with these numbers.",
                    "UNPAUSE",
                    "    Ends a pause.",
                    "PAUSE <timeout> [WRITE|ALL]",
                    "    Keeps all commands, or writes, waiting for <timeout> milliseconds.",
                    "REPLY (ON|OFF|SKIP)",
                    "    Whether this connection gets replies.",
                    "SETNAME <name>",
                    "    Names this connection.",
                    "SETINFO <option> <value>",
                    "    Says what this client is. Options are:",
                    "    * LIB-NAME: name of its library.",
                    "    * LIB-VER: version of its library.",
                    "UNBLOCK <clientid> [TIMEOUT|ERROR]",
                    "    Ends the waiting of a client.",
                    "TRACKING (ON|OFF) [REDIRECT <id>] [BCAST] [PREFIX <prefix> [...]]",
                    "         [OPTIN] [OPTOUT] [NOLOOP]",
                    "    Whether this client is told which of the keys that it has read change.",
                    "TRACKINGINFO",
                    "    How the keys of this connection are tracked.",
                    "NO-EVICT (ON|OFF)",
                    "    Keeps this connection from being closed for the memory it takes.",
                    "NO-TOUCH (ON|OFF)",
                    "    Whether this connection's use of keys leaves their idle time as it is."));

    static final List<Command> COMMANDS = List.of(Command.container(
            "CLIENT",
            Stream.of(OWN, TrackingCommands.COMMANDS, ClientAdministration.COMMANDS)
                    .flatMap(List::stream)
                    .toArray(Command[]::new)));

    private ClientCommands() {}

    /** Only ON is answered; what comes after is the dispatcher's business. */
    private static void reply(Call call) {
        ClientSession session = call.session();
        if (call.is(1, "ON")) {
            session.replies(Replies.ON);
            call.unmute();
            call.reply().ok();
        } else if (call.is(1, "OFF")) {
            session.replies(Replies.OFF);
        } else if (call.is(1, "SKIP")) {
            if (session.replies() != Replies.OFF) session.replies(Replies.SKIP);
        } else {
            throw Errors.SYNTAX;
        }
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
}
