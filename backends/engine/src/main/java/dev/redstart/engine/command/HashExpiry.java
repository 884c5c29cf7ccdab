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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When single fields of hashes expire; {@link HashFieldAccess} has the commands that get, set and delete beside that. */
final class HashExpiry {

    private static final List<Command> OWN = List.of(
            of("HEXPIRE", -6, "write fast", FIRST, call -> expire(call, ExpireTime.EX)),
            of("HEXPIREAT", -6, "write fast", FIRST, call -> expire(call, ExpireTime.EXAT)),
            of("HEXPIRETIME", -5, "readonly fast", FIRST, call -> show(call, true, 0)),
            of("HPERSIST", -5, "write fast", FIRST, HashExpiry::persist),
            of("HPEXPIRE", -6, "write fast", FIRST, call -> expire(call, ExpireTime.PX)),
            of("HPEXPIREAT", -6, "write fast", FIRST, call -> expire(call, ExpireTime.PXAT)),
            of("HPEXPIRETIME", -5, "readonly fast", FIRST, call -> show(call, false, 0)),
            of("HPTTL", -5, "readonly fast", FIRST, call -> show(call, false, call.now())),
            of("HTTL", -5, "readonly fast", FIRST, call -> show(call, true, call.now())));

    static final List<Command> COMMANDS =
            Stream.concat(OWN.stream(), HashFieldAccess.COMMANDS.stream()).toList();

    static final CommandError FIELDS_MISSING =
            Errors.of("ERR Mandatory argument FIELDS is missing or not at the right position");
    static final CommandError FIELDS_MISMATCH =
            Errors.of("ERR The `numfields` parameter must match the number of arguments");
    static final CommandError FIELDS_NOT_POSITIVE = Errors.of("ERR Number of fields must be a positive integer");
    private static final CommandError NUMFIELDS_NOT_POSITIVE =
            Errors.of("ERR Parameter `numFields` should be greater than 0");
    private static final CommandError TIME_NEGATIVE = Errors.of("ERR invalid expire time, must be >= 0");

    /** Redis keeps the time of a field in 46 bits. */
    private static final long LATEST = (1L << 46) - 1;

    static final byte[] FIELDS = "FIELDS".getBytes(StandardCharsets.US_ASCII);
    private static final int MILLIS = 1000;
    private static final int NO_SUCH_FIELD = -2;

    private HashExpiry() {}

    /** The fields behind {@code FIELDS numfields} at that argument, which are all that may follow. */
    static List<byte[]> fields(Call call, int at, CommandError notPositive) {
        if (at + 1 >= call.count() || !call.is(at, "FIELDS")) throw FIELDS_MISSING;
        long n = call.integer(at + 1, notPositive);
        if (n < 1) throw notPositive;
        if (n != call.count() - at - 2) throw FIELDS_MISMATCH;
        return call.args(at + 2, call.count());
    }

    /** A point in time as these commands take it. */
    static long time(Call call, int at, ExpireTime unit) {
        long n = call.integer(at);
        if (n < 0) throw TIME_NEGATIVE;
        long time = unit.any(call, at);
        if (time > LATEST) throw Errors.invalidExpire(call.command().name());
        return time;
    }

    /** {@code HEXPIRE key time [NX|XX|GT|LT] FIELDS numfields field [field ...]}. */
    private static void expire(Call call, ExpireTime unit) {
        HashValue hash = Hashes.write(call);
        long at = time(call, 1, unit);
        Condition condition = Condition.named(call, 2);
        List<byte[]> fields = fields(call, condition == null ? 2 : 3, NUMFIELDS_NOT_POSITIVE);
        call.reply().array(fields.size());
        if (hash == null) {
            for (int i = 0; i < fields.size(); i++) call.reply().integer(NO_SUCH_FIELD);
            return;
        }
        hash.makeTimed();
        Changes changes = new Changes();
        for (byte[] field : fields) call.reply().integer(changes.expire(call, hash, field, condition, at));
        changes.tell(call, hash);
        changes.propagate(call, at, condition);
    }

    /** What a command has done to fields, to be told once at its end. */
    static final class Changes {

        private boolean expired;
        private boolean deleted;
        private boolean lapsed;
        private final List<byte[]> timedFields = new ArrayList<>();
        private final List<byte[]> deletedFields = new ArrayList<>();

        /** 1 set, 2 deleted since its time has passed, 0 the condition does not hold, -2 no such field. */
        int expire(Call call, HashValue hash, byte[] field, @Nullable Condition condition, long at) {
            long old = hash.expiry(field);
            if (old == HashValue.NO_FIELD) return NO_SUCH_FIELD;
            if (condition != null && !condition.holds(old, at)) return 0;
            if (at <= call.due()) {
                delete(hash, field);
                return 2;
            }
            hash.expire(field, at);
            expired = true;
            timedFields.add(field);
            return 1;
        }

        /** The value of a field; one whose time has passed goes. */
        byte @Nullable [] get(Call call, HashValue hash, byte[] field) {
            lapsed |= Hashes.lapses(call, hash, field);
            return hash.get(field);
        }

        void delete(HashValue hash, byte[] field) {
            if (!hash.remove(field)) return;
            deleted = true;
            deletedFields.add(field);
        }

        /** In words that do not depend on when they are heard. */
        void propagate(Call call, long at, @Nullable Condition condition) {
            call.propagateNothing();
            if (!call.isPropagated()) return;
            if (!deletedFields.isEmpty()) call.propagateAs("HDEL", words(call, deletedFields));
            if (timedFields.isEmpty()) return;
            List<byte[]> words = new ArrayList<>(List.of(call.arg(0), Numbers.toBytes(at)));
            if (condition != null) words.add(condition.name().getBytes(StandardCharsets.US_ASCII));
            words.add(FIELDS);
            words.add(Numbers.toBytes(timedFields.size()));
            words.addAll(timedFields);
            call.propagateAs("HPEXPIREAT", words);
        }

        private static List<byte[]> words(Call call, List<byte[]> fields) {
            List<byte[]> words = new ArrayList<>(fields.size() + 1);
            words.add(call.arg(0));
            words.addAll(fields);
            return words;
        }

        boolean deletes() {
            return deleted;
        }

        void tell(Call call, HashValue hash) {
            byte[] key = call.arg(0);
            boolean mayBeEmpty = deleted || lapsed;
            tellLapsed(call);
            if (expired && !hash.isEmpty()) call.db().trackParts(key);
            if (deleted || expired) call.changed(key, EventClass.HASH, deleted ? "hdel" : "hexpire");
            if (mayBeEmpty && !call.removeIfEmpty(key, hash)) call.db().trackParts(key);
        }

        /** Of the fields that have gone by themselves, before there is anything else to tell. */
        void tellLapsed(Call call) {
            if (!lapsed) return;
            lapsed = false;
            call.changedUncounted(call.arg(0));
            call.event(call.arg(0), EventClass.HASH, "hexpired");
        }
    }

    /** Under which an expiry is given. A field that stays counts as one that expires after all others. */
    enum Condition {
        NX,
        XX,
        GT,
        LT;

        static @Nullable Condition named(Call call, int i) {
            for (Condition c : values()) if (i < call.count() && call.is(i, c.name())) return c;
            return null;
        }

        boolean holds(long old, long at) {
            return switch (this) {
                case NX -> old == Value.NEVER;
                case XX -> old != Value.NEVER;
                case GT -> at > old;
                case LT -> at < old;
            };
        }
    }

    private static void persist(Call call) {
        HashValue hash = Hashes.write(call);
        List<byte[]> fields = fields(call, 1, FIELDS_NOT_POSITIVE);
        boolean changed = false;
        call.reply().array(fields.size());
        for (byte[] field : fields) {
            long old = hash == null ? HashValue.NO_FIELD : hash.expiry(field);
            boolean there = old > call.due();
            boolean persists = there && old != Value.NEVER;
            if (hash != null && persists) hash.expire(field, Value.NEVER);
            changed |= persists;
            call.reply().integer(!there ? NO_SUCH_FIELD : persists ? 1 : -1);
        }
        if (changed) call.changed(call.arg(0), EventClass.HASH, "hpersist");
    }

    /** The expiries, less {@code base}; seconds are rounded up. */
    private static void show(Call call, boolean seconds, long base) {
        HashValue hash = Hashes.read(call);
        List<byte[]> fields = fields(call, 1, FIELDS_NOT_POSITIVE);
        call.reply().array(fields.size());
        for (byte[] field : fields) {
            long at = hash == null ? HashValue.NO_FIELD : hash.expiry(field);
            if (at <= call.now()) call.reply().integer(NO_SUCH_FIELD);
            else if (at == Value.NEVER) call.reply().integer(-1);
            else call.reply().integer(seconds ? (at - base + MILLIS - 1) / MILLIS : at - base);
        }
    }
}
