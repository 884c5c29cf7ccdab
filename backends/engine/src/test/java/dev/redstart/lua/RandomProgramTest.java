package dev.redstart.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.contract.servers.RedisServers;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random programs give here what they give in real Redis: values, errors, and the order of {@code pairs}. */
class RandomProgramTest {

    private static final RedisServer REDIS = RedisServers.shared();
    private static final String[] OPERATORS = {"+", "-", "*", "%", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or"};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void expressions() {
        for (int i = 0; i < 400; i++) {
            check("local a, b, c, t = 3, 'x', '7', {1, 2, k = 5}\nreturn tostring(" + expression(4) + ")");
        }
    }

    private String expression(int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            String[] leaves = {"a", "b", "c", "t.k", "t[2]", "t.none", "#t", "12", "-4", "'5'", "'y'", "nil", "true"};
            return leaves[random.nextInt(leaves.length)];
        }
        return switch (random.nextInt(8)) {
            case 0 -> "not " + expression(depth - 1);
            case 1 -> "(" + expression(depth - 1) + ")";
            case 2 -> "tostring(" + expression(depth - 1) + ")";
            default ->
                expression(depth - 1) + " " + OPERATORS[random.nextInt(OPERATORS.length)] + " " + expression(depth - 1);
        };
    }

    @Test
    void tables() {
        for (int i = 0; i < 300; i++) {
            StringBuilder program = new StringBuilder("local t = {" + "1,".repeat(random.nextInt(6)));
            for (int k = random.nextInt(5); k > 0; k--) {
                program.append("f")
                        .append(random.nextInt(30))
                        .append("=")
                        .append(k)
                        .append(",");
            }
            program.append("}\n");
            for (int k = random.nextInt(60); k > 0; k--) {
                String value = random.nextInt(4) == 0 ? "nil" : Integer.toString(k);
                program.append("t[").append(key()).append("] = ").append(value).append("\n");
            }
            program.append("local s = #t .. ':' for k, v in pairs(t) do s = s .. tostring(k) .. '=' .. v .. ' ' end\n");
            check(program + "return s");
        }
    }

    private String key() {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt(40) - 5);
            case 1 -> random.nextInt(10) + ".5";
            case 2 -> random.nextBoolean() ? "true" : "false";
            case 3 -> "'" + "k".repeat(random.nextInt(5)) + random.nextInt(1000) + "'";
            case 4 -> "#t + 1";
            default -> Integer.toString(random.nextInt(12) + 1);
        };
    }

    /** Variables that hold numbers only, until some statement gives them something else, or a function captures them. */
    @Test
    void variables() {
        for (int i = 0; i < 400; i++) {
            String start =
                    """
                    local log = ''
                    local function show(x) return type(x) == 'table' and ' table' or ' ' .. tostring(x) end
                    local a, b, c = 1, 2, 3
                    """;
            check(start + statements(3) + "return log .. show(a) .. show(b) .. show(c)");
        }
    }

    private String statements(int depth) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--)
            body.append(statement(depth)).append("\n");
        return body.toString();
    }

    private String statement(int depth) {
        String x = variable();
        if (depth == 0) return x + " = " + number(2);
        return switch (random.nextInt(13)) {
            case 0 -> "for " + x + " = " + random.nextInt(3) + ", 4 do\n" + statements(depth - 1) + "end";
            case 1 -> "for i = " + number(1) + ", 9, 4 do " + x + " = i i = i + 1\n" + statements(depth - 1) + "end";
            case 2 ->
                "if " + x + " == " + number(1) + " then\n" + statements(depth - 1) + "else\n" + statements(depth - 1)
                        + "end";
            case 3 -> "do local " + x + " = " + number(2) + "\n" + statements(depth - 1) + "end";
            case 4 -> "do local " + x + "\n" + statements(depth - 1) + "end";
            case 5 -> x + ", " + variable() + " = " + number(1) + ", " + number(1);
            case 6 -> "do local " + x + ", " + variable() + " = " + number(1) + "\n" + statements(depth - 1) + "end";
            case 7 -> random.nextInt(4) == 0 ? x + " = '5'" : x + " = " + x + " % 7";
            case 8 -> random.nextInt(4) == 0 ? "do local function f() " + x + " = " + number(1) + " end f() end" : "";
            case 9 -> random.nextInt(8) == 0 ? x + " = {}" : "log = log .. show(" + x + ")";
            default -> x + " = " + number(2);
        };
    }

    private String variable() {
        return String.valueOf((char) ('a' + random.nextInt(3)));
    }

    private String number(int depth) {
        if (depth == 0 || random.nextInt(4) == 0)
            return random.nextBoolean() ? variable() : Integer.toString(random.nextInt(9) + 1);
        return switch (random.nextInt(5)) {
            case 0 -> "-(" + number(depth - 1) + ")";
            case 1 -> number(depth - 1) + " % 5";
            case 2 -> "(" + number(depth - 1) + " and " + number(depth - 1) + ")";
            case 3 -> number(depth - 1) + " - " + number(depth - 1);
            default -> number(depth - 1) + " + " + number(depth - 1);
        };
    }

    private void check(String program) {
        assertThat(unnamed(Scripts.ofOurs(program)))
                .as("seed %d%n%s", seed, program)
                .isEqualTo(unnamed(Scripts.ofRedis(REDIS, program)));
    }

    /** Whether a value still has a name depends on how C folds constants: names are compared in snippets, not here. */
    private static String unnamed(String result) {
        return result.replaceAll("(local|field|global|upvalue) '[^']*' \\((a \\w+ value)\\)", "$2");
    }
}
