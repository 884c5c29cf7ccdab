package dev.redstart.engine.script;

import dev.redstart.lua.LuaFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A library of functions as FUNCTION LOAD got it. */
public final class Library {

    /**
     * One function.
     *
     * @param description null when it has none
     */
    public record Function(String name, @Nullable String description, Set<ScriptFlag> flags, LuaFunction body) {}

    private final String name;
    private final byte[] code;
    private final Map<String, Function> functions = new LinkedHashMap<>();

    Library(String name, byte[] code) {
        this.name = name;
        this.code = code;
    }

    public String name() {
        return name;
    }

    /** Its text, first line included; not to be changed. */
    public byte[] code() {
        return code;
    }

    /** By name, in the order of their registration. */
    public Map<String, Function> functions() {
        return functions;
    }
}
