package dev.redstart.engine.keyspace;

/** What a look without the lock throws when it cannot answer: the command is then run again, under the lock. */
public final class LockNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The only one: it says where to go on, not what went wrong, so it needs no stack. */
    public static final LockNeeded SIGNAL = new LockNeeded();

    private LockNeeded() {
        super("this look needs the lock", null, false, false);
    }
}
