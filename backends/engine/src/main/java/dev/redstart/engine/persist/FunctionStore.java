package dev.redstart.engine.persist;

import java.util.List;

/** The libraries of functions of an engine, as files hold them. Used under the engine's lock. */
public interface FunctionStore {

    /** There are none, and none can be. */
    FunctionStore NONE = new FunctionStore() {
        @Override
        public List<byte[]> libraries() {
            return List.of();
        }

        @Override
        public void load(byte[] source, boolean replace) {
            throw new IllegalArgumentException("the engine has no functions");
        }

        @Override
        public void clear() {}
    };

    /** The sources of all. */
    List<byte[]> libraries();

    /**
     * Adds a library.
     *
     * @param replace whether it may take the place of one of the same name
     * @throws IllegalArgumentException when it cannot be, with the reason
     */
    void load(byte[] source, boolean replace);

    /** Takes all away. */
    void clear();
}
