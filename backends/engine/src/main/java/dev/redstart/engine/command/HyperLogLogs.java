package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.ALL;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.NONE;
import static dev.redstart.engine.dispatch.KeySpec.at;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.CommandFunction;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.structure.HyperLogLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Strings that count different elements. */
final class HyperLogLogs {

    static final List<Command> COMMANDS = List.of(
            of("PFADD", -2, "write denyoom fast", FIRST, guarded(HyperLogLogs::pfadd)),
            of("PFCOUNT", -2, "readonly may_replicate", ALL, guarded(HyperLogLogs::pfcount)),
            of("PFDEBUG", 3, "write denyoom admin", at(2), guarded(HyperLogLogs::pfdebug)),
            of("PFMERGE", -2, "write denyoom", ALL, guarded(HyperLogLogs::pfmerge)),
            of("PFSELFTEST", 1, "admin", NONE, HyperLogLogs::pfselftest));

    private static final CommandError NOT_ONE = Errors.of("WRONGTYPE Key is not a valid HyperLogLog string value.");
    private static final CommandError CORRUPT = Errors.of("INVALIDOBJ Corrupted HLL object detected");
    private static final CommandError NO_KEY = Errors.of("ERR The specified key does not exist");
    private static final CommandError NOT_SPARSE = Errors.of("ERR HLL encoding is not sparse");
    private static final CommandError ON_OR_OFF = Errors.of("ERR Argument must be ON or OFF");

    private HyperLogLogs() {}

    private static CommandFunction guarded(CommandFunction function) {
        return call -> {
            try {
                function.run(call);
            } catch (HyperLogLog.Corrupt e) {
                throw CORRUPT;
            }
        };
    }

    /** To be looked at only. */
    private static @Nullable HyperLogLog read(Call call, byte[] key) {
        StringValue value = call.read(key, StringValue.class);
        return value == null ? null : checked(value);
    }

    private static HyperLogLog checked(StringValue value) {
        HyperLogLog hll = value.isInt() ? null : HyperLogLog.of(value.array(), value.length());
        if (hll == null) throw NOT_ONE;
        return hll;
    }

    /** A string whose bytes may be changed in place; null when there is none. */
    private static @Nullable StringValue writable(Call call, byte[] key) {
        StringValue value = call.write(key, StringValue.class);
        if (value == null) return null;
        checked(value);
        return value.edited(0);
    }

    private static void store(Call call, byte[] key, @Nullable StringValue old, HyperLogLog hll) {
        boolean inPlace = old != null && old.array() == hll.array() && old.length() == hll.length();
        call.db().replace(key, inPlace ? old : StringValue.raw(Arrays.copyOf(hll.array(), hll.length())));
    }

    private static void pfadd(Call call) {
        byte[] key = call.arg(0);
        StringValue old = writable(call, key);
        HyperLogLog hll = old == null ? HyperLogLog.create() : checked(old);
        boolean changed = old == null;
        for (int i = 1; i < call.count(); i++) changed |= hll.add(call.arg(i), call.limits().hllSparseMaxBytes);
        if (changed) {
            hll.changed();
            store(call, key, old, hll);
            call.changed(key, EventClass.STRING, "pfadd");
        }
        call.reply().integer(changed ? 1 : 0);
    }

    private static void pfcount(Call call) {
        call.reply().integer(call.count() == 1 ? countOne(call, call.arg(0)) : countUnion(call));
    }

    /** The estimate is kept in the value, which changes it, although nobody's data has changed. */
    private static long countOne(Call call, byte[] key) {
        HyperLogLog hll = read(call, key);
        if (hll == null) return 0;
        long kept = hll.kept();
        if (kept >= 0) return kept;
        StringValue value = writable(call, key);
        if (value == null) return 0;
        HyperLogLog writable = checked(value);
        long count = writable.count();
        store(call, key, value, writable);
        call.modified(call.db(), key);
        return count;
    }

    private static long countUnion(Call call) {
        byte[] registers = new byte[HyperLogLog.REGISTERS];
        for (byte[] key : call.args()) {
            HyperLogLog hll = read(call, key);
            if (hll != null) hll.mergeInto(registers);
        }
        return HyperLogLog.count(registers);
    }

    /** The target is one of the sources; it is dense as soon as one of them is. */
    private static void pfmerge(Call call) {
        byte[] registers = new byte[HyperLogLog.REGISTERS];
        boolean dense = false;
        for (byte[] key : call.args()) {
            HyperLogLog hll = read(call, key);
            if (hll == null) continue;
            dense |= hll.isDense();
            hll.mergeInto(registers);
        }
        byte[] target = call.arg(0);
        StringValue old = writable(call, target);
        HyperLogLog merged = old == null ? HyperLogLog.create() : checked(old);
        if (dense) merged.toDense();
        merged.mergeFrom(registers, call.limits().hllSparseMaxBytes);
        merged.changed();
        store(call, target, old, merged);
        call.changed(target, EventClass.STRING, "pfadd");
        call.reply().ok();
    }

    /** For Redis' own tests. */
    private static void pfdebug(Call call) {
        if (call.is(0, "SIMD")) {
            if (!call.is(1, "ON") && !call.is(1, "OFF")) throw ON_OR_OFF;
            call.reply().text("disabled");
            return;
        }
        byte[] key = call.arg(1);
        StringValue value = writable(call, key);
        if (value == null) throw NO_KEY;
        HyperLogLog hll = checked(value);
        if (call.is(0, "GETREG")) {
            toDense(call, key, value, hll);
            byte[] registers = hll.registers();
            call.reply().array(registers.length);
            for (byte register : registers) call.reply().integer(register);
        } else if (call.is(0, "DECODE")) {
            if (hll.isDense()) throw NOT_SPARSE;
            call.reply().blob(hll.describeSparse());
        } else if (call.is(0, "ENCODING")) {
            call.reply().text(hll.isDense() ? "dense" : "sparse");
        } else if (call.is(0, "TODENSE")) {
            call.reply().integer(toDense(call, key, value, hll) ? 1 : 0);
        } else {
            throw Errors.of("ERR Unknown PFDEBUG subcommand '" + new String(call.arg(0), StandardCharsets.UTF_8) + "'");
        }
    }

    private static boolean toDense(Call call, byte[] key, StringValue value, HyperLogLog hll) {
        if (!hll.toDense()) return false;
        store(call, key, value, hll);
        call.modified(call.db(), key);
        return true;
    }

    /** Counts numbers up to a million, and fails where an estimate is further off than six standard errors. */
    private static void pfselftest(Call call) {
        HyperLogLog hll = HyperLogLog.create();
        int checkpoint = 1;
        for (int n = 1; n <= 1_000_000; n++) {
            hll.add(String.format(Locale.ROOT, "%08d", n).getBytes(StandardCharsets.US_ASCII), Integer.MAX_VALUE);
            if (n != checkpoint) continue;
            double off = Math.abs(hll.count() - (double) n);
            if (off > Math.max(1, 6 * 0.0081 * n))
                throw Errors.of("ERR TESTFAILED Too big error. card:" + n + " abserr:" + off);
            checkpoint *= 10;
        }
        call.reply().ok();
    }
}
