package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.ALL;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.NONE;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.structure.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys, whatever they hold. */
final class Keys {

    static final List<Command> COMMANDS = List.of(
            of("COPY", -3, "write denyoom", range(1, 2, 1), Keys::copy),
            of("DEL", -2, "write", ALL, Keys::del),
            of("EXISTS", -2, "readonly fast unlocked", ALL, Keys::exists),
            of("KEYS", 2, "readonly", NONE, Keys::keys),
            of("MOVE", 3, "write fast", FIRST, Keys::move),
            of("RANDOMKEY", 1, "readonly", NONE, Keys::randomKey),
            of("RENAME", 3, "write", range(1, 2, 1), Keys::rename),
            of("RENAMENX", 3, "write fast", range(1, 2, 1), Keys::renamenx),
            of("SCAN", -2, "readonly", NONE, Keys::scan),
            of("TOUCH", -2, "readonly fast touches", ALL, Keys::touch),
            of("TYPE", 2, "readonly fast", FIRST, Keys::type),
            of("UNLINK", -2, "write fast", ALL, call -> del(call, true)));

    /** Values of more pieces than that Redis frees in the background. */
    private static final int LAZY_PIECES = 64;

    private Keys() {}

    /** A look that counts as a hit or miss and does not mark the key as used. */
    static @Nullable Value look(Call call, byte[] key) {
        return call.looks().look(key);
    }

    private static void del(Call call) {
        del(call, call.dispatcher().config().is("lazyfree-lazy-user-del"));
    }

    /** Frees the same either way; only Redis' counter tells the two apart. */
    private static void del(Call call, boolean lazily) {
        int gone = 0;
        for (byte[] key : call.args()) {
            Value value = call.db().remove(key);
            if (value == null) continue;
            if (lazily && value.pieces() > LAZY_PIECES) call.dispatcher().stats().lazyFreed++;
            call.changed(key, EventClass.GENERIC, "del");
            gone++;
        }
        call.reply().integer(gone);
    }

    private static void exists(Call call) {
        int there = 0;
        for (byte[] key : call.args()) if (look(call, key) != null) there++;
        call.reply().integer(there);
    }

    private static void touch(Call call) {
        int there = 0;
        for (byte[] key : call.args()) if (call.db().read(key) != null) there++;
        call.reply().integer(there);
    }

    private static void type(Call call) {
        Value value = look(call, call.arg(0));
        call.reply().text(value == null ? "none" : value.type());
    }

    private static void randomKey(Call call) {
        byte[] key = call.db().randomKey(call.random());
        if (key == null) call.reply().nullBulk();
        else call.reply().blob(key);
    }

    private static void rename(Call call) {
        byte[] from = call.arg(0);
        byte[] to = call.arg(1);
        if (call.db().write(from) == null) throw Errors.NO_SUCH_KEY;
        if (!Arrays.equals(from, to)) rename(call, from, to);
        call.reply().ok();
    }

    private static void renamenx(Call call) {
        if (call.db().write(call.arg(0)) == null) throw Errors.NO_SUCH_KEY;
        boolean free = call.db().write(call.arg(1)) == null;
        if (free) rename(call, call.arg(0), call.arg(1));
        call.reply().integer(free ? 1 : 0);
    }

    private static void rename(Call call, byte[] from, byte[] to) {
        long expiry = call.db().expiry(from);
        Value value = call.db().remove(from);
        if (value == null) return;
        put(call.db(), to, value, expiry);
        call.changed(from, EventClass.GENERIC, "rename_from");
        call.changed(to, EventClass.GENERIC, "rename_to");
    }

    /** Over what is there, as a new key. */
    private static void put(Keyspace db, byte[] key, Value value, long expiry) {
        db.remove(key);
        db.set(key, value);
        if (expiry != Keyspace.NO_EXPIRY) db.expiry(key, expiry);
    }

    private static void move(Call call) {
        if (call.dispatcher().cluster().isEnabled()) throw Errors.notInCluster("MOVE");
        byte[] key = call.arg(0);
        Keyspace target = call.db(call.database(1));
        if (target == call.db()) throw Errors.SAME_OBJECT;
        boolean moves = call.db().write(key) != null && target.write(key) == null;
        if (moves) {
            long expiry = call.db().expiry(key);
            Value value = call.db().remove(key);
            if (value != null) put(target, key, value, expiry);
            call.changed(key, EventClass.GENERIC, "move_from");
            call.changed(target, key, EventClass.GENERIC, "move_to");
        }
        call.reply().integer(moves ? 1 : 0);
    }

    private static void copy(Call call) {
        Keyspace target = call.db();
        boolean replace = false;
        for (int i = 2; i < call.count(); i++) {
            if (call.is(i, "REPLACE")) replace = true;
            else if (call.is(i, "DB") && call.has(i, 1)) target = call.db(call.database(++i));
            else throw Errors.SYNTAX;
        }
        byte[] from = call.arg(0);
        byte[] to = call.arg(1);
        if (target == call.db() && Arrays.equals(from, to)) throw Errors.SAME_OBJECT;
        Value value = call.db().read(from);
        boolean copies = value != null && (replace || target.write(to) == null);
        if (value != null && copies) {
            put(target, to, value.copy(), call.db().expiry(from));
            call.changed(target, to, EventClass.GENERIC, "copy_to");
        }
        call.reply().integer(copies ? 1 : 0);
    }

    private static void keys(Call call) {
        byte[] pattern = call.arg(0);
        boolean all = pattern.length == 1 && pattern[0] == '*';
        List<byte[]> found = new ArrayList<>();
        call.db().forEach((key, value) -> {
            if (all || Glob.matches(pattern, key)) found.add(key);
        });
        call.reply().array(found.size());
        for (byte[] key : found) call.reply().blob(key);
    }

    private static void scan(Call call) {
        ScanArgs args = ScanArgs.parse(call, ScanArgs.cursor(call, 0), 1, ScanArgs.Of.KEYS);
        List<byte[]> seen = new ArrayList<>();
        int[] visited = {0};
        long cursor = args.cursor();
        long steps = args.maxSteps();
        do {
            cursor = call.db().scan(cursor, (key, value) -> {
                visited[0]++;
                if (args.matches(key) && (args.type() == null || args.type().equals(value.type()))) seen.add(key);
            });
        } while (cursor != 0 && --steps > 0 && visited[0] < args.count());
        call.reply().array(2);
        call.reply().blob(Long.toUnsignedString(cursor));
        call.reply().array(seen.size());
        for (byte[] key : seen) call.reply().blob(key);
    }
}
