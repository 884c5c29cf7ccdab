package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.structure.Dict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MULTI, EXEC, DISCARD and WATCH of all clients.
 *
 * <p>A watched key is an entry in a dict per database, with those who watch it; a change to a key costs one look into it,
 * and nothing at all while nobody watches anything. A key is also changed by expiring, by FLUSHDB and by SWAPDB.
 */
public final class Transactions {

    private final Dispatcher dispatcher;
    private final List<Dict<Transaction.Watched>> watched;
    private int watching;

    Transactions(Dispatcher dispatcher, int databases) {
        this.dispatcher = dispatcher;
        watched = new ArrayList<>(databases);
        for (int i = 0; i < databases; i++) watched.add(new Dict<>());
    }

    private static Transaction of(ClientSession session) {
        Transaction t = session.transaction;
        if (t == null) session.transaction = t = new Transaction();
        return t;
    }

    /** MULTI. */
    public void begin(ClientSession session) {
        of(session).queueing = true;
    }

    void queue(ClientSession session, Command command, byte[][] args) {
        of(session).queue.add(new Transaction.Queued(command, args));
    }

    void refuse(ClientSession session) {
        Transaction t = session.transaction;
        if (t != null && t.queueing) t.refused = true;
    }

    /** WATCH of one key. */
    public void watch(ClientSession session, byte[] key) {
        // Removes a key whose time has come, so that its going does not count as a change.
        dispatcher.database(session).peek(key);
        Transaction t = of(session);
        if (t.dirty) return;
        Dict<Transaction.Watched> keys = watched.get(session.database());
        Transaction.Watched w = keys.find(key);
        if (w == null) keys.insert(w = new Transaction.Watched(key, session.database()));
        else if (w.watchers.contains(t)) return;
        w.watchers.add(t);
        t.watched.add(w);
        watching++;
    }

    private boolean executing;

    /** UNWATCH. */
    public void unwatch(ClientSession session) {
        Transaction t = session.transaction;
        if (t == null) return;
        forget(t);
        t.dirty = false;
    }

    private void forget(Transaction t) {
        for (Transaction.Watched w : t.watched) {
            w.watchers.remove(t);
            if (w.watchers.isEmpty()) watched.get(w.database).removeEntry(w);
        }
        watching -= t.watched.size();
        t.watched.clear();
    }

    /** DISCARD, and whatever else ends a transaction without running it. */
    public void discard(ClientSession session) {
        Transaction t = session.transaction;
        if (t == null) return;
        forget(t);
        session.transaction = null;
    }

    /** EXEC: replies with an array of replies, with null when a watched key changed, or refuses. */
    public void exec(Call call) {
        call.propagateNothing();
        ClientSession session = call.session();
        Transaction t = of(session);
        // A look is enough to have those whose time has come removed, which spoils the transaction.
        for (Transaction.Watched w : List.copyOf(t.watched))
            dispatcher.databases().get(w.database).peek(w.key);
        discard(session);
        if (t.refused) throw Errors.EXEC_ABORT;
        ReplySink reply = call.reply();
        if (t.dirty) {
            reply.nullArray();
            return;
        }
        reply.array(t.queue.size());
        Call nested = new Call(dispatcher, session);
        executing = true;
        for (Transaction.Queued q : t.queue) {
            nested.begin(q.command(), q.args(), reply, null);
            CommandError objection = dispatcher.access().objectionInExec(session, q.command(), q.args());
            if (objection == null) dispatcher.invoke(nested);
            else dispatcher.reject(nested, objection);
        }
        executing = false;
    }

    /** Whether the commands of a transaction are running. */
    public boolean isExecuting() {
        return executing;
    }

    void modified(int database, byte[] key) {
        if (watching == 0) return;
        Transaction.Watched w = watched.get(database).find(key);
        if (w != null) spoil(w);
    }

    /** FLUSHDB, and with another database SWAPDB: whoever watches a key that exists in either has seen it change. */
    void replaced(Keyspace db, @Nullable Keyspace other) {
        if (watching == 0) return;
        watched.get(db.index()).forEach(w -> {
            if (db.peek(w.key) != null || (other != null && other.peek(w.key) != null)) spoil(w);
        });
    }

    private static void spoil(Transaction.Watched w) {
        for (Transaction t : w.watchers) t.dirty = true;
    }
}
