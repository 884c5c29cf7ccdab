package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs transactions: {@code MULTI}, the queued commands and {@code EXEC} in one flush on a pinned connection. */
final class Transactions<K, V> {

    private final Handle handle;
    private final Commands<K, V> commands;

    Transactions(Handle handle, Commands<K, V> commands) {
        handle.require(Feature.TRANSACTIONS, "a transaction");
        this.handle = handle;
        this.commands = commands;
    }

    <T extends @Nullable Object, X extends Exception> Outcome<T> run(TransactionBody<K, V, T, X> body) throws X {
        TransactionView<K, V> tx = new TransactionView<>(handle, commands);
        Supplier<? extends T> value = collect(tx, () -> body.run(tx));
        if (tx.isDiscarded()) return Outcome.discarded(1);
        if (tx.queued.isEmpty()) return Outcome.committed(1, value);
        Route route = tx.queued.get(0).command.request().route();
        try (Session session = handle.transport.pin(route)) {
            execute(session, tx);
        } catch (RedisException e) {
            fail(tx, e);
            throw e;
        }
        return Outcome.committed(1, value);
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
                try {
                    if (tx.queued.isEmpty() || execute(session, tx)) return Outcome.committed(attempt, value);
                } catch (RedisException e) {
                    fail(tx, e);
                    throw e;
                }
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
        List<Request> requests = new ArrayList<>(tx.queued.size() + 2);
        List<Answer> answers = new ArrayList<>(tx.queued.size() + 2);
        requests.add(commands.session().multi().request());
        for (PendingResult<?> result : tx.queued) requests.add(result.command.request());
        requests.add(commands.session().exec().request());
        for (int i = 0; i < requests.size(); i++) answers.add(new Answer());
        session.sendAll(requests, answers);

        Reply exec = answers.get(answers.size() - 1).reply();
        if (exec instanceof Reply.Null) return false;
        if (exec instanceof Reply.Error aborted) throw aborted(aborted, answers, tx);
        List<Reply> replies = Decoders.elements(exec);
        for (int i = 0; i < tx.queued.size(); i++) {
            tx.queued.get(i).markSent();
            tx.queued.get(i).onReply(replies.get(i));
        }
        return true;
    }

    /** A command was refused while being queued: its own result says so, the others that nothing was executed. */
    private RedisException aborted(Reply.Error exec, List<Answer> answers, TransactionView<K, V> tx) {
        Capabilities backend = handle.capabilities;
        RedisException abort = Failures.of(exec, "EXEC", backend);
        for (int i = 0; i < tx.queued.size(); i++) {
            if (answers.get(i + 1).reply() instanceof Reply.Error refused) {
                PendingResult<?> result = tx.queued.get(i);
                RedisException own =
                        Failures.of(refused, result.command.request().name(), backend);
                result.onFailure(own);
                abort.addSuppressed(own);
            }
        }
        return abort;
    }

    private static void fail(TransactionView<?, ?> tx, RedisException e) {
        for (PendingResult<?> result : tx.queued) {
            result.markSent();
            result.onFailure(e);
        }
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
