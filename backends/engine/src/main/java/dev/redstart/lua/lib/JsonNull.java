package dev.redstart.lua.lib;

/** {@code cjson.null}, which stands where a table could not hold nil: a userdata to scripts, and true as a condition. */
public final class JsonNull {

    /** The only one. */
    public static final JsonNull NULL = new JsonNull();

    private JsonNull() {}

    @Override
    public String toString() {
        return "userdata: (nil)";
    }
}
