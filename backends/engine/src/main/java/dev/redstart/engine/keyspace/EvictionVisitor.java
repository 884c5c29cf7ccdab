package dev.redstart.engine.keyspace;

/** Sees keys that may be evicted. */
@FunctionalInterface
public interface EvictionVisitor {

    /**
     * Sees one.
     *
     * @param idleness  the greater, the sooner it should go: seconds without use, or how seldom it is used
     * @param expiresAt when it expires; {@link Value#NEVER} when it stays
     */
    void visit(byte[] key, long idleness, long expiresAt);
}
