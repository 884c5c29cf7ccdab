package dev.redstart.redisson;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Many requests on one connection, in one flush. Handlers hear on the caller's thread after {@link #run}, when the
 * connection is free again: one of them may want it.
 */
final class Batch {

    private final ServerSettings settings;
    private final List<Exchange> exchanges;
    private final List<Answer> answers;
    private final List<ReplyHandler> handlers;

    Batch(ServerSettings settings, int expected) {
        this.settings = settings;
        this.exchanges = new ArrayList<>(expected);
        this.answers = new ArrayList<>(expected);
        this.handlers = new ArrayList<>(expected);
    }

    void add(Request request, ReplyHandler handler) {
        Answer answer = new Answer();
        exchanges.add(new Exchange(settings, request, answer));
        answers.add(answer);
        handlers.add(handler);
    }

    boolean isEmpty() {
        return exchanges.isEmpty();
    }

    /**
     * Sends, and waits until each has its outcome.
     *
     * @throws RedisException when this thread must not wait; nothing has been sent then
     */
    void run(RespConnection connection) {
        Workers.mayWait(settings, exchanges.get(0).request().name());
        connection.submit(exchanges);
        answers.forEach(Answer::await);
    }

    /** Gives all of them the same failure: there was no connection to run on. */
    void failAll(RedisException cause) {
        answers.forEach(answer -> answer.onFailure(cause));
    }

    /** Shows the pairs that were completed, in order. */
    void forEachReply(BiConsumer<Request, Reply> reader) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).failure() == null)
                reader.accept(exchanges.get(i).request(), answers.get(i).get());
        }
    }

    /** Tells each handler. */
    void deliver() {
        for (int i = 0; i < handlers.size(); i++) {
            RedisException failure = answers.get(i).failure();
            if (failure == null)
                ServerFailures.reply(handlers.get(i), answers.get(i).get());
            else ServerFailures.fail(handlers.get(i), failure);
        }
    }
}
