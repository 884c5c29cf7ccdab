package dev.redstart.lua.syntax;

/** A local variable or parameter: a slot in the frames of its function. */
public final class Variable {

    private final String name;
    private final int slot;
    private boolean captured;

    Variable(String name, int slot) {
        this.name = name;
        this.slot = slot;
    }

    public String name() {
        return name;
    }

    public int slot() {
        return slot;
    }

    /** Whether a function inside uses it, so that it needs a cell. Final once its function is parsed. */
    public boolean isCaptured() {
        return captured;
    }

    void capture() {
        captured = true;
    }
}
