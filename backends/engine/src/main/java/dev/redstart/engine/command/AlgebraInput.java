package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetCursor;
import dev.redstart.engine.keyspace.ZSetValue;
import org.jspecify.annotations.Nullable;

/**
 * What a ZUNION and its like take in: a sorted set, or a set whose members all have score 1.
 *
 * @param value null when the key does not exist
 */
record AlgebraInput(@Nullable Value value, double weight) {

    /** Is shown members; false when it wants no more. */
    @FunctionalInterface
    interface Visitor {
        boolean visit(byte[] member, double score);
    }

    AlgebraInput {
        boolean fits = value == null || value instanceof ZSetValue || value instanceof SetValue;
        if (!fits) throw Errors.WRONG_TYPE;
    }

    AlgebraInput withWeight(double weight) {
        return new AlgebraInput(value, weight);
    }

    int size() {
        if (value instanceof ZSetValue zset) return zset.size();
        return value instanceof SetValue set ? set.size() : 0;
    }

    /** As it is in there, without the weight; NaN when it is no member. */
    double score(byte[] member) {
        if (value instanceof ZSetValue zset) return zset.score(member);
        return value instanceof SetValue set && set.contains(member) ? 1 : Double.NaN;
    }

    /** Infinity with weight 0 counts 0. */
    double weighted(double score) {
        double weighted = score * weight;
        return Double.isNaN(weighted) ? 0 : weighted;
    }

    /** All members with their scores as they are in there, a sorted set's from the end. */
    void forEach(Visitor visitor) {
        if (value instanceof ZSetValue zset) {
            ZSetCursor c = zset.walk(zset.all(), true);
            while (c.next() && visitor.visit(c.member(), c.score())) {
                // The condition does it all.
            }
        } else if (value instanceof SetValue set) {
            for (byte[] member : set.toArray()) if (!visitor.visit(member, 1)) return;
        }
    }
}
