package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.acl.Latin;
import dev.redstart.engine.acl.Users;
import dev.redstart.engine.dispatch.AccessControl;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection's own state. */
final class Connection {

    private static final String FLAGS = "noscript loading stale fast no_auth allow_busy";

    static final List<Command> COMMANDS = List.of(
            of("AUTH", -2, FLAGS, NONE, Connection::auth),
            of("ECHO", 2, "loading stale fast", NONE, call -> call.reply().blob(call.arg(0))),
            of("HELLO", -1, FLAGS, NONE, Connection::hello),
            of("PING", -1, "fast while_listening", NONE, Connection::ping),
            of("QUIT", -1, FLAGS + " unqueued while_listening", NONE, Connection::quit),
            of("RESET", 1, FLAGS + " unqueued while_listening", NONE, Connection::reset),
            of("SELECT", 2, "loading stale fast", NONE, Connection::select));

    private static final CommandError NO_PASSWORD =
            Errors.of("ERR AUTH <password> called without any password configured for the default user."
                    + " Are you sure your configuration is correct?");
    private static final CommandError NO_PROTOCOL = Errors.of("NOPROTO unsupported protocol version");
    private static final CommandError PROTOCOL_NOT_AN_INTEGER =
            Errors.of("ERR Protocol version is not an integer or out of range");

    private static final CommandError NOT_AUTHENTICATED =
            Errors.of("NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto>"
                    + " AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol"
                    + " version at the same time");
    /** Among the nodes of a cluster; no user can have this name, for the blank in it. */
    private static final CommandError NO_INTERNAL_CONNECTION =
            Errors.of("ERR Cannot authenticate as an internal connection on non-cluster instances");

    private static final byte[] NOTHING = {};

    private Connection() {}

    private static void ping(Call call) {
        if (call.count() > 1) throw Errors.wrongArity("PING");
        if (call.session().isListening() && call.session().protocol() == 2) {
            // Shaped as a message, for that is what such a client expects.
            call.reply().array(2);
            call.reply().blob("pong");
            call.reply().blob(call.count() == 1 ? call.arg(0) : NOTHING);
            return;
        }
        if (call.count() == 1) call.reply().blob(call.arg(0));
        else call.reply().text("PONG");
    }

    private static void quit(Call call) {
        call.session().end();
        call.reply().ok();
    }

    private static void reset(Call call) {
        call.dispatcher().clients().reset(call.session());
        call.reply().text("RESET");
    }

    private static void select(Call call) {
        boolean sole = call.integer(0) == 0;
        if (call.dispatcher().cluster().isEnabled() && !sole) throw Errors.notInCluster("SELECT");
        call.session().database(call.database(0));
        call.reply().ok();
    }

    private static void auth(Call call) {
        if (call.count() > 2) throw Errors.SYNTAX;
        for (int i = 0; i < call.count(); i++) call.hide(i);
        boolean named = call.count() == 2;
        Users users = call.dispatcher().access().users();
        if (!named && users.defaultUser().rules().isWithoutPassword()) throw NO_PASSWORD;
        if (named && Latin.text(call.arg(0)).equals("internal connection")) throw NO_INTERNAL_CONNECTION;
        authenticate(call, named ? Latin.text(call.arg(0)) : Users.DEFAULT, call.arg(call.count() - 1));
        call.reply().ok();
    }

    private static void authenticate(Call call, String user, byte[] password) {
        AccessControl access = call.dispatcher().access();
        if (!access.login(call.session(), user, Latin.text(password), call.sentWord()))
            throw AccessControl.WRONG_PASSWORD;
    }

    private static void hello(Call call) {
        ClientSession session = call.session();
        int protocol = session.protocol();
        String name = null;
        int credentials = -1;
        if (call.count() > 0) {
            protocol = (int) Math.max(-1, Math.min(9, call.integer(0, PROTOCOL_NOT_AN_INTEGER)));
            if (protocol != 2 && protocol != 3) throw NO_PROTOCOL;
        }
        for (int i = 1; i < call.count(); i++) {
            if (call.is(i, "AUTH") && call.has(i, 2)) {
                credentials = i + 1;
                call.hide(++i);
                call.hide(++i);
            } else if (call.is(i, "SETNAME") && call.has(i, 1)) {
                name = ClientCommands.checkedName(call.arg(++i), "Client names");
            } else {
                throw Errors.of(
                        "ERR Syntax error in HELLO option '" + new String(call.arg(i), StandardCharsets.UTF_8) + "'");
            }
        }
        if (credentials > 0) authenticate(call, Latin.text(call.arg(credentials)), call.arg(credentials + 1));
        if (!session.isAuthenticated()) throw NOT_AUTHENTICATED;
        session.protocol(protocol);
        if (name != null) session.name(name);
        replyHello(call);
    }

    private static void replyHello(Call call) {
        ReplySink reply = call.reply();
        ClientSession session = call.session();
        reply.map(7);
        reply.blob("server");
        reply.blob("redis");
        reply.blob("version");
        reply.blob(CommandTable.REDIS_VERSION);
        reply.blob("proto");
        reply.integer(session.protocol());
        reply.blob("id");
        reply.integer(session.id());
        reply.blob("mode");
        reply.blob(call.dispatcher().cluster().mode());
        reply.blob("role");
        reply.blob("master");
        reply.blob("modules");
        reply.array(0);
    }
}
