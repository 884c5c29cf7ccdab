package dev.redstart.lua.node;

import dev.redstart.lua.syntax.Tree;
import dev.redstart.lua.syntax.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the local variables of a function that can only ever hold numbers: counters of loops, and what is given nothing
 * but numbers and what arithmetic makes of numbers. (Of other operands it may make anything, by metamethods.)
 *
 * <p>All that no inner function sees are taken for such until something that they are given shows that they are not;
 * which then may show the same of those that are given them.
 */
final class NumberVariables {

    /** Programs need two or three; one that needs more was made to keep us busy. */
    private static final int MOST_ROUNDS = 20;

    /** What each is given, anywhere. */
    private final Map<Variable, List<Tree.Expression>> given = new LinkedHashMap<>();

    private NumberVariables() {}

    static Set<Variable> of(Tree.Function function) {
        NumberVariables variables = new NumberVariables();
        variables.collect(function.body());
        for (int i = 0; i < MOST_ROUNDS; i++) {
            if (!variables.given.values().removeIf(variables::holdOthers)) {
                return variables.given.keySet();
            }
        }
        return Set.of();
    }

    private boolean holdOthers(List<Tree.Expression> values) {
        for (Tree.Expression value : values) {
            if (!isNumber(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNumber(Tree.Expression value) {
        if (value instanceof Tree.Constant constant) {
            return constant.value() instanceof Double;
        } else if (value instanceof Tree.Local local) {
            return given.containsKey(local.variable());
        } else if (value instanceof Tree.Binary binary) {
            return Arithmetic.isOperator(binary.op()) && isNumber(binary.left()) && isNumber(binary.right());
        } else if (value instanceof Tree.Unary unary) {
            return unary.op().equals("-") && isNumber(unary.operand());
        }
        return value instanceof Tree.Paren paren && isNumber(paren.inner());
    }

    private void collect(List<Tree.Statement> body) {
        for (Tree.Statement statement : body) {
            if (statement instanceof Tree.Declare declare) {
                for (int i = 0; i < declare.variables().size(); i++) {
                    Variable variable = declare.variables().get(i);
                    add(variable);
                    gives(variable, i, declare.values());
                }
            } else if (statement instanceof Tree.Assign assign) {
                for (int i = 0; i < assign.targets().size(); i++) {
                    if (assign.targets().get(i) instanceof Tree.Local local) {
                        gives(local.variable(), i, assign.values());
                    }
                }
            } else if (statement instanceof Tree.NumericFor loop) {
                add(loop.variable());
                collect(loop.body());
            } else if (statement instanceof Tree.GenericFor loop) {
                collect(loop.body());
            } else if (statement instanceof Tree.While loop) {
                collect(loop.body());
            } else if (statement instanceof Tree.Repeat loop) {
                collect(loop.body());
            } else if (statement instanceof Tree.If branch) {
                branch.blocks().forEach(this::collect);
            } else if (statement instanceof Tree.Do inner) {
                collect(inner.body());
            }
        }
    }

    private void add(Variable variable) {
        if (!variable.isCaptured()) {
            given.put(variable, new ArrayList<>(1));
        }
    }

    /** The value at its own place; where there is none, nil, or what the last one, a call, brings. */
    private void gives(Variable variable, int i, List<Tree.Expression> values) {
        List<Tree.Expression> known = given.get(variable);
        if (known == null) {
            return;
        }
        if (i < values.size()) {
            known.add(values.get(i));
        } else {
            given.remove(variable);
        }
    }
}
