package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SET with its options, and the commands that are SET or GET with one: a value together with its expiry. */
final class SetCommand {

    static final List<Command> COMMANDS = List.of(
            of("GETEX", -2, "write fast", FIRST, SetCommand::getex),
            of("PSETEX", 4, "write denyoom", FIRST, call -> setex(call, ExpireTime.PX)),
            of("SET", -3, "write denyoom sampled", FIRST, SetCommand::set),
            of("SETEX", 4, "write denyoom", FIRST, call -> setex(call, ExpireTime.EX)));

    private static final long KEEP = -2;
    private static final byte[] PXAT = "PXAT".getBytes(StandardCharsets.US_ASCII);

    private SetCommand() {}

    private static void set(Call call) {
        if (call.count() == 2) {
            Strings.store(call, call.arg(0), call.arg(1));
            call.reply().ok();
        } else {
            setWithOptions(call);
        }
    }

    private static void setWithOptions(Call call) {
        boolean nx = false;
        boolean xx = false;
        boolean get = false;
        boolean keep = false;
        ExpireTime unit = null;
        int time = 0;
        for (int i = 2; i < call.count(); i++) {
            ExpireTime named = ExpireTime.named(call, i);
            if (named != null && !keep && (unit == null || unit == named) && call.has(i, 1)) {
                unit = named;
                time = ++i;
            } else if (call.is(i, "NX") && !xx) nx = true;
            else if (call.is(i, "XX") && !nx) xx = true;
            else if (call.is(i, "GET")) get = true;
            else if (call.is(i, "KEEPTTL") && unit == null) keep = true;
            else throw Errors.SYNTAX;
        }
        long expiry = unit == null ? keep ? KEEP : Keyspace.NO_EXPIRY : unit.positive(call, time);
        byte[] key = call.arg(0);
        StringValue old = get ? call.read(key, StringValue.class) : null;
        boolean exists = (nx || xx) && call.db().write(key) != null;
        boolean stored = !(nx && exists) && !(xx && !exists);
        if (stored) store(call, expiry);
        if (stored && unit == null && get && call.isPropagated()) propagateWithoutGet(call);
        if (get) Strings.reply(call.reply(), old);
        else if (stored) call.reply().ok();
        else call.reply().nullBulk();
    }

    private static void store(Call call, long expiry) {
        byte[] key = call.arg(0);
        if (expiry == KEEP) {
            call.db().replace(key, StringValue.of(call.arg(1)));
            call.changed(key, EventClass.STRING, "set");
        } else {
            store(call, call.arg(1), expiry);
        }
    }

    private static void propagateWithoutGet(Call call) {
        List<byte[]> words = call.args(0, call.count());
        List<byte[]> kept = new ArrayList<>(words.subList(0, 2));
        for (int i = 2; i < call.count(); i++) if (!call.is(i, "GET")) kept.add(words.get(i));
        call.propagateAs("SET", kept);
    }

    private static void store(Call call, byte[] value, long expiry) {
        byte[] key = call.arg(0);
        Strings.store(call, key, value);
        if (expiry == Keyspace.NO_EXPIRY) return;
        call.db().expiry(key, expiry);
        call.event(key, EventClass.GENERIC, "expire");
        if (call.isPropagated()) call.propagateAs("SET", key, value, PXAT, Numbers.toBytes(expiry));
    }

    private static void setex(Call call, ExpireTime unit) {
        store(call, call.arg(2), unit.positive(call, 1));
        call.reply().ok();
    }

    private static void getex(Call call) {
        boolean persist = false;
        @Nullable ExpireTime unit = null;
        int time = 0;
        for (int i = 1; i < call.count(); i++) {
            ExpireTime named = ExpireTime.named(call, i);
            if (named != null && !persist && (unit == null || unit == named) && call.has(i, 1)) {
                unit = named;
                time = ++i;
            } else if (call.is(i, "PERSIST") && unit == null) persist = true;
            else throw Errors.SYNTAX;
        }
        byte[] key = call.arg(0);
        StringValue value = call.read(key, StringValue.class);
        if (value != null) {
            if (unit != null) Expiry.expireAt(call, key, unit.positive(call, time), List.of());
            else if (persist && Expiry.persist(call, key)) call.propagateAs("PERSIST", key);
        }
        Strings.reply(call.reply(), value);
    }
}
