package dev.redstart;

import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs transactions: {@code MULTI}, the queued commands and {@code EXEC} in one flush on a pinned connection. However that
 * goes, when it is over each result that the body was given has a value or a failure.
 */
final class Transactions<K, V> {

    private final Handle handle;
    private final Commands<K, V> commands;
    private final Request multi;
    private final Request exec;

    Transactions(Handle handle, Commands<K, V> commands) {
        this.handle = handle;
        this.commands = commands;
        this.multi = commands.session().multi().request();
        this.exec = commands.session().exec().request();
        handle.require(Feature.TRANSACTIONS, multi.name());
    }

    <T extends @Nullable Object, X extends Exception> Outcome<T> run(TransactionBody<K, V, T, X> body) throws X {
        TransactionView<K, V> tx = new TransactionView<>(handle, commands);
        Supplier<? extends T> value = collect(tx, () -> body.run(tx));
        if (tx.isDiscarded()) return Outcome.discarded(1);
        if (tx.queued.isEmpty()) return Outcome.committed(1, value);
        Session pinned;
        try {
            pinned = handle.transport.pin(tx.route());
        } catch (RuntimeException e) {
            throw failed(tx, e);
        }
        try (Session session = pinned) {
            if (execute(session, tx)) return Outcome.committed(1, value);
        }
        // It watched nothing. A connection that somebody left watching can still say so, and nothing was executed.
        tx.abandon("the transaction was not executed");
        throw new TransactionConflictException(1);
    }

    <T extends @Nullable Object, X extends Exception> Outcome<T> watching(
            List<? extends K> keys, int attempts, WatchBody<K, V, T, X> body) throws X {
        Command<?> watch = commands.session().watch(keys);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try (Session session = handle.transport.pin(watch.request().route())) {
                handle.decode(watch, session.call(watch.request()));
                TransactionView<K, V> tx = new TransactionView<>(handle, commands);
                SessionView<K, V> seen = new SessionView<>(handle, session, commands);
                Supplier<? extends T> value = collect(tx, () -> body.run(seen, tx));
                // What is left unsent leaves the keys watched: closing the session undoes that.
                if (tx.isDiscarded()) return Outcome.discarded(attempt);
                if (tx.queued.isEmpty() || execute(session, tx)) return Outcome.committed(attempt, value);
                tx.abandon("a watched key changed: this attempt was not executed");
            }
        }
        throw new TransactionConflictException(attempts);
    }

    /** Runs the body; whatever happens to it, no command can be added afterwards. */
    private static <T extends @Nullable Object, X extends Exception> Supplier<? extends T> collect(
            TransactionView<?, ?> tx, Body<T, X> body) throws X {
        boolean done = false;
        try {
            Supplier<? extends T> value = body.run();
            if (value == null)
                throw new NullPointerException("the body returned null; return tx.commit() for no value");
            done = true;
            return value;
        } finally {
            tx.end();
            if (!done) tx.abandon("the body of the transaction failed: nothing was executed");
            else if (tx.isDiscarded()) tx.abandon("the transaction was discarded by its body: it has no value");
        }
    }

    private interface Body<T extends @Nullable Object, X extends Exception> {
        Supplier<? extends T> run() throws X;
    }

    /** True when executed, false when a watched key had changed. */
    private boolean execute(Session session, TransactionView<K, V> tx) {
        try {
            List<Request> requests = new ArrayList<>();
            requests.add(multi);
            requests.addAll(tx.markSent());
            requests.add(exec);
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) answers.add(new Answer());
            session.sendAll(requests, answers);
            return settle(tx, answers);
        } catch (RuntimeException e) {
            throw failed(tx, e);
        } catch (Error e) {
            tx.abandon("the transaction failed: " + e);
            throw e;
        }
    }

    private boolean settle(TransactionView<K, V> tx, List<Answer> answers) {
        // Its failure is that of the whole: unless EXEC was sent, nothing has happened.
        Reply outcome = answers.get(answers.size() - 1).reply();
        List<Answer> queueing = answers.subList(1, answers.size() - 1);
        if (answers.get(0).reply() instanceof Reply.Error refused) throw unprotected(refused, queueing, tx);
        if (outcome instanceof Reply.Null) return false;
        if (outcome instanceof Reply.Error error) throw aborted(error, queueing, tx);
        if (!(outcome instanceof Reply.Array array) || array.elements().size() != tx.queued.size())
            throw Failures.cannotDecode(
                    new UnexpectedReply("an array of " + tx.queued.size() + " replies", outcome),
                    exec,
                    handle.capabilities);
        for (int i = 0; i < tx.queued.size(); i++)
            tx.queued.get(i).onReply(array.elements().get(i));
        return true;
    }

    /** The server did not begin a transaction, so it took each command for itself: each result says what that did. */
    private RedisException unprotected(Reply.Error refused, List<Answer> queueing, TransactionView<K, V> tx) {
        for (int i = 0; i < queueing.size(); i++)
            tx.queued.get(i).onReply(queueing.get(i).reply());
        return Failures.of(refused, multi.name(), handle.capabilities);
    }

    /** A command was refused while being queued: its own result says so, the others that nothing was executed. */
    private RedisException aborted(Reply.Error error, List<Answer> queueing, TransactionView<K, V> tx) {
        RedisException abort = Failures.of(error, "EXEC", handle.capabilities);
        for (int i = 0; i < queueing.size(); i++) {
            if (queueing.get(i).reply() instanceof Reply.Error refused) {
                PendingResult<?> result = tx.queued.get(i);
                RedisException own =
                        Failures.of(refused, result.command.request().name(), handle.capabilities);
                result.onFailure(own);
                abort.addSuppressed(own);
            }
        }
        return abort;
    }

    private RedisException failed(TransactionView<?, ?> tx, RuntimeException e) {
        RedisException failure = Failures.brokenTransport(e, exec, handle.capabilities);
        tx.fail(failure);
        return failure;
    }

    /** What one of the requests of a transaction brought. */
    private static final class Answer implements ReplyHandler {

        private @Nullable Reply reply;
        private @Nullable RedisException failure;

        @Override
        public void onReply(Reply r) {
            reply = r;
        }

        @Override
        public void onFailure(RedisException f) {
            failure = f;
        }

        Reply reply() {
            if (failure != null) throw failure;
            if (reply == null)
                throw new IllegalStateException("a session has to answer every request before sendAll returns");
            return reply;
        }
    }
}
