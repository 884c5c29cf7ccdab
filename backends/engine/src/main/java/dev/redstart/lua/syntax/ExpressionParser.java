package dev.redstart.lua.syntax;

import dev.redstart.lua.LuaString;
import dev.redstart.lua.syntax.Tree.Expression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Expressions, by precedence climbing. */
final class ExpressionParser {

    private static final int UNARY = 8;
    /** How strongly an operator binds to its left and right; the right one is less where it associates to the right. */
    private static final Map<String, int[]> BINDING = Map.ofEntries(
            Map.entry("or", new int[] {1, 1}),
            Map.entry("and", new int[] {2, 2}),
            Map.entry("<", new int[] {3, 3}),
            Map.entry(">", new int[] {3, 3}),
            Map.entry("<=", new int[] {3, 3}),
            Map.entry(">=", new int[] {3, 3}),
            Map.entry("~=", new int[] {3, 3}),
            Map.entry("==", new int[] {3, 3}),
            Map.entry("..", new int[] {5, 4}),
            Map.entry("+", new int[] {6, 6}),
            Map.entry("-", new int[] {6, 6}),
            Map.entry("*", new int[] {7, 7}),
            Map.entry("/", new int[] {7, 7}),
            Map.entry("%", new int[] {7, 7}),
            Map.entry("^", new int[] {10, 9}));

    private final Parser parser;

    ExpressionParser(Parser parser) {
        this.parser = parser;
    }

    List<Expression> list() {
        List<Expression> values = new ArrayList<>();
        do {
            values.add(expression());
        } while (parser.accept(","));
        return values;
    }

    Expression expression() {
        return climb(0);
    }

    private Expression climb(int limit) {
        parser.enter();
        Lexer lexer = parser.lexer;
        Expression left;
        if (lexer.at("not") || lexer.at("-") || lexer.at("#")) {
            String op = lexer.kind();
            lexer.advance();
            left = new Tree.Unary(op, climb(UNARY), lexer.lastLine());
        } else {
            left = simple();
        }
        int[] binding = BINDING.get(lexer.kind());
        while (binding != null && binding[0] > limit) {
            String op = lexer.kind();
            lexer.advance();
            Expression right = climb(binding[1]);
            left = new Tree.Binary(op, left, right, lexer.lastLine());
            binding = BINDING.get(lexer.kind());
        }
        parser.leave();
        return left;
    }

    private Expression simple() {
        Lexer lexer = parser.lexer;
        Expression constant;
        switch (lexer.kind()) {
            case Lexer.NUMBER -> constant = new Tree.Constant(lexer.number());
            case Lexer.STRING -> constant = new Tree.Constant(lexer.text());
            case "nil" -> constant = new Tree.Constant(null);
            case "true" -> constant = new Tree.Constant(true);
            case "false" -> constant = new Tree.Constant(false);
            case "..." -> {
                if (!parser.scope.dots) {
                    throw lexer.error("cannot use '...' outside a vararg function");
                }
                parser.scope.usesDots = true;
                constant = new Tree.Dots();
            }
            case "{" -> {
                return table();
            }
            case "function" -> {
                int line = lexer.line();
                lexer.advance();
                return parser.functionBody(false, line);
            }
            default -> {
                return suffixed();
            }
        }
        lexer.advance();
        return constant;
    }

    /** A name or something in parentheses, and what follows it: fields, keys, calls. */
    Expression suffixed() {
        Lexer lexer = parser.lexer;
        int line = lexer.line();
        Expression left;
        if (lexer.at("(")) {
            lexer.advance();
            Expression inner = expression();
            parser.close(")", "(", line);
            left = new Tree.Paren(onLine(inner, lexer.lastLine()));
        } else if (lexer.at(Lexer.NAME)) {
            left = variable(parser.name());
        } else {
            throw lexer.error("unexpected symbol");
        }
        while (true) {
            switch (lexer.kind()) {
                case "." -> {
                    lexer.advance();
                    left = new Tree.Index(left, new Tree.Constant(parser.name()), lexer.lastLine());
                }
                case "[" -> {
                    lexer.advance();
                    Expression key = expression();
                    parser.expect("]");
                    left = new Tree.Index(left, key, lexer.lastLine());
                }
                case ":" -> {
                    lexer.advance();
                    LuaString name = parser.name();
                    int at = lexer.line();
                    left = new Tree.Method(left, name, arguments(), at);
                }
                case "(", "{", Lexer.STRING -> {
                    int at = lexer.line();
                    left = new Tree.Call(left, arguments(), at);
                }
                default -> {
                    return left;
                }
            }
        }
    }

    /** What reads a table is on the line where its value is first needed. */
    private static Expression onLine(Expression inner, int line) {
        if (inner instanceof Tree.Global global) {
            return new Tree.Global(global.name(), line);
        }
        return inner instanceof Tree.Index index ? new Tree.Index(index.object(), index.key(), line) : inner;
    }

    Expression variable(LuaString name) {
        Expression found = parser.scope.find(new String(name.bytes(), StandardCharsets.ISO_8859_1), parser.lexer);
        return found == null ? new Tree.Global(name, parser.lexer.lastLine()) : found;
    }

    private List<Expression> arguments() {
        Lexer lexer = parser.lexer;
        int line = lexer.line();
        if (lexer.at(Lexer.STRING)) {
            Expression text = new Tree.Constant(lexer.text());
            lexer.advance();
            return List.of(text);
        } else if (lexer.at("{")) {
            return List.of(table());
        } else if (!lexer.at("(")) {
            throw lexer.error("function arguments expected");
        }
        if (line != lexer.lastLine()) {
            throw lexer.error("ambiguous syntax (function call x new statement)");
        }
        lexer.advance();
        List<Expression> arguments = lexer.at(")") ? List.of() : list();
        parser.close(")", "(", line);
        return arguments;
    }

    private Expression table() {
        Lexer lexer = parser.lexer;
        int line = lexer.line();
        parser.expect("{");
        List<Tree.Field> fields = new ArrayList<>();
        while (!lexer.at("}")) {
            fields.add(field());
            if (!parser.accept(",") && !parser.accept(";")) {
                break;
            }
        }
        parser.close("}", "{", line);
        return new Tree.Table(fields, line);
    }

    private Tree.Field field() {
        Lexer lexer = parser.lexer;
        if (lexer.at(Lexer.NAME) && lexer.lookahead().equals("=")) {
            Expression key = new Tree.Constant(parser.name());
            lexer.advance();
            return new Tree.Field(key, expression());
        } else if (lexer.at("[")) {
            lexer.advance();
            Expression key = expression();
            parser.expect("]");
            parser.expect("=");
            return new Tree.Field(key, expression());
        }
        return new Tree.Field(null, expression());
    }
}
