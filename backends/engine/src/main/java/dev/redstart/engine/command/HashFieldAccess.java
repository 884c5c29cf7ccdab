package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** HGETDEL, HGETEX, HSETEX: fields got or set, and deleted or given an expiry, in one step. */
final class HashFieldAccess {

    static final List<Command> COMMANDS = List.of(
            of("HGETDEL", -5, "write fast", FIRST, HashFieldAccess::hgetdel),
            of("HGETEX", -5, "write fast", FIRST, HashFieldAccess::hgetex),
            of("HSETEX", -6, "write denyoom fast", FIRST, HashFieldAccess::hsetex));

    private static final CommandError TWO_CONDITIONS =
            Errors.of("ERR Only one of FXX or FNX arguments can be specified");
    private static final CommandError TWO_TIMES =
            Errors.of("ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified");
    private static final CommandError TIME_MISSING = Errors.of("ERR missing expire time");
    private static final CommandError INVALID_NUMFIELDS = Errors.of("ERR invalid number of fields");

    private static final byte[] PXAT = "PXAT".getBytes(StandardCharsets.US_ASCII);

    private HashFieldAccess() {}

    /** {@code HGETDEL key FIELDS numfields field [field ...]}. */
    private static void hgetdel(Call call) {
        HashValue hash = Hashes.write(call);
        List<byte[]> fields = HashExpiry.fields(call, 1, HashExpiry.FIELDS_NOT_POSITIVE);
        HashExpiry.Changes changes = new HashExpiry.Changes();
        call.reply().array(fields.size());
        for (byte[] field : fields) {
            Hashes.value(call.reply(), hash == null ? null : changes.get(call, hash, field));
            if (hash != null) changes.delete(hash, field);
        }
        if (hash != null) changes.tell(call, hash);
        call.propagateNothing();
        if (changes.deletes() && call.isPropagated()) {
            List<byte[]> words = new ArrayList<>(List.of(call.arg(0)));
            words.addAll(fields);
            call.propagateAs("HDEL", words);
        }
    }

    /** {@code HGETEX key [EX s|PX ms|EXAT s|PXAT ms|PERSIST] FIELDS numfields field [field ...]}, in this order only. */
    private static void hgetex(Call call) {
        HashValue hash = Hashes.write(call);
        boolean persist = call.is(1, "PERSIST");
        ExpireTime unit = ExpireTime.named(call, 1);
        long at = unit == null ? Value.NEVER : HashExpiry.time(call, 2, unit);
        int fieldsAt = unit != null ? 3 : persist ? 2 : 1;
        if (!call.has(fieldsAt, 1)) throw Errors.wrongArity(call.command().name());
        List<byte[]> fields = HashExpiry.fields(call, fieldsAt, HashExpiry.FIELDS_NOT_POSITIVE);
        call.reply().array(fields.size());
        if (hash != null && (persist || unit != null)) hash.makeTimed();
        HashExpiry.Changes changes = new HashExpiry.Changes();
        boolean persisted = false;
        for (byte[] field : fields) {
            Hashes.value(call.reply(), hash == null ? null : changes.get(call, hash, field));
            if (hash == null) continue;
            if (unit != null) changes.expire(call, hash, field, null, at);
            else if (persist) persisted |= persist(hash, field);
        }
        if (hash != null) changes.tell(call, hash);
        if (persisted) call.changed(call.arg(0), EventClass.HASH, "hpersist");
        changes.propagate(call, at, null);
        if (persisted && call.isPropagated()) propagatePersist(call, fields);
    }

    private static void propagatePersist(Call call, List<byte[]> fields) {
        List<byte[]> words = new ArrayList<>(List.of(call.arg(0), HashExpiry.FIELDS, Numbers.toBytes(fields.size())));
        words.addAll(fields);
        call.propagateAs("HPERSIST", words);
    }

    private static boolean persist(HashValue hash, byte[] field) {
        long old = hash.expiry(field);
        if (old == HashValue.NO_FIELD || old == Value.NEVER) return false;
        hash.expire(field, Value.NEVER);
        return true;
    }

    /** {@code HSETEX key [FNX|FXX] [EX s|PX ms|EXAT s|PXAT ms|KEEPTTL] FIELDS numfields field value [field value ...]}. */
    private static void hsetex(Call call) {
        Setting setting = Setting.parse(call);
        byte[] key = call.arg(0);
        HashValue there = Hashes.write(call);
        HashValue hash = there == null ? HashValue.create() : there;
        HashExpiry.Changes changes = new HashExpiry.Changes();
        if (!setting.conditionHolds(call, hash, changes)) {
            if (there != null) changes.tell(call, hash);
            call.reply().integer(0);
            return;
        }
        changes.tellLapsed(call);
        List<byte[]> parts = setting.fieldsAndValues;
        hash.makeRoom(parts, call.limits());
        Hashes.stored(call, hash);
        boolean timed = setting.at != Value.NEVER;
        if (timed) hash.makeTimed();
        for (int i = 0; i < parts.size(); i += 2) {
            hash.set(parts.get(i), parts.get(i + 1), setting.keepTtl || timed, call.limits());
            if (timed) changes.expire(call, hash, parts.get(i), null, setting.at);
        }
        call.changed(key, EventClass.HASH, "hset");
        changes.tell(call, hash);
        if (timed && call.isPropagated()) propagateTimed(call, setting, changes);
        call.reply().integer(1);
    }

    /** With the time as such; once it has passed, the fields are just gone. */
    private static void propagateTimed(Call call, Setting setting, HashExpiry.Changes changes) {
        if (setting.at <= call.due()) {
            changes.propagate(call, setting.at, null);
            return;
        }
        List<byte[]> words =
                new ArrayList<>(List.of(call.arg(0), PXAT, Numbers.toBytes(setting.at), HashExpiry.FIELDS));
        words.add(Numbers.toBytes(setting.fieldsAndValues.size() / 2));
        words.addAll(setting.fieldsAndValues);
        call.propagateAs("HSETEX", words);
    }

    /** What HSETEX was told; {@code condition} is 'N' for FNX, 'X' for FXX, or 0. */
    private record Setting(char condition, boolean keepTtl, long at, List<byte[]> fieldsAndValues) {

        static Setting parse(Call call) {
            char condition = 0;
            boolean timed = false;
            boolean keepTtl = false;
            long at = Value.NEVER;
            List<byte[]> parts = List.of();
            for (int i = 1; i < call.count(); i++) {
                ExpireTime unit = ExpireTime.named(call, i);
                if (call.is(i, "FNX") || call.is(i, "FXX")) {
                    if (condition != 0) throw TWO_CONDITIONS;
                    condition = call.is(i, "FNX") ? 'N' : 'X';
                } else if (unit != null || call.is(i, "KEEPTTL")) {
                    if (timed) throw TWO_TIMES;
                    timed = true;
                    keepTtl = unit == null;
                    if (unit == null) continue;
                    if (!call.has(i, 1)) throw TIME_MISSING;
                    at = HashExpiry.time(call, ++i, unit);
                } else if (call.is(i, "FIELDS")) {
                    parts = pairs(call, i);
                    break;
                } else {
                    throw Errors.of("ERR unknown argument: " + Errors.echo(call.arg(i), Integer.MAX_VALUE));
                }
            }
            if (parts.isEmpty()) throw Errors.wrongArity(call.command().name());
            return new Setting(condition, keepTtl, at, parts);
        }

        private static List<byte[]> pairs(Call call, int at) {
            if (!call.has(at, 3)) throw Errors.wrongArity(call.command().name());
            int n = call.integer(at + 1, 1, Integer.MAX_VALUE, INVALID_NUMFIELDS);
            if (n * 2L != call.count() - at - 2)
                throw Errors.wrongArity(call.command().name());
            return call.args(at + 2, call.count());
        }

        /** Of the fields that it looks at, up to the first that decides, those whose time has passed go. */
        boolean conditionHolds(Call call, HashValue hash, HashExpiry.Changes changes) {
            if (condition == 0) return true;
            for (int i = 0; i < fieldsAndValues.size(); i += 2) {
                boolean present = changes.get(call, hash, fieldsAndValues.get(i)) != null;
                if (present != (condition == 'X')) return false;
            }
            return true;
        }
    }
}
