package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;
import static dev.redstart.engine.dispatch.KeySpec.range;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.SetValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The commands on single sets; {@link SetAlgebra} combines several. */
final class Sets {

    private static final List<Command> OWN = List.of(
            of("SADD", -3, "write denyoom fast", FIRST, Sets::sadd),
            of("SCARD", 2, "readonly fast", FIRST, Sets::scard),
            of("SISMEMBER", 3, "readonly fast", FIRST, Sets::sismember),
            of("SMEMBERS", 2, "readonly", FIRST, Sets::smembers),
            of("SMISMEMBER", -3, "readonly fast", FIRST, Sets::smismember),
            of("SMOVE", 4, "write fast", range(1, 2, 1), Sets::smove),
            of("SPOP", -2, "write fast", FIRST, Sets::spop),
            of("SRANDMEMBER", -2, "readonly", FIRST, Sets::srandmember),
            of("SREM", -3, "write fast", FIRST, Sets::srem),
            of("SSCAN", -3, "readonly", FIRST, Sets::sscan));

    static final List<Command> COMMANDS =
            Stream.concat(OWN.stream(), SetAlgebra.COMMANDS.stream()).toList();

    /** When fewer than this part of the members would stay, they are moved instead of the others taken out. */
    private static final int MOVE_REST = 5;
    /** No reply can hold more; Redis would try until its memory ends. */
    static final long MOST_DRAWN = Integer.MAX_VALUE;
    /** How many are drawn before somebody asks whether the client still gets them. */
    static final int DRAWN_AT_ONCE = 1000;

    private Sets() {}

    private static void sadd(Call call) {
        byte[] key = call.arg(0);
        SetValue set = call.write(key, SetValue.class);
        boolean fresh = set == null;
        int members = call.count() - 1;
        if (set == null) set = SetValue.create(call.arg(1), members, call.limits());
        else set.expect(members, call.limits());
        int added = 0;
        for (int i = 1; i < call.count(); i++) if (set.add(call.arg(i), call.limits())) added++;
        if (fresh) call.db().set(key, set);
        if (added > 0) call.changed(key, EventClass.SET, "sadd");
        call.reply().integer(added);
    }

    private static void srem(Call call) {
        byte[] key = call.arg(0);
        SetValue set = call.write(key, SetValue.class);
        int removed = 0;
        for (int i = 1; set != null && i < call.count() && !set.isEmpty(); i++) if (set.remove(call.arg(i))) removed++;
        if (set != null && removed > 0) {
            call.changed(key, EventClass.SET, "srem");
            call.removeIfEmpty(key, set);
        }
        call.reply().integer(removed);
    }

    private static void smove(Call call) {
        byte[] source = call.arg(0);
        byte[] target = call.arg(1);
        byte[] member = call.arg(2);
        SetValue from = call.write(source, SetValue.class);
        if (from == null) {
            call.reply().integer(0);
            return;
        }
        SetValue to = call.write(target, SetValue.class);
        if (from == to) {
            call.reply().integer(from.contains(member) ? 1 : 0);
            return;
        }
        if (!from.remove(member)) {
            call.reply().integer(0);
            return;
        }
        call.changed(source, EventClass.SET, "srem");
        call.removeIfEmpty(source, from);
        boolean fresh = to == null;
        if (to == null) to = SetValue.create(member, 1, call.limits());
        boolean added = to.add(member, call.limits());
        if (fresh) call.db().set(target, to);
        if (added) call.changed(target, EventClass.SET, "sadd");
        call.reply().integer(1);
    }

    private static void scard(Call call) {
        SetValue set = call.read(call.arg(0), SetValue.class);
        call.reply().integer(set == null ? 0 : set.size());
    }

    private static void sismember(Call call) {
        SetValue set = call.read(call.arg(0), SetValue.class);
        call.reply().integer(set != null && set.contains(call.arg(1)) ? 1 : 0);
    }

    private static void smismember(Call call) {
        SetValue set = call.read(call.arg(0), SetValue.class);
        call.reply().array(call.count() - 1);
        for (int i = 1; i < call.count(); i++) call.reply().integer(set != null && set.contains(call.arg(i)) ? 1 : 0);
    }

    private static void smembers(Call call) {
        SetValue set = call.read(call.arg(0), SetValue.class);
        ReplySink reply = call.reply();
        reply.set(set == null ? 0 : set.size());
        if (set != null) set.forEach(reply::blob);
    }

    private static void spop(Call call) {
        if (call.count() > 2) throw Errors.SYNTAX;
        if (call.count() == 2) {
            spopCount(call);
            return;
        }
        byte[] key = call.arg(0);
        SetValue set = call.write(key, SetValue.class);
        if (set == null) {
            call.reply().nullBulk();
            return;
        }
        byte[] member = set.random(call.random());
        set.remove(member);
        call.changed(key, EventClass.SET, "spop");
        call.removeIfEmpty(key, set);
        call.propagateAs("SREM", key, member);
        call.reply().blob(member);
    }

    private static void spopCount(Call call) {
        byte[] key = call.arg(0);
        long count = call.integer(1, Errors.NOT_POSITIVE);
        if (count < 0) throw Errors.NOT_POSITIVE;
        SetValue set = call.write(key, SetValue.class);
        if (set == null || count == 0) {
            call.reply().set(0);
            return;
        }
        boolean all = count >= set.size();
        byte[][] popped = all ? set.toArray() : take(call, key, set, (int) count);
        call.changed(key, EventClass.SET, "spop");
        if (all) {
            call.db().remove(key);
            call.event(key, EventClass.GENERIC, "del");
        }
        if (all) call.propagateAs("DEL", key);
        else if (call.isPropagated()) propagateRemoval(call, key, popped);
        call.reply().set(popped.length);
        for (byte[] member : popped) call.reply().blob(member);
    }

    private static void propagateRemoval(Call call, byte[] key, byte[][] members) {
        List<byte[]> words = new ArrayList<>(members.length + 1);
        words.add(key);
        words.addAll(Arrays.asList(members));
        call.propagateAs("SREM", words);
    }

    /** Some at random: taken out one by one, or, when nearly all go, the rest moved into a set of its own. */
    private static byte[][] take(Call call, byte[] key, SetValue set, int count) {
        int rest = set.size() - count;
        if ((long) rest * MOVE_REST > count) {
            byte[][] popped = new byte[count][];
            for (int i = 0; i < count; i++) {
                popped[i] = set.random(call.random());
                set.remove(popped[i]);
            }
            return popped;
        }
        SetValue kept = set.isIntset() ? SetValue.emptyIntset() : SetValue.emptyListpack();
        for (int i = 0; i < rest; i++) {
            byte[] member = set.random(call.random());
            set.remove(member);
            kept.add(member, call.limits());
        }
        call.db().replace(key, kept);
        return set.toArray();
    }

    private static void srandmember(Call call) {
        if (call.count() > 2) throw Errors.SYNTAX;
        if (call.count() == 2) {
            srandmemberCount(call);
            return;
        }
        SetValue set = call.read(call.arg(0), SetValue.class);
        if (set == null) call.reply().nullBulk();
        else call.reply().blob(set.random(call.random()));
    }

    private static void srandmemberCount(Call call) {
        long count = call.integer(1);
        if (count == Long.MIN_VALUE) throw Errors.LONG_RANGE;
        if (count < -MOST_DRAWN) throw Errors.OUT_OF_RANGE;
        SetValue set = call.read(call.arg(0), SetValue.class);
        ReplySink reply = call.reply();
        if (set == null || count == 0) {
            reply.array(0);
        } else if (count < 0) {
            reply.array((int) -count);
            for (long left = -count; left > 0 && !call.isCutOff(); left -= DRAWN_AT_ONCE)
                set.draw(Math.min(left, DRAWN_AT_ONCE), call.random(), reply::blob);
        } else if (count >= set.size()) {
            reply.array(set.size());
            set.forEach(reply::blob);
        } else {
            reply.array((int) count);
            set.sample((int) count, call.random(), reply::blob);
        }
    }

    private static void sscan(Call call) {
        long start = ScanArgs.cursor(call, 1);
        SetValue set = call.read(call.arg(0), SetValue.class);
        List<byte[]> found = new ArrayList<>();
        long cursor = set == null ? 0 : scan(set, ScanArgs.parse(call, start, 2, ScanArgs.Of.OTHER), found);
        call.reply().array(2);
        call.reply().blob(Long.toUnsignedString(cursor));
        call.reply().array(found.size());
        for (byte[] member : found) call.reply().blob(member);
    }

    private static long scan(SetValue set, ScanArgs args, List<byte[]> found) {
        long cursor = args.cursor();
        long steps = args.maxSteps();
        int[] seen = {0};
        do {
            cursor = set.scan(cursor, member -> {
                seen[0]++;
                if (args.matches(member)) found.add(member);
            });
        } while (cursor != 0 && --steps > 0 && seen[0] < args.count());
        return cursor;
    }
}
