package dev.redstart.engine.command;

import static dev.redstart.engine.command.ClientCommands.ADMIN_FLAGS;
import static dev.redstart.engine.command.ClientCommands.FLAGS;
import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.acl.Latin;
import dev.redstart.engine.acl.User;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientLine;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Clients;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.Pause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** CLIENT on all connections: who is there, and ending, waking and pausing them. */
final class ClientAdministration {

    static final List<Command> COMMANDS = List.of(
            of("CLIENT INFO", 2, FLAGS, NONE, ClientAdministration::info),
            of("CLIENT KILL", -3, ADMIN_FLAGS, NONE, ClientAdministration::kill),
            of("CLIENT LIST", -2, ADMIN_FLAGS, NONE, ClientAdministration::list),
            of("CLIENT PAUSE", -3, ADMIN_FLAGS, NONE, ClientAdministration::pause),
            of("CLIENT UNBLOCK", -3, ADMIN_FLAGS, NONE, ClientAdministration::unblock),
            of("CLIENT UNPAUSE", 2, ADMIN_FLAGS, NONE, ClientAdministration::unpause));

    private static final CommandError UNBLOCK_REASON =
            Errors.of("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    private static final CommandError PAUSE_MODE = Errors.of("ERR CLIENT PAUSE mode must be WRITE or ALL");
    static final CommandError TIMEOUT_NOT_AN_INTEGER = Errors.of("ERR timeout is not an integer or out of range");
    private static final CommandError INVALID_ID = Errors.of("ERR Invalid client ID");
    private static final CommandError ID_NOT_POSITIVE = Errors.of("ERR client-id should be greater than 0");
    private static final CommandError AGE_NOT_AN_INTEGER = Errors.of("ERR maxage is not an integer or out of range");
    private static final CommandError AGE_NOT_POSITIVE = Errors.of("ERR maxage should be greater than 0");
    private static final CommandError NO_SUCH_CLIENT = Errors.of("ERR No such client");
    private static final long MILLIS_PER_SECOND = 1000;

    private ClientAdministration() {}

    private static void info(Call call) {
        StringBuilder line = new StringBuilder();
        ClientLine.append(line, call.session(), call.now());
        text(call, line);
    }

    private static void text(Call call, StringBuilder lines) {
        call.reply().verbatim("txt", lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void list(Call call) {
        StringBuilder lines = new StringBuilder();
        if (call.count() == 3 && call.is(1, "TYPE")) {
            Predicate<ClientSession> type = type(call.arg(2));
            for (ClientSession s : call.dispatcher().clients().all()) {
                if (type.test(s)) ClientLine.append(lines, s, call.now());
            }
        } else if (call.count() > 2 && call.is(1, "ID")) {
            for (int i = 2; i < call.count(); i++) {
                ClientSession s = call.dispatcher().clients().find(call.integer(i, INVALID_ID));
                if (s != null) ClientLine.append(lines, s, call.now());
            }
        } else if (call.count() == 1) {
            for (ClientSession s : call.dispatcher().clients().all()) ClientLine.append(lines, s, call.now());
        } else {
            throw Errors.SYNTAX;
        }
        text(call, lines);
    }

    /** There are no masters and no replicas here. */
    private static Predicate<ClientSession> type(byte[] word) {
        String type = new String(word, StandardCharsets.UTF_8);
        return switch (type.toLowerCase(java.util.Locale.ROOT)) {
            case "normal" -> s -> !s.isListening() && !s.isMonitoring();
            case "pubsub" -> ClientSession::isListening;
            case "slave", "replica" -> ClientSession::isMonitoring;
            case "master" -> s -> false;
            default -> throw Errors.of("ERR Unknown client type '" + type + "'");
        };
    }

    private static void kill(Call call) {
        Clients clients = call.dispatcher().clients();
        if (call.count() == 2) {
            Predicate<ClientSession> there = from(call.arg(1));
            if (clients.end(there).isEmpty()) throw NO_SUCH_CLIENT;
            call.reply().ok();
        } else {
            call.reply().integer(clients.end(filter(call)).size());
        }
    }

    private static Predicate<ClientSession> from(byte[] address) {
        String wanted = new String(address, StandardCharsets.UTF_8);
        return s -> s.address().equals(wanted);
    }

    private static Predicate<ClientSession> filter(Call call) {
        Predicate<ClientSession> filter = s -> true;
        boolean skipMe = true;
        for (int i = 1; i < call.count(); i += 2) {
            if (!call.has(i, 1)) throw Errors.SYNTAX;
            if (call.is(i, "SKIPME")) skipMe = yesOrNo(call, i + 1);
            else filter = filter.and(condition(call, i));
        }
        ClientSession self = call.session();
        return skipMe ? filter.and(s -> s != self) : filter;
    }

    private static boolean yesOrNo(Call call, int i) {
        if (call.is(i, "YES")) return true;
        if (call.is(i, "NO")) return false;
        throw Errors.SYNTAX;
    }

    private static Predicate<ClientSession> condition(Call call, int i) {
        byte[] value = call.arg(i + 1);
        if (call.is(i, "ADDR")) return from(value);
        if (call.is(i, "TYPE")) return type(value);
        if (call.is(i, "ID")) {
            long id = call.integer(i + 1, ID_NOT_POSITIVE);
            if (id < 1) throw ID_NOT_POSITIVE;
            return s -> s.id() == id;
        }
        if (call.is(i, "LADDR")) {
            String wanted = new String(value, StandardCharsets.UTF_8);
            return s -> s.localAddress().equals(wanted);
        }
        if (call.is(i, "USER")) {
            String name = Latin.text(value);
            User user = call.dispatcher().access().users().find(name);
            if (user == null) throw Errors.of("ERR No such user '" + name + "'");
            return s -> s.user() == user;
        }
        if (call.is(i, "MAXAGE")) {
            long seconds = call.integer(i + 1, AGE_NOT_AN_INTEGER);
            if (seconds <= 0) throw AGE_NOT_POSITIVE;
            long now = call.now();
            return s -> (now - s.createdAt()) / MILLIS_PER_SECOND >= seconds;
        }
        throw Errors.SYNTAX;
    }

    private static void pause(Call call) {
        if (call.count() > 3) throw Errors.unknownUse(call.arg(0), "CLIENT");
        Pause.Mode mode = Pause.Mode.EVERYTHING;
        if (call.count() == 3) {
            if (call.is(2, "WRITE")) mode = Pause.Mode.WRITES;
            else if (!call.is(2, "ALL")) throw PAUSE_MODE;
        }
        long millis = call.integer(1, TIMEOUT_NOT_AN_INTEGER);
        if (millis < 0) throw Errors.TIMEOUT_NEGATIVE;
        if (millis > Long.MAX_VALUE - call.now()) throw Errors.TIMEOUT_OUT_OF_RANGE;
        call.dispatcher().pause().start(mode, call.now() + millis);
        call.reply().ok();
    }

    private static void unpause(Call call) {
        call.dispatcher().pause().end();
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
