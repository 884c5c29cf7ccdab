package dev.redstart.lua.node;

import dev.redstart.lua.LuaError;
import dev.redstart.lua.LuaFunction;
import dev.redstart.lua.LuaString;
import dev.redstart.lua.LuaTable;
import dev.redstart.lua.Meta;
import org.jspecify.annotations.Nullable;

/** {@code object[key]} and {@code object.key}, to read. */
final class Indexing extends Expression {

    private final Meta meta;
    private final Expression object;
    private final Expression key;
    private final @Nullable LuaString field;
    private final @Nullable String name;
    private final Site site;

    Indexing(Meta meta, Expression object, Expression key, @Nullable String name, Site site) {
        this.meta = meta;
        this.object = object;
        this.key = key;
        this.field = key instanceof Variables.Constant c && c.value() instanceof LuaString s ? s : null;
        this.name = name;
        this.site = site;
    }

    @Override
    @Nullable
    Object eval(@Nullable Object[] frame) {
        Object from = object.eval(frame);
        if (field != null) {
            if (from instanceof LuaTable table) {
                Object value = table.get(field);
                if (value != null || table.metatable() == null) {
                    return value;
                }
            }
            return slow(from, field);
        }
        if (key.isNumber() && from instanceof LuaTable table && table.metatable() == null) {
            return table.get(key.number(frame));
        }
        Object at = key.eval(frame);
        if (from instanceof LuaTable table) {
            Object value = table.get(at);
            if (value != null || table.metatable() == null) {
                return value;
            }
        }
        return slow(from, at);
    }

    private @Nullable Object slow(@Nullable Object from, @Nullable Object at) {
        return get(meta, from, at, name, site);
    }

    static @Nullable Object get(
            Meta meta, @Nullable Object from, @Nullable Object at, @Nullable String name, Site site) {
        if (!meta.indexable(from)) {
            throw site.cannot("index", name, from);
        }
        try {
            return meta.index(from, at);
        } catch (LuaError e) {
            throw site.passed(e);
        }
    }

    /** The function to call for a value; the value itself comes before the arguments when that is a metamethod. */
    static LuaFunction handler(Meta meta, @Nullable Object callee, @Nullable String name, Site site) {
        LuaFunction handler = meta.callHandler(callee);
        if (handler == null) {
            throw site.cannot("call", name, callee);
        }
        return handler;
    }
}
