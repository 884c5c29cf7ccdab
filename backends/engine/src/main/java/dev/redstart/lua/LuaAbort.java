package dev.redstart.lua;

/** The end of a script that no {@code pcall} can catch: somebody killed it, or it is out of its limits. */
public final class LuaAbort extends LuaError {

    private static final long serialVersionUID = 1L;

    public LuaAbort(String text) {
        super(LuaString.of(text));
    }

    @Override
    public boolean isAbort() {
        return true;
    }
}
