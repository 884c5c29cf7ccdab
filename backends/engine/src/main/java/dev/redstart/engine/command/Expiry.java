package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** When keys expire. */
final class Expiry {

    static final List<Command> COMMANDS = List.of(
            of("EXPIRE", -3, "write fast", FIRST, call -> expire(call, ExpireTime.EX)),
            of("EXPIREAT", -3, "write fast", FIRST, call -> expire(call, ExpireTime.EXAT)),
            of("EXPIRETIME", 2, "readonly fast unlocked", FIRST, call -> expiry(call, true, 0)),
            of("PERSIST", 2, "write fast", FIRST, Expiry::persist),
            of("PEXPIRE", -3, "write fast", FIRST, call -> expire(call, ExpireTime.PX)),
            of("PEXPIREAT", -3, "write fast", FIRST, call -> expire(call, ExpireTime.PXAT)),
            of("PEXPIRETIME", 2, "readonly fast unlocked", FIRST, call -> expiry(call, false, 0)),
            of("PTTL", 2, "readonly fast unlocked", FIRST, call -> expiry(call, false, call.now())),
            of("TTL", 2, "readonly fast unlocked", FIRST, call -> expiry(call, true, call.now())));

    private static final CommandError NX_AND_OTHERS =
            Errors.of("ERR NX and XX, GT or LT options at the same time are not compatible");
    private static final CommandError GT_AND_LT =
            Errors.of("ERR GT and LT options at the same time are not compatible");

    private Expiry() {}

    private static void expire(Call call, ExpireTime unit) {
        boolean nx = false;
        boolean xx = false;
        boolean gt = false;
        boolean lt = false;
        for (int i = 2; i < call.count(); i++) {
            if (call.is(i, "NX")) nx = true;
            else if (call.is(i, "XX")) xx = true;
            else if (call.is(i, "GT")) gt = true;
            else if (call.is(i, "LT")) lt = true;
            else throw Errors.of("ERR Unsupported option " + new String(call.arg(i), StandardCharsets.UTF_8));
        }
        if (nx && (xx || gt || lt)) throw NX_AND_OTHERS;
        if (gt && lt) throw GT_AND_LT;
        byte[] key = call.arg(0);
        long at = unit.any(call, 1);
        long old = call.db().write(key) == null ? Keyspace.NO_KEY : call.db().expiry(key);
        boolean wanted = old != Keyspace.NO_KEY
                && !(nx && old != Keyspace.NO_EXPIRY)
                && !(xx && old == Keyspace.NO_EXPIRY)
                // A key that stays counts as one that expires after all others.
                && !(gt && (old == Keyspace.NO_EXPIRY || at <= old))
                && !(lt && old != Keyspace.NO_EXPIRY && at >= old);
        if (wanted) expireAt(call, key, at, call.args(2, call.count()));
        call.reply().integer(wanted ? 1 : 0);
    }

    /** Lets an existing key expire; in the past means now. Propagated with the time as such, and that behind it. */
    static void expireAt(Call call, byte[] key, long at, List<byte[]> conditions) {
        if (at <= call.due()) {
            call.db().remove(key);
            call.changed(key, EventClass.GENERIC, "del");
            call.propagateAs("DEL", key);
        } else {
            call.db().expiry(key, at);
            call.changed(key, EventClass.GENERIC, "expire");
            if (!call.isPropagated()) return;
            List<byte[]> words = new ArrayList<>(List.of(key, Numbers.toBytes(at)));
            words.addAll(conditions);
            call.propagateAs("PEXPIREAT", words);
        }
    }

    private static void persist(Call call) {
        call.reply().integer(call.db().write(call.arg(0)) != null && persist(call, call.arg(0)) ? 1 : 0);
    }

    /** Lets an existing key stay; false when it would have stayed. */
    static boolean persist(Call call, byte[] key) {
        if (call.db().expiry(key) == Keyspace.NO_EXPIRY) return false;
        call.db().expiry(key, Keyspace.NO_EXPIRY);
        call.changed(key, EventClass.GENERIC, "persist");
        return true;
    }

    /** -2 without key, -1 without expiry. */
    private static void expiry(Call call, boolean inSeconds, long since) {
        byte[] key = call.arg(0);
        long at = Keys.look(call, key) == null ? Keyspace.NO_KEY : call.looks().expiry(key);
        if (at >= 0) {
            at = Math.max(0, at - since);
            // Rounded to the nearest second; adding half of one first could overflow.
            if (inSeconds) at = at / 1000 + (at % 1000 >= 500 ? 1 : 0);
        }
        call.reply().integer(at);
    }
}
