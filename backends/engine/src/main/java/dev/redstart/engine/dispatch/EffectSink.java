package dev.redstart.engine.dispatch;

import java.util.List;

/** Hears what is done to the data: a log, a replica. */
@FunctionalInterface
public interface EffectSink {

    /**
     * All that one command, transaction or script did, in order: to be done again whole or not at all. Called under the
     * engine's lock; the list is not to be kept, its elements may be.
     */
    void accept(List<Effect> unit);
}
