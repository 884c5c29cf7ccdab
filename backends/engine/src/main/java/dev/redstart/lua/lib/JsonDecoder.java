package dev.redstart.lua.lib;

import dev.redstart.lua.Budget;
import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.lib.JsonTokens.Token;

/** Makes a value of a JSON text; {@code null} becomes {@link JsonNull}. Errors name the character, counted from 1. */
final class JsonDecoder {

    private final Budget budget;
    private final JsonSettings settings;
    private final JsonTokens tokens;
    private int depth;
    /** Of Lua's stack, as the C library uses it: it bounds the depth however deep a script allows. */
    private int slots = 1;

    JsonDecoder(Budget budget, JsonSettings settings, byte[] data) {
        if (data.length >= 2 && (data[0] == 0 || data[1] == 0))
            throw LuaError.of("JSON parser does not support UTF-16 or UTF-32");
        this.budget = budget;
        this.settings = settings;
        this.tokens = new JsonTokens(budget, settings.decodeInvalid, data);
    }

    Object decode() {
        Object value = value(tokens.next());
        Token last = tokens.next();
        if (last != Token.END) throw unexpected("the end", last);
        return value;
    }

    private LuaError unexpected(String expected, Token token) {
        return LuaError.of(
                "Expected " + expected + " but found " + tokens.found(token) + " at character " + (tokens.index() + 1));
    }

    private Object value(Token token) {
        return switch (token) {
            case STRING -> tokens.text();
            case NUMBER -> tokens.number();
            case BOOLEAN -> tokens.truth();
            case NULL -> JsonNull.NULL;
            case OBJ_BEGIN -> object();
            case ARR_BEGIN -> array();
            default -> throw unexpected("value", token);
        };
    }

    private void descend(int needed) {
        depth++;
        if (depth > settings.decodeDepth || slots + needed > Library.MAX_STACK)
            throw LuaError.of(
                    "Found too many nested data structures (" + depth + ") at character " + tokens.position());
    }

    private LuaTable object() {
        descend(3);
        LuaTable table = new LuaTable(budget, 0, 0);
        slots += 2;
        Token token = tokens.next();
        while (token != Token.OBJ_END) {
            if (token != Token.STRING) throw unexpected("object key string", token);
            Object key = tokens.text();
            token = tokens.next();
            if (token != Token.COLON) throw unexpected("colon", token);
            table.set(key, value(tokens.next()));
            token = tokens.next();
            if (token == Token.OBJ_END) break;
            if (token != Token.COMMA) throw unexpected("comma or object end", token);
            token = tokens.next();
            // Only an empty object may end here.
            if (token == Token.OBJ_END) throw unexpected("object key string", token);
        }
        slots -= 2;
        depth--;
        return table;
    }

    private LuaTable array() {
        descend(2);
        LuaTable table = new LuaTable(budget, 0, 0);
        slots++;
        Token token = tokens.next();
        for (int i = 1; token != Token.ARR_END; i++) {
            table.set(i, value(token));
            token = tokens.next();
            if (token == Token.ARR_END) break;
            if (token != Token.COMMA) throw unexpected("comma or array end", token);
            token = tokens.next();
            if (token == Token.ARR_END) throw unexpected("value", token);
        }
        slots--;
        depth--;
        return table;
    }
}
