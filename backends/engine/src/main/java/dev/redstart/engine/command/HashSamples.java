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

/** The commands that show some fields of a hash: at random, or page by page. */
final class HashSamples {

    static final List<Command> COMMANDS = List.of(
            of("HRANDFIELD", -2, "readonly", FIRST, HashSamples::hrandfield),
            of("HSCAN", -3, "readonly", FIRST, HashSamples::hscan));

    private HashSamples() {}

    /** {@code HRANDFIELD key [count [WITHVALUES]]}. */
    private static void hrandfield(Call call) {
        if (call.count() == 1) {
            HashValue hash = Hashes.read(call);
            if (hash == null) call.reply().nullBulk();
            else hash.random(call.random(), (field, value) -> call.reply().blob(field));
            return;
        }
        long count = call.integer(1);
        if (count == Long.MIN_VALUE) throw Errors.LONG_RANGE;
        if (call.count() > 3 || call.count() == 3 && !call.is(2, "WITHVALUES")) throw Errors.SYNTAX;
        boolean values = call.count() == 3;
        if (values && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) throw Errors.OUT_OF_RANGE;
        HashValue hash = Hashes.read(call);
        if (hash == null || count == 0) call.reply().array(0);
        else if (count < 0) withRepetitions(call, hash, -count, values);
        else distinct(call, hash, count, values);
    }

    /** Written as they are drawn: the number may be huge. */
    private static void withRepetitions(Call call, HashValue hash, long count, boolean values) {
        call.reply().openArray();
        for (long i = 0; i < count; i++) {
            hash.random(call.random(), (field, value) -> reply(call.reply(), field, value, values));
        }
        call.reply().end();
    }

    private static void distinct(Call call, HashValue hash, long count, boolean values) {
        List<byte[]> all = Hashes.collect(hash);
        int size = all.size() / 2;
        int n = (int) Math.min(count, size);
        call.reply().array(values && !call.reply().resp3() ? n * 2 : n);
        for (int i = 0; i < n; i++) {
            // A shuffle stopped when enough are in front; none when all are wanted.
            int j = n == size ? i : i + call.random().nextInt(size - i);
            reply(call.reply(), all.get(2 * j), all.get(2 * j + 1), values);
            all.set(2 * j, all.get(2 * i));
            all.set(2 * j + 1, all.get(2 * i + 1));
        }
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
        ScanArgs args = ScanArgs.parse(call, start, 2, ScanArgs.Of.HASH);
        List<byte[]> found = new ArrayList<>();
        long cursor = hash == null ? 0 : args.cursor();
        int[] seen = {0};
        long steps = args.maxSteps();
        while (hash != null) {
            cursor = hash.scan(cursor, (field, value) -> {
                seen[0]++;
                if (!args.matches(field)) return;
                found.add(field);
                if (!args.noValues()) found.add(value);
            });
            if (cursor == 0 || --steps <= 0 || seen[0] >= args.count()) break;
        }
        call.reply().array(2);
        call.reply().blob(Long.toUnsignedString(cursor));
        call.reply().array(found.size());
        for (byte[] part : found) call.reply().blob(part);
    }
}
