package dev.redstart.engine.dispatch;

import dev.redstart.engine.structure.Dict;
import java.util.ArrayList;
import java.util.List;

/** One client's transaction: what it watches, and after MULTI what it has queued. */
final class Transaction {

    /** A command that waits for EXEC. */
    record Queued(Command command, byte[][] args) {}

    /** A key somebody watches. */
    static final class Watched extends Dict.Entry {
        final int database;
        final List<Transaction> watchers = new ArrayList<>(1);

        Watched(byte[] key, int database) {
            super(key);
            this.database = database;
        }
    }

    final List<Queued> queue = new ArrayList<>();
    final List<Watched> watched = new ArrayList<>();
    /** Between MULTI and EXEC. */
    boolean queueing;
    /** A command was refused when it was to be queued: EXEC will abort. */
    boolean refused;
    /** A watched key has changed: EXEC will do nothing. */
    boolean dirty;
}
