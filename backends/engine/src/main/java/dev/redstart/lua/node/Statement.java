package dev.redstart.lua.node;

import org.jspecify.annotations.Nullable;

/** A node that does something. */
abstract class Statement {

    /** How a statement ends that goes on with the next one. */
    static final Object NEXT = new Object();

    static final Object BREAK = new Object();

    /** {@link #NEXT}, {@link #BREAK}, or the results that the function returns. */
    abstract @Nullable Object run(@Nullable Object[] frame);

    /** One after the other. */
    static final class Block extends Statement {
        private final Statement[] body;

        Block(Statement[] body) {
            this.body = body;
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            for (Statement statement : body) {
                Object end = statement.run(frame);
                if (end != NEXT) {
                    return end;
                }
            }
            return NEXT;
        }
    }
}
