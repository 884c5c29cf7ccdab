package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.HashValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that show some fields of a hash: at random, or page by page. */
final class HashSamples {

    static final List<Command> COMMANDS = List.of(
            of("HRANDFIELD", -2, "readonly", FIRST, HashSamples::hrandfield),
            of("HSCAN", -3, "readonly", FIRST, HashSamples::hscan));

    private HashSamples() {}

    /** {@code HRANDFIELD key [count [WITHVALUES]]}. */
    private static void hrandfield(Call call) {
        if (call.count() == 1) {
            HashValue hash = current(call);
            if (hash == null) call.reply().nullBulk();
            else hash.random(call.random(), (field, value) -> call.reply().blob(field));
            return;
        }
        long count = call.integer(1);
        if (count == Long.MIN_VALUE) throw Errors.LONG_RANGE;
        if (call.count() > 3 || call.count() == 3 && !call.is(2, "WITHVALUES")) throw Errors.SYNTAX;
        boolean values = call.count() == 3;
        if (values && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) throw Errors.OUT_OF_RANGE;
        if (count < -Sets.MOST_DRAWN / (values ? 2 : 1)) throw Errors.OUT_OF_RANGE;
        HashValue hash = current(call);
        if (hash == null || count == 0) call.reply().array(0);
        else some(call, hash, count, values);
    }

    /** Without the fields that are due: none of them may come out. */
    private static @Nullable HashValue current(Call call) {
        HashValue hash = Hashes.read(call);
        if (hash == null || hash.nextExpiry() > call.now()) return hash;
        call.db().expireParts(call.arg(0));
        return hash.isEmpty() ? null : hash;
    }

    /** With repetitions when {@code count} is negative. */
    private static void some(Call call, HashValue hash, long count, boolean values) {
        ReplySink reply = call.reply();
        int n = (int) (count < 0 ? -count : Math.min(count, hash.size()));
        reply.array(values && !reply.resp3() ? n * 2 : n);
        HashValue.Visitor visitor = (field, value) -> reply(reply, field, value, values);
        if (count < 0) {
            for (int left = n; left > 0 && !call.isCutOff(); left -= Sets.DRAWN_AT_ONCE)
                hash.draw(Math.min(left, Sets.DRAWN_AT_ONCE), call.random(), visitor);
        } else if (n == hash.size()) hash.forEach(visitor);
        else hash.sample(n, call.random(), visitor);
    }

    /** With values a pair: an array of its own in RESP3, two elements in RESP2. */
    private static void reply(ReplySink reply, byte[] field, byte[] value, boolean values) {
        if (values && reply.resp3()) reply.array(2);
        reply.blob(field);
        if (values) reply.blob(value);
    }

    private static void hscan(Call call) {
        long start = ScanArgs.cursor(call, 1);
        HashValue hash = Hashes.read(call);
        List<byte[]> found = new ArrayList<>();
        long cursor =
                hash == null ? 0 : scan(hash, call.now(), ScanArgs.parse(call, start, 2, ScanArgs.Of.HASH), found);
        call.reply().array(2);
        call.reply().blob(Long.toUnsignedString(cursor));
        call.reply().array(found.size());
        for (byte[] part : found) call.reply().blob(part);
    }

    private static long scan(HashValue hash, long now, ScanArgs args, List<byte[]> found) {
        long cursor = args.cursor();
        long steps = args.maxSteps();
        int[] seen = {0};
        do {
            cursor = hash.scan(cursor, (field, value, expiry) -> {
                seen[0]++;
                if (expiry <= now || !args.matches(field)) return;
                found.add(field);
                if (!args.noValues()) found.add(value);
            });
        } while (cursor != 0 && --steps > 0 && seen[0] < args.count());
        return cursor;
    }
}
