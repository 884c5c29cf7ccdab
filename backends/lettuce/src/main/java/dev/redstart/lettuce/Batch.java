package dev.redstart.lettuce;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Many requests of one caller, who waits for all replies. Handlers hear on his thread, after {@link #run}: so one of them
 * may wait for another command.
 */
final class Batch {

    private final ServerSettings settings;
    private final List<Request> requests = new ArrayList<>();
    private final List<ReplyHandler> handlers = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    Batch(ServerSettings settings) {
        this.settings = settings;
    }

    void add(Request request, ReplyHandler handler) {
        requests.add(request);
        handlers.add(handler);
        waits.add(new Wait());
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** Hands all over to the sender and waits until each has its outcome; a failure of the sender is that of all. */
    void run(Consumer<List<Exchange>> sender) {
        List<Exchange> exchanges = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) exchanges.add(new Exchange(requests.get(i), waits.get(i), settings));
        try {
            Loops.mayWait(settings, "pipeline");
            sender.accept(exchanges);
        } catch (RedisException e) {
            for (Exchange exchange : exchanges) exchange.fail(e);
        }
        for (Wait wait : waits) wait.settled();
    }

    /** Shows the pairs that were completed, in order. */
    void forEachReply(BiConsumer<Request, Reply> reader) {
        for (int i = 0; i < waits.size(); i++) {
            Wait wait = waits.get(i);
            if (!wait.isCompletedExceptionally()) reader.accept(requests.get(i), wait.join());
        }
    }

    /** Tells each handler. */
    void deliver() {
        for (int i = 0; i < handlers.size(); i++) {
            Reply reply;
            try {
                reply = waits.get(i).uninterruptibly();
            } catch (RedisException e) {
                ServerFailures.fail(handlers.get(i), e);
                continue;
            }
            ServerFailures.reply(handlers.get(i), reply);
        }
    }
}
