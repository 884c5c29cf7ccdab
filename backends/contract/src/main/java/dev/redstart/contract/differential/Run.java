package dev.redstart.contract.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays one sequence of steps to both sides, from an empty keyspace, until they differ. */
final class Run {

    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final Side a;
    private final Side b;
    private final Comparison comparison;
    /** Per client: what EXEC will answer to; null outside MULTI. */
    private final @Nullable List<Request>[] queued;

    /** What was asked, in words, by which request, and the replies that differ. */
    record Difference(String asked, Request request, Reply a, Reply b) {

        boolean isFickle() {
            return Rules.isFickle(request, a, b);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    Run(Side a, Side b, Comparison comparison) {
        this.a = a;
        this.b = b;
        this.comparison = comparison;
        this.queued = new List[Step.CLIENTS];
    }

    /** Null when they do not differ, also not in what is left in the keyspace. */
    @Nullable
    Difference play(List<Step> steps) {
        a.reset();
        b.reset();
        java.util.Arrays.fill(queued, null);
        for (Step step : steps) {
            Difference difference = play(step);
            if (difference != null) return difference;
        }
        return new Keyspace(this).compare();
    }

    private @Nullable Difference play(Step step) {
        Request request = step.request();
        List<Request> transaction = queued[step.client()];
        List<Reply> choice = transaction == null ? choice(step) : List.of();
        Reply x = a.call(step.client(), request);
        Reply y = b.call(step.client(), request);
        boolean same = request.name().equals("EXEC") && transaction != null
                ? sameTransactions(transaction, x, y)
                : transaction == null || !isQueued(x) ? comparison.same(request, x, y, choice) : x.equals(y);
        if (!same) return new Difference(step.toString(), request, x, y);
        follow(step, x);
        if (transaction == null) settle(step, x, y);
        return null;
    }

    private static boolean isQueued(Reply reply) {
        return reply instanceof Reply.Text t && t.value().equals("QUEUED")
                || reply instanceof Reply.Blob b && new String(b.value(), ISO_8859_1).equals("QUEUED");
    }

    private boolean sameTransactions(List<Request> transaction, Reply x, Reply y) {
        if (!(x instanceof Reply.Array p && y instanceof Reply.Array q)) return x.equals(y);
        if (p.elements().size() != transaction.size() || q.elements().size() != transaction.size()) return false;
        for (int i = 0; i < transaction.size(); i++)
            if (!comparison.same(
                    transaction.get(i), p.elements().get(i), q.elements().get(i), List.of())) return false;
        return true;
    }

    /** Notes what is queued for EXEC. */
    private void follow(Step step, Reply reply) {
        List<Request> transaction = queued[step.client()];
        boolean failed = reply instanceof Reply.Error;
        switch (step.request().name()) {
            case "MULTI" -> {
                if (!failed) queued[step.client()] = new ArrayList<>();
            }
            case "EXEC", "DISCARD" -> {
                // Only too many arguments leave it open.
                if (step.request().arguments().length == 0) queued[step.client()] = null;
            }
            default -> {
                if (transaction != null && isQueued(reply)) transaction.add(step.request());
            }
        }
    }

    private List<Reply> choice(Step step) {
        Request all = Rules.choiceOf(step.request());
        return all == null ? List.of() : Rules.flat(a.call(step.client(), all));
    }

    /** Makes both sides equal again after what chance and time have done to each. */
    private void settle(Step step, Reply x, Reply y) {
        if (Rules.divergesAfter(step.request(), x, y)) {
            Request delete = Request.of("DEL").arg(step.request().arguments()[0]);
            a.call(step.client(), delete);
            b.call(step.client(), delete);
        }
        Request ending = Rules.endingOf(step.request());
        if (ending != null) {
            awaitEnd(a, step.client(), ending);
            awaitEnd(b, step.client(), ending);
        }
    }

    private static void awaitEnd(Side side, int client, Request ending) {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        // One that never ends is found by what comes after.
        while (Rules.isEnding(side.call(client, ending)) && System.nanoTime() < limit) Thread.onSpinWait();
    }

    /** Asks both sides on the connection that only looks. */
    @Nullable
    Difference observe(Request request) {
        return compare(request, a.call(Side.OBSERVER, request), b.call(Side.OBSERVER, request));
    }

    private @Nullable Difference compare(Request request, Reply x, Reply y) {
        if (comparison.same(request, x, y, List.of())) return null;
        return new Difference("afterwards " + new Step(0, request), request, x, y);
    }

    /** What the first side says, for questions whose answer has been compared. */
    Reply ask(Request request) {
        return a.call(Side.OBSERVER, request);
    }
}
