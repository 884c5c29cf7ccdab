package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.ALL;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands on strings: whole values and parts of them. Counting stands in {@link Counters}, SET in {@link SetCommand}. */
final class Strings {

    static final List<Command> COMMANDS = List.of(
            of("APPEND", 3, "write denyoom fast", FIRST, Strings::append),
            of("GET", 2, "readonly fast unlocked", FIRST, Strings::get),
            of("GETDEL", 2, "write fast", FIRST, Strings::getDel),
            of("GETRANGE", 4, "readonly", FIRST, Strings::getRange),
            of("GETSET", 3, "write denyoom fast", FIRST, Strings::getSet),
            of("LCS", -3, "readonly", range(1, 2, 1), Lcs::lcs),
            of("MGET", -2, "readonly fast", ALL, Strings::mget),
            of("MSET", -3, "write denyoom", range(1, -1, 2), Strings::mset),
            of("MSETNX", -3, "write denyoom", range(1, -1, 2), Strings::msetnx),
            of("SETNX", 3, "write denyoom fast", FIRST, Strings::setnx),
            of("SETRANGE", 4, "write denyoom", FIRST, Strings::setRange),
            of("STRLEN", 2, "readonly fast unlocked", FIRST, Strings::strlen),
            of("SUBSTR", 4, "readonly", FIRST, Strings::getRange));

    private static final byte[] EMPTY = {};

    private Strings() {}

    static void reply(ReplySink reply, @Nullable StringValue value) {
        if (value == null) reply.nullBulk();
        else reply.blob(value.array(), 0, value.length());
    }

    /** SET, plain: whatever was there is gone, with its expiry. */
    static void store(Call call, byte[] key, byte[] bytes) {
        call.db().set(key, StringValue.of(bytes));
        call.changed(key, EventClass.STRING, "set");
    }

    private static void get(Call call) {
        reply(call.reply(), call.read(call.arg(0), StringValue.class));
    }

    private static void getDel(Call call) {
        byte[] key = call.arg(0);
        StringValue value = call.read(key, StringValue.class);
        if (value != null) {
            call.db().remove(key);
            call.changed(key, EventClass.GENERIC, "del");
            call.propagateAs("DEL", key);
        }
        reply(call.reply(), value);
    }

    private static void getSet(Call call) {
        StringValue old = call.read(call.arg(0), StringValue.class);
        store(call, call.arg(0), call.arg(1));
        call.propagateAs("SET", call.arg(0), call.arg(1));
        reply(call.reply(), old);
    }

    private static void strlen(Call call) {
        StringValue value = call.read(call.arg(0), StringValue.class);
        call.reply().integer(value == null ? 0 : value.length());
    }

    private static void mget(Call call) {
        call.reply().array(call.count());
        for (byte[] key : call.args()) {
            Value value = call.db().read(key);
            reply(call.reply(), value instanceof StringValue s ? s : null);
        }
    }

    private static void checkPairs(Call call) {
        if (call.count() % 2 != 0) throw Errors.wrongArity(call.command().name());
    }

    private static void mset(Call call) {
        checkPairs(call);
        for (int i = 0; i < call.count(); i += 2) store(call, call.arg(i), call.arg(i + 1));
        call.reply().ok();
    }

    private static void msetnx(Call call) {
        checkPairs(call);
        for (int i = 0; i < call.count(); i += 2) {
            if (call.db().write(call.arg(i)) != null) {
                call.reply().integer(0);
                return;
            }
        }
        for (int i = 0; i < call.count(); i += 2) store(call, call.arg(i), call.arg(i + 1));
        call.reply().integer(1);
    }

    private static void setnx(Call call) {
        boolean free = call.db().write(call.arg(0)) == null;
        if (free) store(call, call.arg(0), call.arg(1));
        call.reply().integer(free ? 1 : 0);
    }

    private static void append(Call call) {
        byte[] key = call.arg(0);
        StringValue old = call.write(key, StringValue.class);
        if (old != null) checkLength(call, old.length(), call.arg(1).length);
        StringValue joined = old == null ? StringValue.of(call.arg(1)) : old.append(call.arg(1));
        call.db().replace(key, joined);
        call.changed(key, EventClass.STRING, "append");
        call.reply().integer(joined.length());
    }

    private static void checkLength(Call call, long length, long more) {
        // The sum of two positive numbers is negative when it overflows.
        if (length + more > call.limits().maxStringLength || length + more < 0) throw Errors.STRING_TOO_LONG;
    }

    private static void setRange(Call call) {
        byte[] key = call.arg(0);
        byte[] patch = call.arg(2);
        long offset = call.integer(1);
        if (offset < 0) throw Errors.OFFSET_OUT_OF_RANGE;
        StringValue old = call.write(key, StringValue.class);
        StringValue before = old == null ? StringValue.raw(EMPTY) : old;
        if (patch.length == 0) {
            call.reply().integer(before.length());
            return;
        }
        checkLength(call, offset, patch.length);
        int end = (int) offset + patch.length;
        // A new one is only as long as it has to be.
        StringValue after = old == null ? StringValue.raw(new byte[end]) : before.edited(end);
        System.arraycopy(patch, 0, after.array(), (int) offset, patch.length);
        call.db().replace(key, after);
        call.changed(key, EventClass.STRING, "setrange");
        call.reply().integer(after.length());
    }

    /** Both ends count from the end when negative, and are included. */
    private static void getRange(Call call) {
        long start = call.integer(1);
        long end = call.integer(2);
        StringValue value = call.read(call.arg(0), StringValue.class);
        int length = value == null ? 0 : value.length();
        if (start < 0 && end < 0 && start > end) length = 0;
        if (start < 0) start = Math.max(0, start + length);
        if (end < 0) end = Math.max(0, end + length);
        end = Math.min(end, length - 1L);
        if (value == null || length == 0 || start > end) call.reply().blob(EMPTY);
        else call.reply().blob(value.array(), (int) start, (int) (end - start + 1));
    }
}
