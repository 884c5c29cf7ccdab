package dev.redstart.lua;

import dev.redstart.contract.servers.RedisServer;
import dev.redstart.lua.lib.BaseLibrary;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Runs a script here or in real Redis, and shows what came of it: text, {@code nil}, or {@code error: ...}. */
final class Scripts {

    private Scripts() {}

    static String ofRedis(RedisServer redis, String script) {
        try {
            Object reply = redis.call("EVAL", script, "0");
            return reply == null ? "nil" : reply.toString();
        } catch (IllegalStateException e) {
            return "error: " + withoutSuffix(String.valueOf(e.getMessage()));
        }
    }

    private static String withoutSuffix(String error) {
        String text = error.replaceFirst("(?s) script: [0-9a-f]{40}, on @?[^ ]*$", "");
        return text.replaceFirst("^ERR (Error compiling script \\(new function\\): )?", "");
    }

    /** With the base library, and globals that are closed as Redis closes them. */
    static LuaState state() {
        LuaState state = new LuaState();
        BaseLibrary.open(state);
        LuaTable guard = state.newTable();
        guard.set("__index", Builtin.of("guard", args -> {
            throw LuaError.of("Script attempted to access nonexistent global variable '" + args.get(2) + "'");
        }));
        state.globals().setMetatable(guard);
        state.globals().setReadOnly(true);
        return state;
    }

    static String ofOurs(String script) {
        return ofOurs(state(), script);
    }

    static String ofOurs(LuaState state, String script) {
        try {
            LuaFunction chunk = state.load(script.getBytes(StandardCharsets.UTF_8), "@user_script");
            Object result = Results.first(state.execute(chunk));
            if (result instanceof Double number) {
                return Long.toString((long) number.doubleValue());
            } else if (result instanceof Boolean truth) {
                return truth ? "1" : "nil";
            }
            return result == null ? "nil" : result.toString();
        } catch (LuaError e) {
            Object value = e.value();
            return "error: " + (value instanceof LuaTable ? "unknown error" : Objects.toString(value, "nil"));
        }
    }
}
