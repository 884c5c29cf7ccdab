package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Authentication;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** ACL, as far as there is one user who may do everything. */
final class AclCommands {

    private static final String ADMIN = "admin noscript loading stale";
    private static final String REFUSED = " refused";
    private static final String OPEN = "noscript loading stale";

    static final List<Command> COMMANDS = List.of(Command.container(
            "ACL",
            of("ACL CAT", -2, OPEN, NONE, AclCommands::cat),
            of("ACL DELUSER", -3, ADMIN + REFUSED, NONE, AclCommands::refuse),
            of("ACL DRYRUN", -4, ADMIN + REFUSED, NONE, AclCommands::refuse),
            of("ACL GENPASS", -2, OPEN + REFUSED, NONE, AclCommands::refuse),
            of("ACL GETUSER", 3, ADMIN, NONE, AclCommands::getUser),
            of("ACL LIST", 2, ADMIN, NONE, AclCommands::list),
            of("ACL LOAD", 2, ADMIN + REFUSED, NONE, AclCommands::refuse),
            of("ACL LOG", -2, ADMIN + REFUSED, NONE, AclCommands::refuse),
            of("ACL SAVE", 2, ADMIN + REFUSED, NONE, AclCommands::refuse),
            of("ACL SETUSER", -3, ADMIN + REFUSED, NONE, AclCommands::refuse),
            of("ACL USERS", 2, ADMIN, NONE, call -> names(call, Authentication.USER)),
            of("ACL WHOAMI", 2, OPEN, NONE, call -> call.reply().blob(Authentication.USER)),
            Help.row(
                    "ACL",
                    "loading stale",
                    "CAT [<category>]",
                    "    The categories of commands, or the commands of one.",
                    "GETUSER <username>",
                    "    What a user may do.",
                    "LIST",
                    "    The users, as a configuration file would say it.",
                    "USERS",
                    "    The names of the users.",
                    "WHOAMI",
                    "    The name of this connection's user.")));

    private AclCommands() {}

    private static void refuse(Call call) {
        throw Errors.of("ERR " + call.command().name()
                + " is not supported by this version of the engine: it has one user, " + Authentication.USER);
    }

    private static void names(Call call, String... names) {
        call.reply().array(names.length);
        for (String name : names) call.reply().blob(name);
    }

    private static void cat(Call call) {
        if (call.count() > 2) throw Errors.unknownUse(call.arg(0), "ACL");
        if (call.count() == 1) {
            names(call, Category.NAMES.toArray(String[]::new));
            return;
        }
        String category = new String(call.arg(1), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        if (!Category.NAMES.contains(category)) throw unknown(category);
        List<String> members = Category.members(call.dispatcher().commands(), category);
        names(call, members.toArray(String[]::new));
    }

    private static CommandError unknown(String category) {
        return Errors.of("ERR Unknown category '" + category + "'");
    }

    private static String password(Call call) {
        return call.dispatcher().authentication().isRequired()
                ? "#" + call.dispatcher().authentication().hash()
                : "nopass";
    }

    private static void list(Call call) {
        names(call, "user default on " + order(call) + " ~* &* +@all");
    }

    /** Redis names the flags first, then the passwords. */
    private static String order(Call call) {
        return call.dispatcher().authentication().isRequired()
                ? "sanitize-payload " + password(call)
                : "nopass sanitize-payload";
    }

    private static void getUser(Call call) {
        ReplySink reply = call.reply();
        if (!new String(call.arg(1), StandardCharsets.UTF_8).equals(Authentication.USER)) {
            reply.nullBulk();
            return;
        }
        boolean secured = call.dispatcher().authentication().isRequired();
        reply.map(6);
        reply.blob("flags");
        reply.set(secured ? 2 : 3);
        reply.blob("on");
        if (!secured) reply.blob("nopass");
        reply.blob("sanitize-payload");
        reply.blob("passwords");
        reply.array(secured ? 1 : 0);
        if (secured) reply.blob(call.dispatcher().authentication().hash());
        reply.blob("commands");
        reply.blob("+@all");
        reply.blob("keys");
        reply.blob("~*");
        reply.blob("channels");
        reply.blob("&*");
        reply.blob("selectors");
        reply.array(0);
    }
}
