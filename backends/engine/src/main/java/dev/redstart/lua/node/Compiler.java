package dev.redstart.lua.node;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaState;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Meta;
import dev.redstart.lua.syntax.Parser;
import dev.redstart.lua.syntax.Tree;
import dev.redstart.lua.syntax.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From syntax tree to closure nodes, one function at a time. */
public final class Compiler {

    /** Chains grow to the left without a limit of the parser's. */
    private static final int DEEP = 200;

    private final LuaState state;
    private final Meta meta;
    private final Budget budget;
    private final LuaTable globals;
    private final String source;
    private final Tree.Function function;
    private final Set<Variable> numbers;
    private int depth;
    private int deepest;

    private Compiler(LuaState state, LuaTable globals, String source, Tree.Function function) {
        this.state = state;
        this.meta = state.meta();
        this.budget = state.budget();
        this.globals = globals;
        this.source = source;
        this.function = function;
        this.numbers = NumberVariables.of(function);
    }

    /**
     * The chunk as a function of any arguments.
     *
     * @param openLevels how many levels of syntax are taken already
     * @throws dev.redstart.lua.LuaError a syntax error
     */
    public static LuaFunction compile(
            LuaState state, LuaTable globals, byte[] source, String chunkName, int openLevels) {
        Tree.Function main = Parser.parse(source, chunkName, openLevels);
        return new Closure(new Compiler(state, globals, chunkName, main).code(), new Cell[0]);
    }

    private Closure.Code code() {
        int[] inCells = function.parameters().stream()
                .filter(Variable::isCaptured)
                .mapToInt(Variable::slot)
                .toArray();
        Variable arg = function.argTable();
        if (arg != null && arg.isCaptured()) {
            inCells = java.util.Arrays.copyOf(inCells, inCells.length + 1);
            inCells[inCells.length - 1] = arg.slot();
        }
        Closure.Code code = new Closure.Code(
                state,
                function.parameters().size(),
                inCells,
                function.slots(),
                function.captures().size(),
                function.dots(),
                arg == null ? -1 : arg.slot(),
                at(function.line()));
        code.body = block(function.body());
        code.deep = deepest > DEEP;
        return code;
    }

    private Site at(int line) {
        return new Site(source, line);
    }

    private int upvalueSlot(int index) {
        return function.slots() + index;
    }

    private Statement block(List<Tree.Statement> body) {
        Statement[] nodes = body.stream().map(this::statement).toArray(Statement[]::new);
        return nodes.length == 1 ? nodes[0] : new Statement.Block(nodes);
    }

    private Statement statement(Tree.Statement tree) {
        if (tree instanceof Tree.Declare declare) {
            return assign(declare.variables().stream().map(this::declared).toList(), declare.values());
        } else if (tree instanceof Tree.Assign assign) {
            return assign(assign.targets().stream().map(this::target).toList(), assign.values());
        } else if (tree instanceof Tree.Do inner) {
            return block(inner.body());
        } else if (tree instanceof Tree.Evaluate evaluate) {
            return new Control.Evaluate(expression(evaluate.call()));
        } else if (tree instanceof Tree.If branch) {
            Statement[] blocks = branch.blocks().stream().map(this::block).toArray(Statement[]::new);
            return new Control.If(list(branch.conditions()), blocks);
        } else if (tree instanceof Tree.While loop) {
            return new Control.While(budget, expression(loop.condition()), block(loop.body()));
        } else if (tree instanceof Tree.Repeat loop) {
            return new Control.Repeat(budget, block(loop.body()), expression(loop.until()));
        } else if (tree instanceof Tree.NumericFor loop) {
            return numericFor(loop);
        } else if (tree instanceof Tree.GenericFor loop) {
            Assignments.Target[] variables =
                    loop.variables().stream().map(this::declared).toArray(Assignments.Target[]::new);
            return new Control.GenericFor(
                    budget, meta, variables, list(loop.iterator()), block(loop.body()), at(loop.line()));
        } else if (tree instanceof Tree.LocalFunction local) {
            Variable variable = local.variable();
            return new Assignments.LocalFunction(variable.slot(), variable.isCaptured(), expression(local.function()));
        } else if (tree instanceof Tree.Return end) {
            return returned(end.values());
        }
        return new Control.Break();
    }

    private Statement numericFor(Tree.NumericFor loop) {
        Tree.Expression step = loop.step() == null ? new Tree.Constant(1.0) : loop.step();
        return new Control.NumericFor(
                budget,
                declared(loop.variable()),
                expression(loop.from()),
                expression(loop.to()),
                expression(step),
                block(loop.body()),
                at(loop.line()));
    }

    private Statement returned(List<Tree.Expression> values) {
        Expression[] nodes = list(values);
        return nodes.length == 1 && nodes[0] instanceof Call call
                ? new Control.TailReturn(call)
                : new Control.Return(nodes);
    }

    private Statement assign(List<Assignments.Target> targets, List<Tree.Expression> values) {
        if (targets.size() != 1 || values.size() != 1) {
            return new Assignments.Many(targets.toArray(Assignments.Target[]::new), list(values));
        }
        Expression value = expression(values.get(0));
        if (targets.get(0) instanceof Assignments.ToNumber to) {
            return new Assignments.SetNumber(to.slot, value);
        } else if (targets.get(0) instanceof Assignments.ToLocal to) {
            return new Assignments.SetLocal(to.slot, value);
        }
        return new Assignments.One(targets.get(0), value);
    }

    private Assignments.Target declared(Variable variable) {
        return variable.isCaptured() ? new Assignments.ToNewCell(variable.slot()) : inFrame(variable);
    }

    private Assignments.Target inFrame(Variable variable) {
        int slot = variable.slot();
        return numbers.contains(variable) ? new Assignments.ToNumber(slot) : new Assignments.ToLocal(slot);
    }

    private Assignments.Target target(Tree.Expression tree) {
        if (tree instanceof Tree.Local local) {
            Variable variable = local.variable();
            return variable.isCaptured() ? new Assignments.ToCell(variable.slot()) : inFrame(variable);
        } else if (tree instanceof Tree.Upvalue upvalue) {
            return new Assignments.ToCell(upvalueSlot(upvalue.index()));
        } else if (tree instanceof Tree.Global global) {
            Expression table = new Variables.Constant(globals);
            Expression key = new Variables.Constant(global.name());
            return new Assignments.ToIndex(meta, table, key, null, at(global.line()));
        }
        Tree.Index index = (Tree.Index) tree;
        return new Assignments.ToIndex(
                meta, expression(index.object()), expression(index.key()), name(index.object()), at(index.line()));
    }

    private Expression[] list(List<Tree.Expression> trees) {
        return trees.stream().map(this::expression).toArray(Expression[]::new);
    }

    private Expression expression(Tree.Expression tree) {
        deepest = Math.max(deepest, ++depth);
        Expression node = node(tree);
        depth--;
        return node;
    }

    private Expression node(Tree.Expression tree) {
        if (tree instanceof Tree.Constant constant) {
            return new Variables.Constant(constant.value());
        } else if (tree instanceof Tree.Local local) {
            return local(local.variable());
        } else if (tree instanceof Tree.Upvalue upvalue) {
            return new Variables.InCell(upvalueSlot(upvalue.index()));
        } else if (tree instanceof Tree.Global global) {
            return new Variables.Global(meta, globals, global.name(), at(global.line()));
        } else if (tree instanceof Tree.Index index) {
            return new Indexing(
                    meta, expression(index.object()), expression(index.key()), name(index.object()), at(index.line()));
        } else if (tree instanceof Tree.Call call) {
            String name = name(call.function());
            return new Call(
                    meta, expression(call.function()), null, list(call.arguments()), null, name, at(call.line()));
        } else if (tree instanceof Tree.Method call) {
            return new Call(
                    meta,
                    expression(call.object()),
                    call.name(),
                    list(call.arguments()),
                    name(call.object()),
                    "method '" + call.name() + "'",
                    at(call.line()));
        } else if (tree instanceof Tree.Binary binary) {
            return binary(binary);
        } else if (tree instanceof Tree.Unary unary) {
            return unary(unary);
        } else if (tree instanceof Tree.Function inner) {
            return function(inner);
        } else if (tree instanceof Tree.Table table) {
            @Nullable
            Expression[] keys = table.fields().stream()
                    .map(field -> field.key() == null ? null : expression(field.key()))
                    .toArray(Expression[]::new);
            Expression[] values = table.fields().stream()
                    .map(field -> expression(field.value()))
                    .toArray(Expression[]::new);
            return new Constructors.Table(state, keys, values, at(table.line()));
        } else if (tree instanceof Tree.Paren paren) {
            Expression inner = expression(paren.inner());
            return inner.isOpen() ? new Variables.Paren(inner) : inner;
        }
        return new Variables.Dots(function.slots() + function.captures().size());
    }

    private Expression local(Variable variable) {
        int slot = variable.slot();
        if (variable.isCaptured()) {
            return new Variables.InCell(slot);
        }
        return numbers.contains(variable) ? new Variables.NumberLocal(slot) : new Variables.Local(slot);
    }

    private Expression function(Tree.Function inner) {
        int[] captures = inner.captures().stream()
                .mapToInt(outer -> outer instanceof Tree.Local local
                        ? local.variable().slot()
                        : upvalueSlot(((Tree.Upvalue) outer).index()))
                .toArray();
        return new Constructors.Function(new Compiler(state, globals, source, inner).code(), captures);
    }

    private Expression unary(Tree.Unary unary) {
        Expression operand = expression(unary.operand());
        String name = name(unary.operand());
        Site site = at(unary.line());
        return switch (unary.op()) {
            case "not" -> new Operators.Not(operand);
            case "#" -> new Operators.Length(meta, operand, name, site);
            default ->
                operand instanceof Variables.Constant c && c.value() instanceof Double d
                        ? new Variables.Constant(-d)
                        : new Negation(meta, operand, name, site);
        };
    }

    private Expression binary(Tree.Binary binary) {
        if (binary.op().equals("..")) {
            return concat(binary);
        }
        Expression left = expression(binary.left());
        Expression right = expression(binary.right());
        Site site = at(binary.line());
        return switch (binary.op()) {
            case "and" -> new Operators.And(left, right);
            case "or" -> new Operators.Or(left, right);
            case "==" -> new Comparison.Equal(meta, left, right, true, site);
            case "~=" -> new Comparison.Equal(meta, left, right, false, site);
            case "<" -> new Comparison.Less(meta, left, right, false, false, site);
            case "<=" -> new Comparison.Less(meta, left, right, true, false, site);
            case ">" -> new Comparison.Less(meta, left, right, false, true, site);
            case ">=" -> new Comparison.Less(meta, left, right, true, true, site);
            default -> new Arithmetic(meta, binary.op(), left, right, name(binary.left()), name(binary.right()), site);
        };
    }

    private Expression concat(Tree.Binary binary) {
        List<Tree.Expression> parts = new ArrayList<>();
        Tree.Expression rest = binary;
        while (rest instanceof Tree.Binary inner && inner.op().equals("..")) {
            parts.add(inner.left());
            rest = inner.right();
        }
        parts.add(rest);
        // The value of what was joined is no variable any more, so only the last pair knows both names.
        List<@Nullable String> names = new ArrayList<>(Collections.nCopies(parts.size() + 1, null));
        for (int i = 0; i < parts.size(); i++) {
            names.set(i, name(parts.get(i)));
        }
        return new Operators.Concat(meta, list(parts), names.toArray(String[]::new), at(binary.line()));
    }

    /** How errors name the value of an expression; null when it has no name. */
    private static @Nullable String name(Tree.Expression tree) {
        if (tree instanceof Tree.Local local) {
            return "local '" + local.variable().name() + "'";
        } else if (tree instanceof Tree.Upvalue upvalue) {
            return "upvalue '" + upvalue.name() + "'";
        } else if (tree instanceof Tree.Global global) {
            return "global '" + global.name() + "'";
        } else if (tree instanceof Tree.Index index) {
            boolean named = index.key() instanceof Tree.Constant c && c.value() instanceof LuaString;
            Object key = named ? ((Tree.Constant) index.key()).value() : null;
            String text = key instanceof LuaString s ? new String(s.bytes(), StandardCharsets.UTF_8) : "?";
            return "field '" + text + "'";
        } else if (tree instanceof Tree.Paren paren) {
            return name(paren.inner());
        }
        return null;
    }
}
