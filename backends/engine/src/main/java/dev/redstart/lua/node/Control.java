package dev.redstart.lua.node;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.Meta;
import dev.redstart.lua.Results;
import dev.redstart.lua.Values;
import org.jspecify.annotations.Nullable;

/** Conditions, loops, the ends of functions. Every way back to the head of a loop is a step of the budget. */
final class Control {

    private Control() {}

    static final class If extends Statement {
        private final Expression[] conditions;
        private final Statement[] blocks;

        If(Expression[] conditions, Statement[] blocks) {
            this.conditions = conditions;
            this.blocks = blocks;
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            for (int i = 0; i < conditions.length; i++) {
                if (conditions[i].truth(frame)) {
                    return blocks[i].run(frame);
                }
            }
            return NEXT;
        }
    }

    static final class While extends Statement {
        private final Budget budget;
        private final Expression condition;
        private final Statement body;

        While(Budget budget, Expression condition, Statement body) {
            this.budget = budget;
            this.condition = condition;
            this.body = body;
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            while (condition.truth(frame)) {
                budget.step();
                Object end = body.run(frame);
                if (end != NEXT) {
                    if (end == BREAK) {
                        break;
                    }
                    return end;
                }
            }
            return NEXT;
        }
    }

    static final class Repeat extends Statement {
        private final Budget budget;
        private final Statement body;
        private final Expression until;

        Repeat(Budget budget, Statement body, Expression until) {
            this.budget = budget;
            this.body = body;
            this.until = until;
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            do {
                budget.step();
                Object end = body.run(frame);
                if (end != NEXT) {
                    if (end == BREAK) {
                        break;
                    }
                    return end;
                }
            } while (!until.truth(frame));
            return NEXT;
        }
    }

    static final class NumericFor extends Statement {
        private final Budget budget;
        private final Assignments.Target counter;
        private final Expression from;
        private final Expression to;
        private final Expression step;
        private final Statement body;
        private final Site site;
        /** Where the counter is, when it needs no box; else negative. */
        private final int numberSlot;

        NumericFor(
                Budget budget,
                Assignments.Target counter,
                Expression from,
                Expression to,
                Expression step,
                Statement body,
                Site site) {
            this.budget = budget;
            this.counter = counter;
            this.numberSlot = counter instanceof Assignments.ToNumber number ? number.slot : -1;
            this.from = from;
            this.to = to;
            this.step = step;
            this.body = body;
            this.site = site;
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            Object first = from.eval(frame);
            Object last = to.eval(frame);
            Object by = step.eval(frame);
            double i = number(first, "initial value");
            double limit = number(last, "limit");
            double increment = number(by, "step");
            for (; increment > 0 ? i <= limit : limit <= i; i += increment) {
                budget.step();
                if (numberSlot >= 0) {
                    NumberCell.set(frame, numberSlot, i);
                } else {
                    counter.store(frame, null, null, Values.box(i));
                }
                Object end = body.run(frame);
                if (end != NEXT) {
                    if (end == BREAK) {
                        break;
                    }
                    return end;
                }
            }
            return NEXT;
        }

        private double number(@Nullable Object value, String what) {
            Double number = Values.toNumber(value);
            if (number == null) {
                throw site.error("'for' " + what + " must be a number");
            }
            return number;
        }
    }

    static final class GenericFor extends Statement {
        private final Budget budget;
        private final Meta meta;
        private final Assignments.Target[] variables;
        private final Expression[] iterator;
        private final boolean open;
        private final Statement body;
        private final Site site;

        GenericFor(
                Budget budget,
                Meta meta,
                Assignments.Target[] variables,
                Expression[] iterator,
                Statement body,
                Site site) {
            this.budget = budget;
            this.meta = meta;
            this.variables = variables;
            this.iterator = iterator;
            this.open = Lists.isOpen(iterator);
            this.body = body;
            this.site = site;
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            @Nullable Object[] start = Lists.eval(iterator, open, frame, 0);
            Object function = start.length > 0 ? start[0] : null;
            Object state = start.length > 1 ? start[1] : null;
            Object control = start.length > 2 ? start[2] : null;
            while (true) {
                budget.step();
                Object results = next(function, state, control);
                control = Results.first(results);
                if (control == null) {
                    return NEXT;
                }
                variables[0].store(frame, null, null, control);
                for (int i = 1; i < variables.length; i++) {
                    boolean there = results instanceof Object[] many && many.length > i;
                    variables[i].store(frame, null, null, there ? ((Object[]) results)[i] : null);
                }
                Object end = body.run(frame);
                if (end != NEXT) {
                    if (end == BREAK) {
                        return NEXT;
                    }
                    return end;
                }
            }
        }

        private @Nullable Object next(@Nullable Object function, @Nullable Object state, @Nullable Object control) {
            try {
                if (function instanceof LuaFunction f) {
                    return f.call2(state, control);
                }
                return Indexing.handler(meta, function, null, site).call3(function, state, control);
            } catch (dev.redstart.lua.LuaError e) {
                throw site.passed(e);
            }
        }
    }

    static final class Evaluate extends Statement {
        private final Expression call;

        Evaluate(Expression call) {
            this.call = call;
        }

        @Override
        Object run(@Nullable Object[] frame) {
            call.results(frame);
            return NEXT;
        }
    }

    static final class Return extends Statement {
        private final Expression[] values;
        private final boolean open;

        Return(Expression[] values) {
            this.values = values;
            this.open = Lists.isOpen(values);
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            return Lists.results(values, open, frame);
        }
    }

    static final class TailReturn extends Statement {
        private final Call call;

        TailReturn(Call call) {
            this.call = call;
        }

        @Override
        @Nullable
        Object run(@Nullable Object[] frame) {
            return call.tail(frame);
        }
    }

    static final class Break extends Statement {
        @Override
        Object run(@Nullable Object[] frame) {
            return BREAK;
        }
    }
}
