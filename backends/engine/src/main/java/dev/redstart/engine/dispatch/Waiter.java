package dev.redstart.engine.dispatch;

/** Who sent a command that blocked. Called once, after the engine's lock was released. */
public interface Waiter {

    /** The reply has been written to the sink that came with the command. */
    void answered();

    /** There will be none: the engine or the client's way into it was closed. */
    void abandoned();
}
