package dev.redstart.lua.syntax;

import dev.redstart.lua.LuaString;
import dev.redstart.lua.syntax.Tree.Expression;
import dev.redstart.lua.syntax.Tree.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements, by recursive descent; expressions are {@link ExpressionParser}'s. */
public final class Parser {

    static final int MAX_LEVELS = 200;

    final Lexer lexer;
    FunctionScope scope = new FunctionScope(null, 0);
    private final ExpressionParser expressions = new ExpressionParser(this);
    private int levels;

    private Parser(byte[] source, String chunkName, int levels) {
        this.lexer = new Lexer(source, chunkName);
        this.levels = levels;
    }

    /** The chunk as a function of any arguments. Calls that are open count as levels of syntax, as they do in C. */
    public static Tree.Function parse(byte[] source, String chunkName, int openLevels) {
        Parser parser = new Parser(source, chunkName, openLevels);
        parser.scope.dots = true;
        parser.lexer.advance();
        List<Statement> body = parser.block();
        parser.expect(Lexer.END);
        return new Tree.Function(List.of(), true, null, List.of(), body, parser.scope.slots, 0);
    }

    void enter() {
        if (++levels > MAX_LEVELS) {
            throw lexer.limit("chunk has too many syntax levels");
        }
    }

    void leave() {
        levels--;
    }

    boolean accept(String kind) {
        if (!lexer.at(kind)) {
            return false;
        }
        lexer.advance();
        return true;
    }

    void check(String kind) {
        if (!lexer.at(kind)) {
            throw lexer.error("'" + kind + "' expected");
        }
    }

    void expect(String kind) {
        check(kind);
        lexer.advance();
    }

    void close(String kind, String opener, int line) {
        if (lexer.at(kind)) {
            lexer.advance();
        } else if (line == lexer.line()) {
            check(kind);
        } else {
            throw lexer.error("'" + kind + "' expected (to close '" + opener + "' at line " + line + ")");
        }
    }

    LuaString name() {
        if (!lexer.at(Lexer.NAME)) {
            throw lexer.error("'<name>' expected");
        }
        LuaString name = lexer.text();
        lexer.advance();
        return name;
    }

    Variable declare(LuaString name, int pending) {
        if (scope.active.size() + pending >= FunctionScope.MAX_VARIABLES) {
            throw scope.tooMany("local variables", FunctionScope.MAX_VARIABLES, lexer);
        }
        return scope.create(new String(name.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1), pending);
    }

    /** Statements up to the end of the block, with a scope of their own. */
    List<Statement> block() {
        int outside = scope.active.size();
        List<Statement> body = chunk();
        forget(outside);
        return body;
    }

    private void forget(int outside) {
        scope.active.subList(outside, scope.active.size()).clear();
    }

    private List<Statement> chunk() {
        List<Statement> body = new ArrayList<>();
        enter();
        boolean last = false;
        while (!last && !blockEnds()) {
            last = lexer.at("return") || lexer.at("break");
            body.add(statement());
            accept(";");
        }
        leave();
        return body;
    }

    private boolean blockEnds() {
        return switch (lexer.kind()) {
            case "else", "elseif", "end", "until", Lexer.END -> true;
            default -> false;
        };
    }

    private Statement statement() {
        int line = lexer.line();
        switch (lexer.kind()) {
            case "if":
                return ifStatement(line);
            case "while":
                lexer.advance();
                Expression condition = expressions.expression();
                expect("do");
                List<Statement> body = loopBody();
                close("end", "while", line);
                return new Tree.While(condition, body);
            case "do":
                lexer.advance();
                List<Statement> inner = block();
                close("end", "do", line);
                return new Tree.Do(inner);
            case "for":
                return forStatement(line);
            case "repeat":
                return repeat(line);
            case "function":
                return function(line);
            case "local":
                lexer.advance();
                return accept("function") ? localFunction() : local();
            case "return":
                lexer.advance();
                boolean none = blockEnds() || lexer.at(";");
                return new Tree.Return(none ? List.of() : expressions.list());
            case "break":
                lexer.advance();
                if (scope.loops == 0) {
                    throw lexer.error("no loop to break");
                }
                return new Tree.Break();
            default:
                return expressionStatement();
        }
    }

    private List<Statement> loopBody() {
        scope.loops++;
        List<Statement> body = block();
        scope.loops--;
        return body;
    }

    private Statement ifStatement(int line) {
        List<Expression> conditions = new ArrayList<>();
        List<List<Statement>> blocks = new ArrayList<>();
        do {
            lexer.advance();
            conditions.add(expressions.expression());
            expect("then");
            blocks.add(block());
        } while (lexer.at("elseif"));
        if (accept("else")) {
            conditions.add(new Tree.Constant(true));
            blocks.add(block());
        }
        close("end", "if", line);
        return new Tree.If(conditions, blocks);
    }

    private Statement repeat(int line) {
        lexer.advance();
        int outside = scope.active.size();
        scope.loops++;
        List<Statement> body = chunk();
        close("until", "repeat", line);
        // The condition still sees the variables of the body.
        Expression until = expressions.expression();
        scope.loops--;
        forget(outside);
        return new Tree.Repeat(body, until);
    }

    private Statement forStatement(int line) {
        lexer.advance();
        LuaString first = name();
        Statement loop =
                switch (lexer.kind()) {
                    case "=" -> numericFor(first, line);
                    case ",", "in" -> genericFor(first, line);
                    default -> throw lexer.error("'=' or 'in' expected");
                };
        close("end", "for", line);
        return loop;
    }

    private Statement numericFor(LuaString name, int line) {
        lexer.advance();
        Expression from = expressions.expression();
        expect(",");
        Expression to = expressions.expression();
        Expression step = accept(",") ? expressions.expression() : null;
        Variable variable = declare(name, 0);
        return new Tree.NumericFor(variable, from, to, step, forBody(List.of(variable)), line);
    }

    private Statement genericFor(LuaString first, int line) {
        List<LuaString> names = new ArrayList<>(List.of(first));
        while (accept(",")) {
            names.add(name());
        }
        expect("in");
        int at = lexer.line();
        List<Expression> iterator = expressions.list();
        List<Variable> variables = new ArrayList<>();
        for (LuaString name : names) {
            variables.add(declare(name, variables.size()));
        }
        return new Tree.GenericFor(variables, iterator, forBody(variables), at);
    }

    private List<Statement> forBody(List<Variable> variables) {
        expect("do");
        int outside = scope.active.size();
        scope.active.addAll(variables);
        List<Statement> body = loopBody();
        forget(outside);
        return body;
    }

    private Statement function(int line) {
        lexer.advance();
        LuaString first = name();
        Expression target = expressions.variable(first);
        boolean method = false;
        while (!method && (lexer.at(".") || lexer.at(":"))) {
            method = lexer.at(":");
            lexer.advance();
            target = new Tree.Index(target, new Tree.Constant(name()), lexer.lastLine());
        }
        return new Tree.Assign(List.of(target), List.of(functionBody(method, line)));
    }

    private Statement localFunction() {
        Variable variable = declare(name(), 0);
        scope.active.add(variable);
        return new Tree.LocalFunction(variable, functionBody(false, lexer.line()));
    }

    private Statement local() {
        List<Variable> variables = new ArrayList<>();
        do {
            variables.add(declare(name(), variables.size()));
        } while (accept(","));
        List<Expression> values = accept("=") ? expressions.list() : List.of();
        scope.active.addAll(variables);
        return new Tree.Declare(variables, values);
    }

    /** From the parenthesis of the parameters on. */
    Tree.Function functionBody(boolean method, int line) {
        scope = new FunctionScope(scope, line);
        List<Variable> parameters = new ArrayList<>();
        expect("(");
        if (method) {
            parameters.add(declare(LuaString.of("self"), 0));
        }
        if (!lexer.at(")")) {
            do {
                if (accept("...")) {
                    scope.dots = true;
                } else if (lexer.at(Lexer.NAME)) {
                    parameters.add(declare(name(), parameters.size()));
                } else {
                    throw lexer.error("<name> or '...' expected");
                }
            } while (!scope.dots && accept(","));
        }
        scope.active.addAll(parameters);
        Variable arg = scope.dots ? declare(LuaString.of("arg"), 0) : null;
        if (arg != null) {
            scope.active.add(arg);
        }
        expect(")");
        List<Statement> body = block();
        close("end", "function", line);
        FunctionScope done = scope;
        scope = java.util.Objects.requireNonNull(done.outer);
        @Nullable Variable table = done.usesDots ? null : arg;
        return new Tree.Function(parameters, done.dots, table, done.captures, body, done.slots, line);
    }

    private Statement expressionStatement() {
        Expression first = expressions.suffixed();
        if (first instanceof Tree.Call || first instanceof Tree.Method) {
            return new Tree.Evaluate(first);
        }
        List<Expression> targets = new ArrayList<>();
        targets.add(assignable(first));
        while (accept(",")) {
            targets.add(assignable(expressions.suffixed()));
            if (targets.size() > MAX_LEVELS - levels) {
                throw scope.tooMany("variables in assignment", MAX_LEVELS - levels, lexer);
            }
        }
        expect("=");
        return new Tree.Assign(targets, expressions.list());
    }

    private Expression assignable(Expression target) {
        if (target instanceof Tree.Local
                || target instanceof Tree.Upvalue
                || target instanceof Tree.Global
                || target instanceof Tree.Index) {
            return target;
        }
        throw lexer.error("syntax error");
    }
}
