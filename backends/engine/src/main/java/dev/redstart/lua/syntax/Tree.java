package dev.redstart.lua.syntax;

import dev.redstart.lua.LuaString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The syntax tree. Lines are those that errors name. */
public interface Tree {

    /** Something with a value. */
    sealed interface Expression extends Tree
            permits Constant,
                    Dots,
                    Local,
                    Upvalue,
                    Global,
                    Index,
                    Call,
                    Method,
                    Function,
                    Binary,
                    Unary,
                    Table,
                    Paren {}

    record Constant(@Nullable Object value) implements Expression {}

    record Dots() implements Expression {}

    record Local(Variable variable) implements Expression {}

    /** The variable of an outer function that stands at this place among those that the function captures. */
    record Upvalue(String name, int index) implements Expression {}

    record Global(LuaString name, int line) implements Expression {}

    record Index(Expression object, Expression key, int line) implements Expression {}

    record Call(Expression function, List<Expression> arguments, int line) implements Expression {}

    record Method(Expression object, LuaString name, List<Expression> arguments, int line) implements Expression {}

    /** {@code op} is its text: {@code and}, {@code ..}, {@code <=}. */
    record Binary(String op, Expression left, Expression right, int line) implements Expression {}

    record Unary(String op, Expression operand, int line) implements Expression {}

    /** In the order of the source; an item without a key is the next element. */
    record Table(List<Field> fields, int line) implements Expression {}

    record Field(@Nullable Expression key, Expression value) {}

    /** Cuts several results to one. */
    record Paren(Expression inner) implements Expression {}

    /**
     * A function: its parameters have the first slots.
     *
     * @param captures what it captures, as its enclosing function sees it: a {@link Local} or an {@link Upvalue} there
     * @param argTable the hidden variable {@code arg} of Lua 5.0, filled when the body does not use the dots
     * @param slots how many slots its variables need
     */
    record Function(
            List<Variable> parameters,
            boolean dots,
            @Nullable Variable argTable,
            List<Expression> captures,
            List<Statement> body,
            int slots,
            int line)
            implements Expression {}

    /** Something to do. */
    sealed interface Statement extends Tree
            permits Declare,
                    Assign,
                    Do,
                    Evaluate,
                    If,
                    While,
                    Repeat,
                    NumericFor,
                    GenericFor,
                    LocalFunction,
                    Return,
                    Break {}

    record Declare(List<Variable> variables, List<Expression> values) implements Statement {}

    record Assign(List<Expression> targets, List<Expression> values) implements Statement {}

    record Do(List<Statement> body) implements Statement {}

    record Evaluate(Expression call) implements Statement {}

    /** Conditions and blocks in pairs; the last one, of else, has the condition true. */
    record If(List<Expression> conditions, List<List<Statement>> blocks) implements Statement {}

    record While(Expression condition, List<Statement> body) implements Statement {}

    record Repeat(List<Statement> body, Expression until) implements Statement {}

    record NumericFor(
            Variable variable,
            Expression from,
            Expression to,
            @Nullable Expression step,
            List<Statement> body,
            int line)
            implements Statement {}

    record GenericFor(List<Variable> variables, List<Expression> iterator, List<Statement> body, int line)
            implements Statement {}

    record LocalFunction(Variable variable, Function function) implements Statement {}

    record Return(List<Expression> values) implements Statement {}

    record Break() implements Statement {}
}
