package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * How the replies of several nodes become one, in the terms of Redis' command tips ({@code response_policy}). An error of
 * one node is the reply of all, unless the policy says otherwise.
 */
interface Merge {

    /** {@code all_succeeded}, and what has no better: the first reply. */
    Merge FIRST = replies -> replies.get(0);

    /** {@code agg_sum}. */
    Merge SUM =
            replies -> Reply.integer(replies.stream().mapToLong(Merge::integer).sum());

    /** {@code one_succeeded}: a script runs on one node, and the others have none to kill. */
    Merge ONE_SUCCEEDED = new Merge() {
        @Override
        public Reply merge(List<Reply> replies) {
            return replies.stream()
                    .filter(reply -> !(reply instanceof Reply.Error))
                    .findFirst()
                    .orElse(replies.get(0));
        }

        @Override
        public Reply ofGood(List<Reply> replies) {
            return merge(replies);
        }
    };

    /** {@code agg_logical_and}, element by element. */
    Merge AND = replies -> {
        List<Reply> all = new ArrayList<>(Reply.elements(replies.get(0)));
        for (Reply reply : replies) {
            List<Reply> elements = Reply.elements(reply);
            for (int i = 0; i < all.size(); i++) if (integer(elements.get(i)) == 0) all.set(i, Reply.integer(0));
        }
        return new Reply.Array(all);
    };

    /** The elements of all. */
    Merge CONCATENATED = replies -> new Reply.Array(
            replies.stream().flatMap(reply -> Reply.elements(reply).stream()).collect(Collectors.toList()));

    /** {@code RANDOMKEY}: one of those that are not null. */
    Merge ANY_VALUE = replies -> {
        List<Reply> values =
                replies.stream().filter(reply -> !(reply instanceof Reply.Null)).toList();
        return values.isEmpty()
                ? Reply.NULL
                : values.get(ThreadLocalRandom.current().nextInt(values.size()));
    };

    /** What a {@link dev.redstart.spi.Route#ALL_PRIMARIES} without a policy of its own gets: numbers are summed. */
    Merge BY_KIND = replies -> replies.get(0) instanceof Reply.Int ? SUM.ofGood(replies) : replies.get(0);

    /** Of replies without an error among them; at least one. */
    Reply ofGood(List<Reply> replies);

    /** Of at least one reply. */
    default Reply merge(List<Reply> replies) {
        for (Reply reply : replies) if (reply instanceof Reply.Error) return reply;
        return ofGood(replies);
    }

    private static long integer(Reply reply) {
        if (reply instanceof Reply.Int n) return n.value();
        throw new IllegalArgumentException("no number among the replies of several nodes: " + reply);
    }
}
