package dev.redstart.engine.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a command that was sent and its run: whether there is such a command, whether this client may send it
 * now, whether the engine is able to. Who is refused is told why, and the refusal is counted. Used under the engine's lock.
 */
final class Gate {

    private static final Set<String> SPOKEN_BY_BROWSERS = Set.of("POST", "HOST:");

    private final Dispatcher dispatcher;

    Gate(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Runs the command, if nothing is against it. True when the reply, which may be a refusal, has been written.
     *
     * @param row null when there is no command of that name
     */
    boolean pass(
            ClientSession session,
            @Nullable Command row,
            String name,
            byte[][] args,
            ReplySink reply,
            @Nullable Waiter waiter) {
        session.lastCommand = row;
        session.lastName = name;
        Command command = row;
        if (command == null) {
            if (session.link() != null && SPOKEN_BY_BROWSERS.contains(name)) return hangUp(session);
            return refuse(session, null, reply, Errors.unknownCommand(name, args));
        }
        if (command.isContainer() && args.length > 0) {
            Command sub = command.subcommand(new String(args[0], StandardCharsets.ISO_8859_1));
            if (sub == null) return refuse(session, command, reply, Errors.unknownSubcommand(args[0], command.name()));
            command = sub;
            session.lastCommand = sub;
        }
        if (!command.takes(args.length)) return refuse(session, command, reply, Errors.wrongArity(command.name()));
        CommandError objection = objection(session, command, args);
        if (objection != null) return refuse(session, command, reply, objection);
        if (dispatcher.cluster().isEnabled()) {
            CommandError elsewhere = dispatcher.cluster().objection(session, command, args);
            if (elsewhere != null) return refuseSlot(session, command, reply, elsewhere);
        }
        if (dispatcher.memory().isWatched() && !dispatcher.scripts().isLent()) {
            session.call().begin(command, args, reply, waiter);
            CommandError full = dispatcher.memory().objection(session, command);
            if (session.ended()) return true;
            if (full != null) return refuse(session, command, reply, full);
        }
        return dispatcher.run(session, command, args, reply, waiter);
    }

    /** A web page has its visitor's browser talk to this port: better not listen to what follows. */
    private boolean hangUp(ClientSession session) {
        ClientLink link = session.link();
        session.end();
        if (link != null) link.close(false);
        return true;
    }

    /** Why this client may not send this command now; null when it may. */
    private @Nullable CommandError objection(ClientSession session, Command command, byte[][] args) {
        CommandError protection = command.is(Flag.PROTECTED) ? Protection.objection(session, command) : null;
        if (protection != null) return protection;
        if (dispatcher.access().awaitsLogin(session) && !command.is(Flag.NO_AUTH)) return Errors.NO_AUTH;
        if (session.transaction != null && session.inTransaction() && command.is(Flag.NO_MULTI))
            return Errors.NOT_IN_TRANSACTION;
        CommandError denial = dispatcher.access().objection(session, command, args);
        if (denial != null) return denial;
        if (session.isListening() && session.protocol() == 2 && !command.is(Flag.WHILE_LISTENING))
            return Errors.notWhileListening(command);
        if (session.isMonitoring() && (command.is(Flag.READONLY) || Pause.isWrite(command)))
            return Errors.NOT_WHILE_MONITORING;
        if (dispatcher.saves().isLoading() && !command.is(Flag.LOADING)) return Errors.LOADING;
        ScriptRun script = dispatcher.scripts().current();
        if (script != null && !command.is(Flag.ALLOW_BUSY)) return script.busy();
        if (!dispatcher.propagation().isHeard() && !dispatcher.saves().hasFailed()) return null;
        boolean needsDisk = command.is(Flag.WRITE) || command.name().equals("PING");
        if (!needsDisk) return null;
        CommandError refusal = dispatcher.saves().objection();
        return refusal != null ? refusal : dispatcher.propagation().refusal();
    }

    private boolean refuse(ClientSession session, @Nullable Command command, ReplySink reply, CommandError error) {
        if (command != null) command.stats().rejected++;
        CommandError told = error;
        if (command != null && Dispatcher.runsQueue(command)) {
            // An EXEC that cannot run ends the transaction all the same.
            dispatcher.transactions().discard(session);
            told = Errors.execAbort(error);
        }
        dispatcher.transactions().refuse(session);
        dispatcher.stats().countError(told.text());
        reply.error(told.text());
        return true;
    }

    /** Not as {@link #refuse}: clients of a cluster look at the code, so EXEC tells it as it is. */
    private boolean refuseSlot(ClientSession session, Command command, ReplySink reply, CommandError error) {
        if (!Dispatcher.runsQueue(command)) return refuse(session, command, reply, error);
        dispatcher.transactions().discard(session);
        return refuse(session, null, reply, error);
    }
}
