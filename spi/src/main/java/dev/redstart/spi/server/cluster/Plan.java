package dev.redstart.spi.server.cluster;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.server.ServerFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a request comes to on a cluster: errands, and how their replies become the one that the caller waits for.
 *
 * @param errands at least one
 */
record Plan(List<Errand> errands, Merge merge) {

    /** One errand, whose reply is the reply. */
    static Plan of(Errand errand) {
        return new Plan(List.of(errand), replies -> replies.get(0));
    }

    /** One errand, whose reply is changed. */
    static Plan of(Errand errand, UnaryOperator<Reply> change) {
        return new Plan(List.of(errand), replies -> change.apply(replies.get(0)));
    }

    /** What all errands together have brought; to be called when each has an outcome. */
    void tell(ReplyHandler handler) {
        RedisException failure = failure();
        if (failure != null) ServerFailures.fail(handler, failure);
        else ServerFailures.reply(handler, merged());
    }

    /** As {@link #tell}, for a caller who waits. */
    Reply outcome() {
        RedisException failure = failure();
        if (failure != null) throw failure;
        return merged();
    }

    private Reply merged() {
        List<Reply> replies = new ArrayList<>(errands.size());
        for (Errand errand : errands) replies.add(errand.reply());
        return merge.merge(replies);
    }

    private @Nullable RedisException failure() {
        for (Errand errand : errands) if (errand.failure() != null) return errand.failure();
        return null;
    }
}
