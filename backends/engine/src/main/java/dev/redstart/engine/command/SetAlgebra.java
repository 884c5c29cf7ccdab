package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.ALL;
import static dev.redstart.engine.dispatch.KeySpec.counted;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
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
        List<@Nullable SetValue> sets = new ArrayList<>(call.count() - 1);
        for (byte[] key : call.args(1, call.count())) sets.add(call.write(key, SetValue.class));
        SetValue made = maker.make(call, sets);
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
        int keys = call.integer(0, 1, Integer.MAX_VALUE, Errors.NUMKEYS_NOT_POSITIVE);
        if (keys > call.count() - 1) throw Errors.TOO_MANY_NUMKEYS;
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
        for (byte[] member : present.get(0).toArray()) {
            boolean inAll = true;
            for (int i = 1; inAll && i < present.size(); i++)
                inAll = present.get(i).contains(member);
            if (inAll && !result.test(member)) return;
        }
    }

    private static List<SetValue> present(List<@Nullable SetValue> sets) {
        return sets.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static void union(List<@Nullable SetValue> sets, Predicate<byte[]> result) {
        Dict<Dict.Entry> seen = new Dict<>();
        for (SetValue set : present(sets)) {
            set.forEach(member -> {
                if (seen.contains(member)) return;
                seen.insert(new Dict.Entry(member));
                result.test(member);
            });
        }
    }

    private static void difference(List<@Nullable SetValue> sets, Predicate<byte[]> result) {
        SetValue first = sets.get(0);
        if (first == null) return;
        List<SetValue> others = present(sets.subList(1, sets.size()));
        first.forEach(member -> {
            for (SetValue other : others) if (other.contains(member)) return;
            result.test(member);
        });
    }

    private static SetValue storedIntersection(Call call, List<@Nullable SetValue> sets) {
        SetValue smallest = present(sets).stream()
                .min(Comparator.comparingInt(SetValue::size))
                .orElse(null);
        boolean ints = smallest != null && smallest.isIntset();
        SetValue made = ints ? SetValue.emptyIntset() : SetValue.emptyListpack();
        intersection(sets, member -> made.add(member, call.limits()));
        made.toIntsetIfIntegers(call.limits());
        return made;
    }

    private static SetValue storedUnion(Call call, List<@Nullable SetValue> sets) {
        SetValue made = SetValue.emptyIntset();
        Consumer<byte[]> add = member -> made.add(member, call.limits());
        for (SetValue set : present(sets)) set.forEach(add);
        return made;
    }

    /**
     * As Redis, by whichever is less work: ask all others for each member of the first (which mostly stops early, hence
     * the half), or add the first and take the others' members out. The two may end in different forms.
     */
    private static SetValue storedDifference(Call call, List<@Nullable SetValue> sets) {
        SetValue made = SetValue.emptyIntset();
        SetValue first = sets.get(0);
        if (first == null) return made;
        List<SetValue> present = present(sets);
        long asking = (long) first.size() * present.size() / 2;
        long taking = present.stream().mapToLong(SetValue::size).sum();
        if (asking <= taking) {
            difference(sets, member -> made.add(member, call.limits()));
            return made;
        }
        first.forEach(member -> made.add(member, call.limits()));
        for (SetValue other : present.subList(1, present.size())) {
            other.forEach(made::remove);
            if (made.isEmpty()) break;
        }
        return made;
    }
}
