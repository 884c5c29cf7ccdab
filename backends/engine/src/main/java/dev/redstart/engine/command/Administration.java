package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.aof.AppendOnly;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.Host;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.ScriptRun;
import dev.redstart.engine.keyspace.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * The engine as a server: what it says about itself, ending it, and the commands of what it is not, a replica or a host of
 * modules.
 */
final class Administration {

    private static final String ADMIN = "admin noscript loading stale";

    static final List<Command> COMMANDS = List.of(
            of("INFO", -1, "loading stale", NONE, ServerInfo::reply),
            of("LOLWUT", -1, "readonly fast", NONE, Administration::lolwut),
            of("MONITOR", 1, ADMIN, NONE, Administration::monitor),
            of("REPLICAOF", 3, "admin noscript stale no_async_loading", NONE, Administration::replicaOf),
            of("ROLE", 1, "noscript loading stale fast", NONE, Administration::role),
            of("SHUTDOWN", -1, "admin noscript loading stale no_multi allow_busy", NONE, Administration::shutdown),
            of("SLAVEOF", 3, "admin noscript stale no_async_loading", NONE, Administration::replicaOf),
            of("WAIT", 3, "blocking", NONE, Administration::waitForReplicas),
            of("WAITAOF", 4, "blocking", NONE, Administration::waitForFile),
            Command.container(
                    "MODULE",
                    of("MODULE LIST", 2, "admin noscript", NONE, call -> call.reply()
                            .array(0)),
                    of(
                            "MODULE LOAD",
                            -3,
                            "admin noscript no_async_loading protected refused",
                            NONE,
                            Administration::noModules),
                    of(
                            "MODULE LOADEX",
                            -3,
                            "admin noscript no_async_loading protected refused",
                            NONE,
                            Administration::noModules),
                    of(
                            "MODULE UNLOAD",
                            3,
                            "admin noscript no_async_loading protected refused",
                            NONE,
                            Administration::noModules),
                    Help.row(
                            "MODULE",
                            "loading stale",
                            "LIST",
                            "    The modules loaded.",
                            "LOAD <path> [<arg> ...]",
                            "    Loads one.",
                            "LOADEX <path> [[CONFIG NAME VALUE]...] [ARGS ...]",
                            "    Loads one with parameters.",
                            "UNLOAD <name>",
                            "    Unloads one.")));

    private static final CommandError NO_MODULES = Errors.of("ERR the engine loads no modules");
    private static final CommandError NO_REPLICATION =
            Errors.of("ERR REPLICAOF is not supported by this version of the engine, except NO ONE");
    private static final CommandError NO_SHUTDOWN = Errors.of("ERR No shutdown in progress.");
    private static final CommandError BAD_PORT = Errors.of("ERR Invalid master port");
    private static final int MAX_PORT = 65_535;
    private static final CommandError NO_MONITOR = Errors.of("ERR MONITOR isn't allowed for DENY BLOCKING client");
    private static final CommandError NUMLOCAL =
            Errors.of("ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.");
    private static final CommandError NOT_IN_RANGE = Errors.of("ERR value is out of range, must be positive");

    private Administration() {}

    private static void noModules(Call call) {
        throw NO_MODULES;
    }

    private static void lolwut(Call call) {
        String poem = "A server, but nobody listens;\nno socket, no fork, and no screen.\n"
                + "The data of Redis, it glistens\nin heaps of a foreign machine.\n\n"
                + "Redis ver. " + CommandTable.REDIS_VERSION + "\n";
        call.reply().verbatim("txt", poem.getBytes(StandardCharsets.UTF_8));
    }

    private static void monitor(Call call) {
        if (call.session().link() == null) throw NO_MONITOR;
        if (call.session().isMonitoring()) return;
        call.dispatcher().clients().monitor(call.session());
        call.reply().ok();
    }

    private static void replicaOf(Call call) {
        if (!call.is(0, "NO") || !call.is(1, "ONE")) {
            call.integer(1, 0, MAX_PORT, BAD_PORT);
            throw NO_REPLICATION;
        }
        call.reply().ok();
    }

    private static void role(Call call) {
        ReplySink reply = call.reply();
        reply.array(3);
        reply.blob("master");
        reply.integer(0);
        reply.array(0);
    }

    private static void shutdown(Call call) {
        boolean save = false;
        boolean noSave = false;
        boolean now = false;
        boolean force = false;
        boolean abort = false;
        for (int i = 0; i < call.count(); i++) {
            if (call.is(i, "NOSAVE")) noSave = true;
            else if (call.is(i, "SAVE")) save = true;
            else if (call.is(i, "NOW")) now = true;
            else if (call.is(i, "FORCE")) force = true;
            else if (call.is(i, "ABORT")) abort = true;
            else throw Errors.SYNTAX;
        }
        if ((abort && call.count() > 1) || (save && noSave)) throw Errors.SYNTAX;
        if (abort) {
            if (!call.dispatcher().host().abortShutdown()) throw NO_SHUTDOWN;
            call.reply().ok();
            return;
        }
        ScriptRun script = call.dispatcher().scripts().current();
        if (script != null && !noSave) throw script.busy();
        String error = call.dispatcher().host().shutdown(new Host.Shutdown(save, noSave, now, force));
        if (error != null) throw Errors.of(error);
    }

    /** There are none: as many as there will ever be have everything at once, unless the client wants to wait for more. */
    private static void waitForReplicas(Call call) {
        long wanted = call.integer(0);
        checkTimeout(call, 1);
        if (wanted <= 0 || !call.mayBlock()) call.reply().integer(0);
        else call.waitUntil(deadline(call, 1), reply -> reply.integer(0));
    }

    private static void waitForFile(Call call) {
        long local = call.integer(0, 0, 1, Errors.outside(0, 1));
        long replicas = call.integer(1);
        if (replicas < 0) throw NOT_IN_RANGE;
        checkTimeout(call, 2);
        AppendOnly log = AppendOnly.of(call.dispatcher());
        if (local > 0 && !log.isEnabled()) throw NUMLOCAL;
        long unit = call.session().lastUnit();
        Consumer<ReplySink> safe = reply -> {
            if (local > 0 && !log.isEnabled()) {
                reply.error(NUMLOCAL.text());
                return;
            }
            reply.array(2);
            reply.integer(log.isSafe(unit) ? 1 : 0);
            reply.integer(0);
        };
        if (!call.mayBlock() || replicas == 0 && (local == 0 || log.isSafe(unit))) {
            safe.accept(call.reply());
            return;
        }
        Runnable wake = call.waitUntil(deadline(call, 2), safe);
        if (replicas == 0) log.whenSafe(unit, wake);
    }

    private static void checkTimeout(Call call, int i) {
        long millis = call.integer(i, ClientAdministration.TIMEOUT_NOT_AN_INTEGER);
        if (millis < 0) throw Errors.TIMEOUT_NEGATIVE;
        if (millis > Long.MAX_VALUE - call.now()) throw Errors.TIMEOUT_OUT_OF_RANGE;
    }

    private static long deadline(Call call, int i) {
        long millis = call.integer(i);
        return millis == 0 ? Value.NEVER : call.now() + millis;
    }
}
