package dev.redstart.engine.dispatch;

/** What a command does: look up, operate, reply, say what changed. Stateless. */
@FunctionalInterface
public interface CommandFunction {

    /** Runs under the engine's lock; replies once through {@link Call#reply()}, or throws before having written. */
    void run(Call call);
}
