package dev.redstart.engine.keyspace;

/** Is shown keys; may remove the one it is shown, and no other. */
@FunctionalInterface
public interface KeyVisitor {
    void visit(byte[] key, Value value);
}
