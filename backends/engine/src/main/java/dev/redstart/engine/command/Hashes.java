package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.structure.LongDouble;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands on hashes; {@link HashExpiry} has those about the lifetime of fields, {@link HashSamples} HRANDFIELD and
 * HSCAN.
 *
 * <p>A field that is due goes when a command asks for it, or by active expiry. Until then HLEN counts it, as Redis does,
 * while the commands that show fields leave it out.
 */
final class Hashes {

    private static final List<Command> OWN = List.of(
            of("HDEL", -3, "write fast", FIRST, Hashes::hdel),
            of("HEXISTS", 3, "readonly fast", FIRST, Hashes::hexists),
            of("HGET", 3, "readonly fast", FIRST, Hashes::hget),
            of("HGETALL", 2, "readonly", FIRST, Hashes::hgetall),
            of("HINCRBY", 4, "write denyoom fast", FIRST, Hashes::hincrby),
            of("HINCRBYFLOAT", 4, "write denyoom fast", FIRST, Hashes::hincrbyfloat),
            of("HKEYS", 2, "readonly", FIRST, Hashes::hkeys),
            of("HLEN", 2, "readonly fast", FIRST, Hashes::hlen),
            of("HMGET", -3, "readonly fast", FIRST, Hashes::hmget),
            of("HMSET", -4, "write denyoom fast", FIRST, Hashes::hmset),
            of("HSET", -4, "write denyoom fast", FIRST, Hashes::hset),
            of("HSETNX", 4, "write denyoom fast", FIRST, Hashes::hsetnx),
            of("HSTRLEN", 3, "readonly fast", FIRST, Hashes::hstrlen),
            of("HVALS", 2, "readonly", FIRST, Hashes::hvals));

    static final List<Command> COMMANDS = Stream.of(OWN, HashSamples.COMMANDS, HashExpiry.COMMANDS)
            .flatMap(List::stream)
            .toList();

    private static final CommandError VALUE_NOT_AN_INTEGER = Errors.of("ERR hash value is not an integer");
    private static final CommandError VALUE_NOT_A_FLOAT = Errors.of("ERR hash value is not a float");
    private static final CommandError NAN_OR_INFINITY = Errors.of("ERR value is NaN or Infinity");

    private static final byte[] KEEPTTL = "KEEPTTL".getBytes(StandardCharsets.US_ASCII);

    private Hashes() {}

    static @Nullable HashValue read(Call call) {
        return call.read(call.arg(0), HashValue.class);
    }

    static @Nullable HashValue write(Call call) {
        return call.write(call.arg(0), HashValue.class);
    }

    /** Takes the field out if it is due, and tells whether it was; to be told of and looked at for emptiness later. */
    static boolean lapses(Call call, HashValue hash, byte[] field) {
        return lapses(call, call.arg(0), hash, field);
    }

    private static boolean lapses(Call call, byte[] key, HashValue hash, byte[] field) {
        return hash.nextExpiry() <= call.due() && call.db().expirePart(key, field);
    }

    private static byte @Nullable [] get(Call call, @Nullable HashValue hash, byte[] field) {
        return hash == null ? null : get(call, call.arg(0), hash, field);
    }

    /** The value of a field; one that is due goes, and with the last one the hash. */
    static byte @Nullable [] get(Call call, byte[] key, HashValue hash, byte[] field) {
        if (lapses(call, key, hash, field)) {
            call.changedUncounted(key);
            call.event(key, EventClass.HASH, "hexpired");
            call.removeIfEmpty(key, hash);
        }
        return hash.get(field);
    }

    /** A hash that was filled. */
    static void stored(Call call, HashValue hash) {
        byte[] key = call.arg(0);
        if (call.db().peek(key) == null) call.db().set(key, hash);
    }

    static void value(ReplySink reply, byte @Nullable [] value) {
        if (value == null) reply.nullBulk();
        else reply.blob(value);
    }

    private static void hset(Call call) {
        call.reply().integer(setAll(call));
    }

    private static void hmset(Call call) {
        setAll(call);
        call.reply().ok();
    }

    private static int setAll(Call call) {
        if (call.count() % 2 == 0) throw Errors.wrongArity(call.command().name());
        HashValue there = write(call);
        HashValue hash = there == null ? HashValue.create() : there;
        hash.makeRoom(call.args(1, call.count()), call.limits());
        int added = 0;
        for (int i = 1; i < call.count(); i += 2)
            if (hash.set(call.arg(i), call.arg(i + 1), false, call.limits())) added++;
        stored(call, hash);
        call.changed(call.arg(0), EventClass.HASH, "hset");
        return added;
    }

    private static void hsetnx(Call call) {
        HashValue hash = write(call);
        boolean absent = get(call, hash, call.arg(1)) == null;
        if (absent) store(call, hash, call.arg(1), call.arg(2), "hset");
        call.reply().integer(absent ? 1 : 0);
    }

    private static void hget(Call call) {
        HashValue hash = read(call);
        value(call.reply(), get(call, hash, call.arg(1)));
    }

    private static void hmget(Call call) {
        HashValue hash = read(call);
        byte[] key = call.arg(0);
        int lapsed = 0;
        call.reply().array(call.count() - 1);
        for (int i = 1; i < call.count(); i++) {
            if (hash != null && lapses(call, hash, call.arg(i))) lapsed++;
            value(call.reply(), hash == null ? null : hash.get(call.arg(i)));
        }
        if (hash == null || lapsed == 0) return;
        call.changedUncounted(key);
        boolean emptied = hash.isEmpty();
        if (emptied) call.db().remove(key);
        // Redis does not count the last one of a hash as expired: alone it goes without a word.
        if (lapsed == 1 && emptied) return;
        call.event(key, EventClass.HASH, "hexpired");
        if (emptied) call.event(key, EventClass.GENERIC, "del");
    }

    private static void hgetall(Call call) {
        HashValue hash = read(call);
        ReplySink reply = call.reply();
        reply.map(hash == null ? 0 : hash.size(call.now()));
        if (hash == null) return;
        hash.forEach(call.now(), (field, value) -> {
            reply.blob(field);
            reply.blob(value);
        });
    }

    private static void hkeys(Call call) {
        HashValue hash = read(call);
        call.reply().array(hash == null ? 0 : hash.size(call.now()));
        if (hash != null)
            hash.forEach(call.now(), (field, value) -> call.reply().blob(field));
    }

    private static void hvals(Call call) {
        HashValue hash = read(call);
        call.reply().array(hash == null ? 0 : hash.size(call.now()));
        if (hash != null)
            hash.forEach(call.now(), (field, value) -> call.reply().blob(value));
    }

    private static void hlen(Call call) {
        HashValue hash = read(call);
        call.reply().integer(hash == null ? 0 : hash.size());
    }

    private static void hstrlen(Call call) {
        HashValue hash = read(call);
        byte[] value = get(call, hash, call.arg(1));
        call.reply().integer(value == null ? 0 : value.length);
    }

    private static void hexists(Call call) {
        HashValue hash = read(call);
        call.reply().integer(get(call, hash, call.arg(1)) != null ? 1 : 0);
    }

    private static void hdel(Call call) {
        HashValue hash = write(call);
        int removed = 0;
        for (int i = 1; hash != null && i < call.count(); i++) if (hash.remove(call.arg(i))) removed++;
        if (hash != null && removed > 0) {
            call.changed(call.arg(0), EventClass.HASH, "hdel");
            if (!call.removeIfEmpty(call.arg(0), hash)) call.db().trackParts(call.arg(0));
        }
        call.reply().integer(removed);
    }

    private static void hincrby(Call call) {
        long by = call.integer(2);
        HashValue hash = write(call);
        byte[] field = call.arg(1);
        byte[] old = get(call, hash, field);
        if (old != null && !Numbers.isLong(old)) throw VALUE_NOT_AN_INTEGER;
        long number = old == null ? 0 : Numbers.parseLong(old);
        long sum = number + by;
        if (((number ^ sum) & (by ^ sum)) < 0) throw Errors.OVERFLOW;
        store(call, hash, field, Numbers.toBytes(sum), "hincrby");
        call.reply().integer(sum);
    }

    private static void hincrbyfloat(Call call) {
        LongDouble by = LongDouble.parse(call.arg(2));
        if (by == null) throw Errors.NOT_A_FLOAT;
        if (!by.isFinite()) throw NAN_OR_INFINITY;
        HashValue hash = write(call);
        byte[] field = call.arg(1);
        byte[] value = get(call, hash, field);
        LongDouble old = value == null ? LongDouble.ZERO : LongDouble.parse(value);
        if (old == null) throw VALUE_NOT_A_FLOAT;
        LongDouble sum = old.plus(by);
        if (!sum.isFinite()) throw Errors.NAN_OR_INFINITY;
        byte[] text = sum.toBytes();
        store(call, hash, field, text, "hincrbyfloat");
        call.propagateAs("HSETEX", call.arg(0), KEEPTTL, HashExpiry.FIELDS, Numbers.toBytes(1), field, text);
        call.reply().blob(text);
    }

    /** The field keeps its expiry. A hash that is not there, or just went with its last field, is made anew. */
    private static void store(Call call, @Nullable HashValue there, byte[] field, byte[] value, String event) {
        HashValue hash = there == null || there.isEmpty() ? HashValue.create() : there;
        hash.set(field, value, true, call.limits());
        stored(call, hash);
        call.changed(call.arg(0), EventClass.HASH, event);
    }
}
