package dev.redstart.engine.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears what is done to the data: a log, a replica. */
@FunctionalInterface
public interface EffectSink {

    /**
     * All that one command, transaction or script did, in order: to be done again whole or not at all. Called under the
     * engine's lock; the list is not to be kept, its elements may be.
     */
    void accept(List<Effect> unit);

    /**
     * The lock was released, and who had it has given no reply yet. May wait, as for a disk.
     *
     * @param told whether {@link #accept} was called meanwhile; then what this throws goes to the caller of the command
     */
    default void released(boolean told) {}

    /** Why nothing may be changed now, as an error code first; null when it may. Asked under the lock. */
    default @Nullable String refusal() {
        return null;
    }
}
