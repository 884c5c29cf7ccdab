package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.ALL;
import static dev.redstart.engine.dispatch.KeySpec.counted;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Limits;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.structure.Dict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Intersection, union and difference of sets; a missing key is an empty set. */
final class SetAlgebra {

    static final List<Command> COMMANDS = List.of(
            of("SDIFF", -2, "readonly", ALL, call -> reply(call, SetAlgebra::difference)),
            of("SDIFFSTORE", -3, "write denyoom", ALL, call -> store(call, "sdiffstore", SetAlgebra::storedDifference)),
            of("SINTER", -2, "readonly", ALL, call -> reply(call, SetAlgebra::intersection)),
            of("SINTERCARD", -3, "readonly movablekeys", counted(1), SetAlgebra::sintercard),
            of(
                    "SINTERSTORE",
                    -3,
                    "write denyoom",
                    ALL,
                    call -> store(call, "sinterstore", SetAlgebra::storedIntersection)),
            of("SUNION", -2, "readonly", ALL, call -> reply(call, SetAlgebra::union)),
            of("SUNIONSTORE", -3, "write denyoom", ALL, call -> store(call, "sunionstore", SetAlgebra::storedUnion)));

    /** A table has none. */
    private static final Limits NO_LIMITS = new Limits();

    private static final CommandError LIMIT_NEGATIVE = Errors.of("ERR LIMIT can't be negative");

    private SetAlgebra() {}

    /** Gives every member of the result once, until told to stop. */
    private interface Operation {
        void run(List<@Nullable SetValue> sets, Predicate<byte[]> result);
    }

    /** Makes the result as a set of the form that Redis gives it. */
    private interface Maker {
        SetValue make(Call call, List<@Nullable SetValue> sets);
    }

    private static List<@Nullable SetValue> read(Call call, int from, int to) {
        List<@Nullable SetValue> sets = new ArrayList<>(to - from);
        for (byte[] key : call.args(from, to)) sets.add(call.read(key, SetValue.class));
        return sets;
    }

    private static void reply(Call call, Operation operation) {
        List<@Nullable SetValue> sets = read(call, 0, call.count());
        call.reply().openSet();
        operation.run(sets, member -> {
            call.reply().blob(member);
            return true;
        });
        call.reply().end();
    }

    private static void store(Call call, String event, Maker maker) {
        byte[] target = call.arg(0);
        SetValue made = maker.make(call, read(call, 1, call.count()));
        if (!made.isEmpty()) {
            call.db().set(target, made);
            call.changed(target, EventClass.SET, event);
        } else if (call.db().remove(target) != null) {
            call.changed(target, EventClass.GENERIC, "del");
        }
        call.reply().integer(made.size());
    }

    /** {@code SINTERCARD numkeys key [key ...] [LIMIT n]}. */
    private static void sintercard(Call call) {
        long numkeys = call.integer(0, Errors.NUMKEYS_NOT_POSITIVE);
        if (numkeys < 1) throw Errors.NUMKEYS_NOT_POSITIVE;
        if (numkeys > call.count() - 1) throw Errors.TOO_MANY_NUMKEYS;
        int keys = (int) numkeys;
        long limit = 0;
        for (int i = keys + 1; i < call.count(); i++) {
            if (!call.is(i, "LIMIT") || !call.has(i, 1)) throw Errors.SYNTAX;
            limit = call.integer(++i, LIMIT_NEGATIVE);
            if (limit < 0) throw LIMIT_NEGATIVE;
        }
        long most = limit == 0 ? Long.MAX_VALUE : limit;
        long[] count = {0};
        intersection(read(call, 1, keys + 1), member -> ++count[0] < most);
        call.reply().integer(count[0]);
    }

    /** Walks the smallest and asks the others, the smaller first. */
    private static void intersection(List<@Nullable SetValue> sets, Predicate<byte[]> result) {
        if (sets.contains(null)) return;
        List<SetValue> present = new ArrayList<>(present(sets));
        present.sort(Comparator.comparingInt(SetValue::size));
        List<SetValue> others = present.subList(1, present.size());
        present.get(0).walk(member -> !inAll(others, member) || result.test(member));
    }

    private static boolean inAll(List<SetValue> sets, byte[] member) {
        for (SetValue set : sets) if (!set.contains(member)) return false;
        return true;
    }

    private static boolean inAny(List<SetValue> sets, byte[] member) {
        for (SetValue set : sets) if (set.contains(member)) return true;
        return false;
    }

    private static List<SetValue> present(List<@Nullable SetValue> sets) {
        return sets.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static void union(List<@Nullable SetValue> sets, Predicate<byte[]> result) {
        List<SetValue> present = present(sets);
        if (present.size() == 1) {
            present.get(0).walk(result);
            return;
        }
        Dict<Dict.Entry> seen = new Dict<>();
        for (SetValue set : present) {
            set.walk(member -> {
                if (seen.contains(member)) return true;
                seen.insert(new Dict.Entry(member));
                return result.test(member);
            });
        }
    }

    private static void difference(List<@Nullable SetValue> sets, Predicate<byte[]> result) {
        SetValue first = sets.get(0);
        if (first == null) return;
        List<SetValue> others = present(sets.subList(1, sets.size()));
        if (others.contains(first)) return;
        if (askingIsLess(first, others)) ask(first, others, result);
        else takeOut(SetValue.emptyTable(), first, others, NO_LIMITS).walk(result);
    }

    /**
     * Two ways, as in Redis, of which the one with less work is taken: ask all others for each member of the first (which
     * mostly stops early, hence the half), or add the first and take the others' members out.
     */
    private static boolean askingIsLess(SetValue first, List<SetValue> others) {
        long asking = (long) first.size() * (others.size() + 1) / 2;
        long taking = first.size();
        for (SetValue other : others) taking += other.size();
        return asking <= taking;
    }

    private static void ask(SetValue first, List<SetValue> others, Predicate<byte[]> result) {
        List<SetValue> largerFirst = new ArrayList<>(others);
        largerFirst.sort(Comparator.comparingInt(SetValue::size).reversed());
        first.walk(member -> inAny(largerFirst, member) || result.test(member));
    }

    private static SetValue takeOut(SetValue made, SetValue first, List<SetValue> others, Limits limits) {
        first.forEach(member -> made.add(member, limits));
        for (SetValue other : others) {
            if (made.isEmpty()) break;
            other.forEach(made::remove);
        }
        return made;
    }

    private static Predicate<byte[]> into(SetValue made, Call call) {
        return member -> {
            made.add(member, call.limits());
            return true;
        };
    }

    private static SetValue storedIntersection(Call call, List<@Nullable SetValue> sets) {
        SetValue smallest = present(sets).stream()
                .min(Comparator.comparingInt(SetValue::size))
                .orElse(null);
        boolean ints = smallest != null && smallest.isIntset();
        SetValue made = ints ? SetValue.emptyIntset() : SetValue.emptyListpack();
        intersection(sets, into(made, call));
        made.toIntsetIfIntegers(call.limits());
        return made;
    }

    private static SetValue storedUnion(Call call, List<@Nullable SetValue> sets) {
        SetValue made = SetValue.emptyIntset();
        Consumer<byte[]> add = member -> made.add(member, call.limits());
        for (SetValue set : present(sets)) set.forEach(add);
        return made;
    }

    /** The two ways may end in different forms. */
    private static SetValue storedDifference(Call call, List<@Nullable SetValue> sets) {
        SetValue made = SetValue.emptyIntset();
        SetValue first = sets.get(0);
        List<SetValue> others = present(sets.subList(1, sets.size()));
        if (first == null || others.contains(first)) return made;
        if (!askingIsLess(first, others)) return takeOut(made, first, others, call.limits());
        ask(first, others, into(made, call));
        return made;
    }
}
