package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * Hears of every command of a handle: when it goes and how it ended. Given by {@link Redstart.Builder#commandListener};
 * a handle without one pays nothing.
 *
 * <p>Each attempt counts: a read that was sent again after a lost connection is told twice. A pipeline's commands, those
 * of a transaction (MULTI and EXEC included) and of a session are told one by one. What the driver sends on its own
 * behalf (its handshake, a resubscription) is not told, nor are subscriptions.
 *
 * <p>Arguments are not shown: they may be secrets. Called by many threads at once. {@link #started} runs on the caller's
 * thread, {@link Ending#ended} on whatever thread the driver has, maybe an event loop, and before the caller sees the
 * result: both must be quick and must not wait, least of all for Redis. What they throw goes to their thread's
 * uncaught-exception handler and changes nothing for the command.
 */
@FunctionalInterface
public interface CommandListener {

    /** A command is about to go. The result hears how it ended; null when nobody wants to know. */
    @Nullable
    Ending started(CommandStart command);

    /** Hears the end of one command, once. */
    @FunctionalInterface
    interface Ending {
        void ended(CommandEnd end);
    }

    /** Both, this one first. */
    default CommandListener and(CommandListener next) {
        return command -> {
            Ending first = started(command);
            Ending second = next.started(command);
            if (first == null) return second;
            if (second == null) return first;
            return end -> {
                first.ended(end);
                second.ended(end);
            };
        };
    }
}
