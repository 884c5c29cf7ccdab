package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.at;
import static dev.redstart.engine.dispatch.KeySpec.counted;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.structure.Dict;
import java.util.ArrayList;
import java.util.List;

/** Intersection, union and difference of sorted sets and sets; a missing key is empty. */
final class SortedSetAlgebra {

    static final List<Command> COMMANDS = List.of(
            of("ZDIFF", -3, "readonly movablekeys", counted(1), call -> reply(call, Operation.DIFF)),
            of("ZDIFFSTORE", -4, "write denyoom movablekeys", at(1).andCounted(2), call -> store(call, Operation.DIFF)),
            of("ZINTER", -3, "readonly movablekeys", counted(1), call -> reply(call, Operation.INTER)),
            of("ZINTERCARD", -3, "readonly movablekeys", counted(1), SortedSetAlgebra::zintercard),
            of(
                    "ZINTERSTORE",
                    -4,
                    "write denyoom movablekeys",
                    at(1).andCounted(2),
                    call -> store(call, Operation.INTER)),
            of("ZUNION", -3, "readonly movablekeys", counted(1), call -> reply(call, Operation.UNION)),
            of(
                    "ZUNIONSTORE",
                    -4,
                    "write denyoom movablekeys",
                    at(1).andCounted(2),
                    call -> store(call, Operation.UNION)));

    enum Operation {
        DIFF("zdiffstore"),
        INTER("zinterstore"),
        UNION("zunionstore");

        private final String event;

        Operation(String event) {
            this.event = event;
        }
    }

    /** A member of a union that is being summed up. */
    private static final class Sum extends Dict.Entry {
        double score;

        Sum(byte[] member, double score) {
            super(member);
            this.score = score;
        }
    }

    private SortedSetAlgebra() {}

    private static void reply(Call call, Operation operation) {
        AlgebraArgs args = AlgebraArgs.parse(call, 0, operation, AlgebraArgs.For.REPLY);
        ZSetValue made = make(call, args, operation);
        SortedSets.reply(call.reply(), made.walk(made.all(), false), made.size(), args.withScores());
    }

    private static void store(Call call, Operation operation) {
        AlgebraArgs args = AlgebraArgs.parse(call, 1, operation, AlgebraArgs.For.STORE);
        byte[] target = call.arg(0);
        ZSetValue made = make(call, args, operation);
        if (!made.isEmpty()) {
            made.compact(call.limits());
            call.db().set(target, made);
            call.changed(target, EventClass.ZSET, operation.event);
        } else if (call.db().remove(target) != null) {
            call.changed(target, EventClass.GENERIC, "del");
        }
        call.reply().integer(made.size());
    }

    private static void zintercard(Call call) {
        AlgebraArgs args = AlgebraArgs.parse(call, 0, Operation.INTER, AlgebraArgs.For.COUNT);
        long most = args.limit() == 0 ? Long.MAX_VALUE : args.limit();
        long[] count = {0};
        intersection(args, (member, score) -> ++count[0] < most);
        call.reply().integer(count[0]);
    }

    /** The result in the large form. */
    private static ZSetValue make(Call call, AlgebraArgs args, Operation operation) {
        ZSetValue made = ZSetValue.emptyTable();
        AlgebraInput.Visitor put = (member, score) -> {
            made.put(member, score, call.limits());
            return true;
        };
        switch (operation) {
            case DIFF -> difference(args, put);
            case INTER -> intersection(args, put);
            case UNION -> union(args, put);
        }
        return made;
    }

    /** Walks the smallest and asks the others, the smaller first; the sums depend on that order. */
    private static void intersection(AlgebraArgs args, AlgebraInput.Visitor result) {
        List<AlgebraInput> inputs = args.bySize();
        AlgebraInput smallest = inputs.get(0);
        smallest.forEach((member, score) -> {
            double sum = smallest.weighted(score);
            for (int i = 1; i < inputs.size(); i++) {
                AlgebraInput input = inputs.get(i);
                double other = input.score(member);
                if (Double.isNaN(other)) return true;
                sum = args.aggregate().apply(sum, other * input.weight());
            }
            return result.visit(member, sum);
        });
    }

    private static void union(AlgebraArgs args, AlgebraInput.Visitor result) {
        List<AlgebraInput> inputs = args.bySize();
        Dict<Sum> sums = new Dict<>();
        sums.reserve(inputs.get(inputs.size() - 1).size());
        for (AlgebraInput input : inputs) {
            input.forEach((member, score) -> {
                double weighted = input.weighted(score);
                Sum sum = sums.find(member);
                if (sum == null) sums.insert(new Sum(member, weighted));
                else sum.score = args.aggregate().apply(sum.score, weighted);
                return true;
            });
        }
        sums.forEach(sum -> result.visit(sum.key, sum.score));
    }

    private static void difference(AlgebraArgs args, AlgebraInput.Visitor result) {
        List<AlgebraInput> others = new ArrayList<>(args.inputs());
        AlgebraInput first = others.remove(0);
        // The larger first: they are the likelier to have a member.
        others.sort((a, b) -> Integer.compare(b.size(), a.size()));
        first.forEach((member, score) -> {
            for (AlgebraInput other : others) if (!Double.isNaN(other.score(member))) return true;
            return result.visit(member, score);
        });
    }
}
