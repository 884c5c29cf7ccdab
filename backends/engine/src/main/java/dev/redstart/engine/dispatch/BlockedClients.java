package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.structure.Dict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients that wait for a key: one queue per key, first come, first served.
 *
 * <p>A blocking command that finds nothing says what it waits for ({@link Call#block}) and returns without a reply. When
 * a key that somebody waits for has changed, it is served after the command (or EXEC) that changed it, under the same
 * hold of the lock: the waiting commands simply run again in their order, and those that find something now have their
 * reply. Who finds nothing keeps its place. Served commands may make other keys ready (BLMOVE), so this goes on until
 * none is.
 *
 * <p>Deadlines are points of the injected clock.
 */
public final class BlockedClients {

    /** One client that waits. */
    static final class Waiting {
        final ClientSession session;
        final Call call;
        final List<byte[]> keys;
        final Class<? extends Value> type;
        /** Wake it also when a key is gone or of another type; its command then says so. */
        final boolean evenWithoutKey;
        /** In milliseconds of the clock; {@link Value#NEVER} to wait for ever. */
        final long deadline;

        final int database;
        final Waiter waiter;
        /** What to say when the time is up. */
        Consumer<ReplySink> timedOut = ReplySink::nullArray;

        boolean again;

        Waiting(Call call, List<byte[]> keys, Class<? extends Value> type, boolean evenWithoutKey, long deadline) {
            this.session = call.session();
            this.call = call;
            this.keys = keys;
            this.type = type;
            this.evenWithoutKey = evenWithoutKey;
            this.deadline = deadline;
            this.database = session.database();
            this.waiter = call.waiter();
        }
    }

    private static final class Queue extends Dict.Entry {
        final int database;
        final Set<Waiting> clients = new LinkedHashSet<>(2);
        /** How many of them are to be woken even when the key is gone. */
        int evenWithoutKey;

        boolean ready;

        Queue(byte[] key, int database) {
            super(key);
            this.database = database;
        }

        boolean isAwaited(@Nullable Value value) {
            if (value == null) return false;
            for (Waiting w : clients) if (w.type.isInstance(value)) return true;
            return false;
        }
    }

    private final Dispatcher dispatcher;
    private final List<Dict<Queue>> queues;
    private final ArrayDeque<Queue> ready = new ArrayDeque<>();
    private final Set<Waiting> all = new LinkedHashSet<>();
    private final PriorityQueue<Waiting> deadlines = new PriorityQueue<>(Comparator.comparingLong(w -> w.deadline));

    BlockedClients(Dispatcher dispatcher, int databases) {
        this.dispatcher = dispatcher;
        queues = new ArrayList<>(databases);
        for (int i = 0; i < databases; i++) queues.add(new Dict<>());
    }

    /** How many different keys are waited for, and for how many of them also when they are gone. */
    public int[] keys() {
        int[] counts = new int[2];
        for (Dict<Queue> ofDatabase : queues) {
            ofDatabase.forEach(q -> {
                counts[0]++;
                if (q.evenWithoutKey > 0) counts[1]++;
            });
        }
        return counts;
    }

    /** How many of the clients wait until some time. */
    public int timed() {
        return deadlines.size();
    }

    /** How many clients wait. */
    public int count() {
        return all.size();
    }

    void add(Waiting w) {
        w.session.waiting = w;
        all.add(w);
        Dict<Queue> ofDatabase = queues.get(w.database);
        for (byte[] key : w.keys) {
            Queue q = ofDatabase.find(key);
            if (q == null) ofDatabase.insert(q = new Queue(key, w.database));
            if (q.clients.add(w) && w.evenWithoutKey) q.evenWithoutKey++;
        }
        if (w.deadline != Value.NEVER) {
            deadlines.add(w);
            if (deadlines.peek() == w) dispatcher.wakeAt(w.deadline);
        }
    }

    private void remove(Waiting w) {
        w.session.waiting = null;
        all.remove(w);
        deadlines.remove(w);
        Dict<Queue> ofDatabase = queues.get(w.database);
        for (byte[] key : w.keys) {
            Queue q = ofDatabase.find(key);
            if (q == null || !q.clients.remove(w)) continue;
            if (w.evenWithoutKey) q.evenWithoutKey--;
            if (q.clients.isEmpty()) ofDatabase.removeEntry(q);
        }
    }

    void modified(int database, byte[] key) {
        if (all.isEmpty()) return;
        Queue q = queues.get(database).find(key);
        if (q == null) return;
        // Ready keys are served in this order: one that holds nothing to wait for gets its turn when it does.
        if (q.evenWithoutKey > 0
                || q.isAwaited(dispatcher.databases().get(database).peek(key))) makeReady(q);
    }

    /** Everything in a database may have changed. */
    void replaced(int database) {
        if (!all.isEmpty()) queues.get(database).forEach(this::makeReady);
    }

    private void makeReady(Queue q) {
        if (q.ready) return;
        q.ready = true;
        ready.add(q);
    }

    /** After a command or EXEC. */
    void serve() {
        if (ready.isEmpty()) return;
        // A command of its own: what was written may have expired while it was written.
        dispatcher.time().refresh();
        Queue q;
        while ((q = ready.poll()) != null) {
            q.ready = false;
            // Finished only after the walk, for it takes them out of the queue.
            for (Waiting w : serve(q)) finish(w, () -> answer(w.waiter));
        }
    }

    private List<Waiting> serve(Queue q) {
        List<Waiting> answered = new ArrayList<>();
        Keyspace db = dispatcher.databases().get(q.database);
        for (Waiting w : q.clients) {
            Value value = db.peek(q.key);
            if (value == null && q.evenWithoutKey == 0) break;
            if ((w.evenWithoutKey || w.type.isInstance(value)) && retry(w)) answered.add(w);
        }
        return answered;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Runs its command again; true when that has replied. */
    private boolean retry(Waiting w) {
        w.again = false;
        CommandError denial = dispatcher.access().objection(w.session, w.call.command(), w.call.args());
        if (denial != null) {
            // What its user may do has changed since it came.
            dispatcher.reject(w.call, denial);
            return true;
        }
        w.call.retrying = w;
        Clients.Running aside = dispatcher.clients().setAside();
        dispatcher.clients().running(w.session);
        dispatcher.invoke(w.call);
        dispatcher.clients().ran();
        dispatcher.clients().resume(aside);
        w.call.retrying = null;
        return !w.again;
    }

    private void finish(Waiting w) {
        finish(w, w.waiter::answered);
    }

    private void finish(Waiting w, Runnable answer) {
        remove(w);
        dispatcher.outbox().post(answer);
    }

    /** What it replies may have changed the data: whoever has to keep that comes first. */
    private void answer(Waiter waiter) {
        if (dispatcher.propagation().settle()) waiter.answered();
        else waiter.abandoned();
    }

    /** Answers those whose time is up, in the order of their deadlines. */
    void expire(long now) {
        Waiting w;
        while ((w = deadlines.peek()) != null && w.deadline <= now) {
            wake(w);
        }
        if (w != null) dispatcher.wakeAt(w.deadline);
    }

    /** As if its time were up; nothing happens when it does not wait any more. */
    void wake(Waiting w) {
        if (w.session.waiting != w) return;
        w.timedOut.accept(w.call.reply());
        dispatcher.gaveUp(w.call.command());
        finish(w);
    }

    /** CLIENT UNBLOCK: as if its time were up, or with an error; false when no such client waits. */
    public boolean unblock(long id, boolean withError) {
        for (Waiting w : all) {
            if (w.session.id() != id) continue;
            if (withError) dispatcher.fail(w.call, Errors.UNBLOCKED.text());
            else w.timedOut.accept(w.call.reply());
            dispatcher.gaveUp(w.call.command());
            finish(w);
            return true;
        }
        return false;
    }

    /** The client gives up; false when it has been answered already. */
    boolean cancel(ClientSession session) {
        @Nullable Waiting w = session.waiting;
        if (w == null) return false;
        remove(w);
        return true;
    }

    /** The client is gone: there will be no reply, if it waits for one. */
    void abandon(ClientSession session) {
        Waiting w = session.waiting;
        if (w == null) return;
        remove(w);
        dispatcher.outbox().post(w.waiter::abandoned);
    }

    /** Nobody waits any longer. */
    void abandonAll() {
        for (Waiting w : new ArrayList<>(all)) abandon(w.session);
    }
}
