package dev.redstart.engine.command;

import dev.redstart.engine.command.SortedSetAlgebra.Operation;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What ZUNION and its like are told: {@code numkeys key [key ...]}, and behind it what the command takes of
 * {@code WEIGHTS}, {@code AGGREGATE}, {@code WITHSCORES} and {@code LIMIT}.
 *
 * @param inputs in the order of the keys
 * @param limit  0 for none
 */
record AlgebraArgs(List<AlgebraInput> inputs, Aggregate aggregate, boolean withScores, long limit) {

    /** What the result is for. */
    enum For {
        REPLY,
        STORE,
        COUNT
    }

    /** How the scores of a member that is in several inputs become one. */
    enum Aggregate {
        SUM,
        MIN,
        MAX;

        /** NaN, which infinities and weights may yield, loses; as a sum it is 0. */
        double apply(double sum, double score) {
            return switch (this) {
                case SUM -> Double.isNaN(sum + score) ? 0 : sum + score;
                case MIN -> score < sum ? score : sum;
                case MAX -> score > sum ? score : sum;
            };
        }
    }

    private static final CommandError WEIGHT_NOT_A_FLOAT = Errors.of("ERR weight value is not a float");
    private static final CommandError LIMIT_NEGATIVE = Errors.of("ERR LIMIT can't be negative");

    /** The arguments from {@code at} on; reads the keys, whose types count before the options do. */
    static AlgebraArgs parse(Call call, int at, Operation operation, For use) {
        int keys = keys(call, at);
        List<AlgebraInput> inputs = new ArrayList<>(keys);
        for (byte[] key : call.args(at + 1, at + 1 + keys))
            inputs.add(new AlgebraInput(call.db().read(key), 1));
        boolean scored = operation != Operation.DIFF && use != For.COUNT;
        Aggregate aggregate = Aggregate.SUM;
        boolean withScores = false;
        long limit = 0;
        for (int i = at + 1 + keys; i < call.count(); i++) {
            if (scored && call.is(i, "WEIGHTS") && call.has(i, keys)) {
                for (int k = 0; k < keys; k++)
                    inputs.set(k, inputs.get(k).withWeight(call.dbl(++i, WEIGHT_NOT_A_FLOAT)));
            } else if (scored && call.is(i, "AGGREGATE") && call.has(i, 1)) {
                aggregate = aggregate(call, ++i);
            } else if (use == For.REPLY && call.is(i, "WITHSCORES")) {
                withScores = true;
            } else if (use == For.COUNT && call.is(i, "LIMIT") && call.has(i, 1)) {
                limit = call.integer(++i, LIMIT_NEGATIVE);
                if (limit < 0) throw LIMIT_NEGATIVE;
            } else {
                throw Errors.SYNTAX;
            }
        }
        return new AlgebraArgs(inputs, aggregate, withScores, limit);
    }

    private static int keys(Call call, int at) {
        long keys = call.integer(at);
        if (keys < 1)
            throw Errors.of("ERR at least 1 input key is needed for '"
                    + call.command().name().toLowerCase(Locale.ROOT) + "' command");
        if (keys > call.count() - at - 1) throw Errors.SYNTAX;
        return (int) keys;
    }

    private static Aggregate aggregate(Call call, int i) {
        for (Aggregate a : Aggregate.values()) if (call.is(i, a.name())) return a;
        throw Errors.SYNTAX;
    }

    /** The smaller first. */
    List<AlgebraInput> bySize() {
        return inputs.stream()
                .sorted(Comparator.comparingInt(AlgebraInput::size))
                .toList();
    }
}
