package dev.redstart.engine.structure;

/**
 * A structure as it was at one moment, given part by part to a sink while the structure goes on to change: a part that is
 * about to change is given, or kept, first. So it takes memory for what is changed meanwhile, and a change costs what it
 * touches. Not thread-safe.
 */
public interface PartSnapshot extends AutoCloseable {

    /** Has changes heard of until {@link #close}; before the first one. Only one snapshot of a structure may do so at a time. */
    void watch();

    /** Gives some parts; false when those were the last. */
    boolean step();

    @Override
    void close();
}
