package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.ZSetValue;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** ZADD, and ZINCRBY, which is ZADD with INCR. */
final class SortedSetAdd {

    static final List<Command> COMMANDS = List.of(
            of("ZADD", -4, "write denyoom fast", FIRST, call -> add(call, new Rule())),
            of("ZINCRBY", 4, "write denyoom fast", FIRST, call -> add(call, new Rule().increment())));

    private static final CommandError XX_NX = Errors.of("ERR XX and NX options at the same time are not compatible");
    private static final CommandError ONE_INCREMENT =
            Errors.of("ERR INCR option supports a single increment-element pair");
    private static final CommandError NAN = Errors.of("ERR resulting score is not a number (NaN)");

    private SortedSetAdd() {}

    private static void add(Call call, Rule rule) {
        int first = rule.parse(call);
        add(call, rule, scores(call, first), first + 1, 2);
    }

    /** All are looked at before the first is used: a bad one leaves everything as it was. */
    private static double[] scores(Call call, int first) {
        double[] scores = new double[(call.count() - first) / 2];
        for (int i = 0; i < scores.length; i++) scores[i] = call.dbl(first + 2 * i);
        return scores;
    }

    /** Adds members, every {@code step}-th argument from {@code first} on, with these scores, and replies. */
    static void add(Call call, Rule rule, double[] scores, int first, int step) {
        byte[] key = call.arg(0);
        ZSetValue zset = call.write(key, ZSetValue.class);
        if (zset != null) {
            zset.expect(scores.length, call.limits());
            putAll(call, zset, rule, scores, first, step);
        } else if (!rule.onlyExisting) {
            zset = ZSetValue.create(scores.length, call.arg(first).length, call.limits());
            putAll(call, zset, rule, scores, first, step);
            call.db().set(key, zset);
        }
        if (rule.added + rule.updated > 0) call.changed(key, EventClass.ZSET, rule.incr ? "zincr" : "zadd");
        rule.reply(call);
    }

    private static void putAll(Call call, ZSetValue zset, Rule rule, double[] scores, int first, int step) {
        for (int i = 0; i < scores.length; i++) {
            rule.given = scores[i];
            zset.update(call.arg(first + step * i), rule, call.limits());
        }
    }

    /** The options, which make a member's new score of its old one and the given one, and count what became of it. */
    static final class Rule implements DoubleUnaryOperator {
        private boolean onlyNew;
        private boolean onlyExisting;
        private boolean greater;
        private boolean less;
        private boolean changes;
        private boolean incr;

        private double given;

        private int added;
        private int updated;
        /** What INCR came to; NaN when the conditions forbade it. */
        private double result = Double.NaN;

        Rule increment() {
            incr = true;
            return this;
        }

        /** Where the first score stands. */
        int parse(Call call) {
            int i = 1;
            while (i < call.count() && option(call, i)) i++;
            int rest = call.count() - i;
            if (rest == 0 || rest % 2 != 0) throw Errors.SYNTAX;
            if (contradictsItself()) throw XX_NX;
            if (greater && (onlyNew || less) || less && onlyNew) throw Errors.GT_LT_NX;
            if (incr && rest > 2) throw ONE_INCREMENT;
            return i;
        }

        private boolean option(Call call, int i) {
            if (basicOption(call, i)) return true;
            if (call.is(i, "GT")) return greater = true;
            if (call.is(i, "LT")) return less = true;
            return call.is(i, "INCR") && (incr = true);
        }

        /** Takes NX, XX or CH, which GEOADD has, too. */
        boolean basicOption(Call call, int i) {
            if (call.is(i, "NX")) return onlyNew = true;
            if (call.is(i, "XX")) return onlyExisting = true;
            return call.is(i, "CH") && (changes = true);
        }

        /** Whether it adds nothing and changes nothing, whatever comes. */
        boolean contradictsItself() {
            return onlyNew && onlyExisting;
        }

        @Override
        public double applyAsDouble(double old) {
            boolean isNew = Double.isNaN(old);
            if (isNew ? onlyExisting : onlyNew) return Double.NaN;
            double score = incr && !isNew ? given + old : given;
            if (Double.isNaN(score)) throw NAN;
            if (greater && score <= old || less && score >= old) return Double.NaN;
            if (isNew) added++;
            else if (score != old) updated++;
            result = score;
            return score;
        }

        void reply(Call call) {
            if (!incr) call.reply().integer(changes ? added + updated : added);
            else if (Double.isNaN(result)) call.reply().nullBulk();
            else call.reply().dbl(result);
        }
    }
}
