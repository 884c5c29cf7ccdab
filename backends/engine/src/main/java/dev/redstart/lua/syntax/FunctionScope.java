package dev.redstart.lua.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that a function under parsing sees: its own variables, innermost last, then those of the outer ones. */
final class FunctionScope {

    static final int MAX_VARIABLES = 200;
    static final int MAX_UPVALUES = 60;

    final @Nullable FunctionScope outer;
    final int line;
    final List<Variable> active = new ArrayList<>();
    final List<Tree.Expression> captures = new ArrayList<>();
    private final List<Object> captured = new ArrayList<>();
    int slots;
    int loops;
    boolean dots;
    boolean usesDots;

    FunctionScope(@Nullable FunctionScope outer, int line) {
        this.outer = outer;
        this.line = line;
    }

    /** A variable that is not yet to be seen: {@code local x = x} speaks of two. */
    Variable create(String name, int pending) {
        int slot = active.size() + pending;
        slots = Math.max(slots, slot + 1);
        return new Variable(name, slot);
    }

    /** The variable of this name, or null when it is a global one. */
    Tree.@Nullable Expression find(String name, Lexer lexer) {
        for (int i = active.size() - 1; i >= 0; i--) {
            if (active.get(i).name().equals(name)) {
                return new Tree.Local(active.get(i));
            }
        }
        Tree.Expression outside = outer == null ? null : outer.find(name, lexer);
        return outside == null ? null : capture(name, outside, lexer);
    }

    private Tree.Expression capture(String name, Tree.Expression outside, Lexer lexer) {
        Object identity = outside instanceof Tree.Local local ? local.variable() : outside;
        int index = captured.indexOf(identity);
        if (index < 0) {
            index = captured.size();
            if (index == MAX_UPVALUES) {
                throw tooMany("upvalues", MAX_UPVALUES, lexer);
            }
            if (identity instanceof Variable variable) {
                variable.capture();
            }
            captured.add(identity);
            captures.add(outside);
        }
        return new Tree.Upvalue(name, index);
    }

    RuntimeException tooMany(String what, int limit, Lexer lexer) {
        String who = line == 0 ? "main function" : "function at line " + line;
        return lexer.limit(who + " has more than " + limit + " " + what);
    }
}
