package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.ALL;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import java.util.List;

/** Transactions; what they mean is in {@link dev.redstart.engine.dispatch.Transactions}. */
final class TransactionCommands {

    static final List<Command> COMMANDS = List.of(
            of("DISCARD", 1, "noscript loading stale fast allow_busy unqueued", NONE, TransactionCommands::discard),
            of("EXEC", 1, "noscript loading stale skip_slowlog unqueued", NONE, TransactionCommands::exec),
            of("MULTI", 1, "noscript loading stale fast allow_busy unqueued", NONE, TransactionCommands::multi),
            of("UNWATCH", 1, "noscript loading stale fast allow_busy", NONE, TransactionCommands::unwatch),
            of("WATCH", -2, "noscript loading stale fast allow_busy unqueued", ALL, TransactionCommands::watch));

    private static final CommandError NESTED = Errors.of("ERR MULTI calls can not be nested");
    private static final CommandError WATCH_INSIDE = Errors.of("ERR WATCH inside MULTI is not allowed");
    private static final CommandError EXEC_WITHOUT = Errors.of("ERR EXEC without MULTI");
    private static final CommandError DISCARD_WITHOUT = Errors.of("ERR DISCARD without MULTI");

    private TransactionCommands() {}

    private static void multi(Call call) {
        if (call.session().inTransaction()) throw NESTED;
        call.dispatcher().transactions().begin(call.session());
        call.reply().ok();
    }

    private static void exec(Call call) {
        if (!call.session().inTransaction()) throw EXEC_WITHOUT;
        call.dispatcher().transactions().exec(call);
    }

    private static void discard(Call call) {
        if (!call.session().inTransaction()) throw DISCARD_WITHOUT;
        call.dispatcher().transactions().discard(call.session());
        call.reply().ok();
    }

    private static void watch(Call call) {
        if (call.session().inTransaction()) throw WATCH_INSIDE;
        for (byte[] key : call.args()) call.dispatcher().transactions().watch(call.session(), key);
        call.reply().ok();
    }

    private static void unwatch(Call call) {
        call.dispatcher().transactions().unwatch(call.session());
        call.reply().ok();
    }
}
