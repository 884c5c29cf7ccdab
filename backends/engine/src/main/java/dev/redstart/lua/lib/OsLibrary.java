package dev.redstart.lua.lib;

import dev.redstart.lua.LuaState;

/**
 * The table {@code os}, of which Redis leaves {@code clock}: seconds, here those that passed since the library was opened.
 * In Redis it is the processor time of the process, all of which a script that runs takes for itself; in a JVM with other
 * threads only the time that passes says what scripts ask it for: how long something took.
 */
final class OsLibrary {

    private static final double NANOS = 1e9;

    private OsLibrary() {}

    static void open(LuaState state) {
        long start = System.nanoTime();
        new Library(state.budget(), 1)
                .add("clock", args -> (System.nanoTime() - start) / NANOS)
                .register(state, "os");
    }
}
