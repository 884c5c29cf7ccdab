package dev.redstart.spi.server.cluster;

import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.UnsupportedCommandException;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.cluster.Attempts.Verdict;
import dev.redstart.spi.server.cluster.Errand.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session on a cluster: pinned to one node while its connection has state (keys watched, commands queued, a name set),
 * and free to go to another one while it has none. The first command that has a key says which node that is. With state, a
 * key of another node is answered by the server, with MOVED.
 *
 * <p>{@code MULTI} waits here for the command that follows it, which knows where to go: it is answered with what the server
 * always says to it, and sent ahead of that command.
 *
 * <p>A slot may move between WATCH and EXEC. The node then refuses the commands, and nothing is executed, as when a watched
 * key has changed: so that is what the caller hears, whose next attempt finds the new node.
 */
final class RoutedSession implements Session {

    private static final Request MULTI = Request.of("MULTI");

    private final RoutedSettings settings;
    private final Courier courier;
    private final Topology topology;
    private final Planner planner;
    private final Nodes nodes;
    private final Errand home;
    private ConnectionState state = new ConnectionState();
    /** The WATCHes that are in force: a transaction has to share their slot. */
    private final List<Request> watches = new ArrayList<>();

    private boolean multiWaits;
    /** Whether the connection has ever answered: one that did and breaks ends the session, as everywhere. */
    private boolean used;

    private boolean broken;
    private @Nullable Consumer<Reply.Push> pushes;
    private @Nullable Target at;
    private volatile @Nullable Session held;
    private volatile boolean closed;

    /** @param route where it is to be while no key says otherwise */
    RoutedSession(
            RoutedSettings settings, Courier courier, Topology topology, Planner planner, Nodes nodes, Route route) {
        this.settings = settings;
        this.courier = courier;
        this.topology = topology;
        this.nodes = nodes;
        this.planner = planner;
        this.home = planner.home(route);
        // Waits for a connection here, where callers expect it, when the node is known already.
        if (home.slot != KeySlot.NONE || home.fixed != null) hold(topology.targetOf(home));
    }

    @Override
    public Reply call(Request request) {
        RedisException refusal = refusal(request);
        if (refusal != null) throw refusal;
        if (request.name().equals("MULTI") && state.isClean() && !multiWaits && !broken) {
            multiWaits = true;
            return Reply.OK;
        }
        Errand errand = errand(request);
        exchange(List.of(errand));
        if (errand.failure() != null) throw errand.failure();
        return errand.reply();
    }

    @Override
    public void sendAll(List<Request> requests, List<? extends ReplyHandler> handlers) {
        List<Errand> batch = new ArrayList<>(requests.size());
        List<ReplyHandler> listening = new ArrayList<>(requests.size());
        RedisException apart = isTransaction(requests) ? apartFromWatched(requests) : null;
        for (int i = 0; i < requests.size(); i++) {
            RedisException refusal = apart != null ? apart : refusal(requests.get(i));
            if (refusal == null) {
                batch.add(errand(requests.get(i)));
                listening.add(handlers.get(i));
            } else {
                ServerFailures.fail(handlers.get(i), refusal);
            }
        }
        if (batch.isEmpty()) return;
        exchange(batch);
        for (int i = 0; i < batch.size(); i++) {
            RedisException failure = batch.get(i).failure();
            if (failure != null) ServerFailures.fail(listening.get(i), failure);
            else ServerFailures.reply(listening.get(i), batch.get(i).reply());
        }
    }

    private Errand errand(Request request) {
        Errand errand = home.fixed != null
                ? Errand.to(home.fixed, request)
                : Errand.bySlot(request, planner.slotOf(List.of(request)));
        errand.onlyFromPrimary();
        return errand;
    }

    /** Why the session cannot carry it: its end, the command's kind, or its keys; null when it can. */
    private @Nullable RedisException refusal(Request request) {
        if (closed)
            return new RedisConnectionException(
                    "the session was closed", settings.origin(request.name()), Phase.NOT_SENT);
        RedisException refusal = ServerFailures.refusalInSession(request, settings.ofNode());
        return refusal != null ? refusal : apart(List.of(request));
    }

    private @Nullable RedisException apartFromWatched(List<Request> requests) {
        List<Request> all = new ArrayList<>(watches);
        all.addAll(requests);
        return apart(all);
    }

    private @Nullable RedisException apart(List<Request> requests) {
        try {
            planner.slotOf(requests);
            return null;
        } catch (UnsupportedCommandException e) {
            return e;
        }
    }

    private static boolean isTransaction(List<Request> requests) {
        return requests.get(0).name().equals("MULTI")
                && requests.get(requests.size() - 1).name().equals("EXEC");
    }

    /** Sends all on one connection, and again as long as that has had no effect; afterwards each has its outcome. */
    private void exchange(List<Errand> batch) {
        Attempts attempts = courier.attempts();
        boolean free = state.isClean() && !broken;
        while (true) {
            try {
                attempt(batch, free);
            } catch (RedisException e) {
                broken |= used || e.phase() == Phase.UNKNOWN;
                batch.forEach(errand -> errand.onFailure(e));
            }
            Verdict verdict = judge(batch, attempts);
            if (!free || broken || verdict == Verdict.DONE) break;
            if (verdict == Verdict.AGAIN_LATER) attempts.pause();
            if (!attempts.areLeft()) break;
            release();
        }
        multiWaits = false;
    }

    private void attempt(List<Errand> batch, boolean free) {
        Target to = free || at == null ? targetOf(batch) : at;
        boolean asking = batch.size() == 1 && batch.get(0).asked() != null;
        batch.forEach(errand -> errand.leaveFor(to));
        Session session = hold(to);
        if (multiWaits) {
            Reply begun = callOn(session, MULTI);
            if (begun instanceof Reply.Error) {
                batch.forEach(errand -> errand.onReply(begun));
                return;
            }
        }
        if (batch.size() == 1) {
            if (asking) callOn(session, Courier.ASKING);
            batch.get(0).onReply(callOn(session, batch.get(0).request));
        } else {
            flush(session, batch);
        }
    }

    private Reply callOn(Session session, Request request) {
        Reply reply = session.call(request);
        note(request, reply);
        return reply;
    }

    private void note(Request request, Reply reply) {
        used = true;
        state.after(request, reply);
        if (!state.isWatching()) watches.clear();
        else if (request.name().equals("WATCH") && !(reply instanceof Reply.Error)) watches.add(request);
    }

    private void flush(Session session, List<Errand> batch) {
        boolean watching = state.isWatching();
        session.sendAll(batch.stream().map(errand -> errand.request).toList(), batch);
        boolean sentAway = false;
        for (Errand errand : batch) {
            RedisException failure = errand.failure();
            if (failure == null) {
                note(errand.request, errand.reply());
                sentAway |= Redirection.in(errand.reply(), errand.target().node()) != null;
            } else {
                broken |= used || failure.phase() == Phase.UNKNOWN;
            }
        }
        Errand last = batch.get(batch.size() - 1);
        if (watching && sentAway && last.request.name().equals("EXEC") && last.failure() == null) {
            if (last.reply() instanceof Reply.Error) last.onReply(Reply.NULL);
        }
    }

    /** To where the first key is; without a key where we are, or were told to be. */
    private Target targetOf(List<Errand> batch) {
        for (Errand errand : batch) {
            Endpoint.Node asked = errand.asked();
            if (asked != null) return new Target(asked, false);
            if (errand.slot != KeySlot.NONE) return topology.targetOf(errand);
        }
        return at != null && held != null ? at : topology.targetOf(home);
    }

    /** What the outcome of all asks for; DONE when any of them has had an effect. Learns where slots have moved to. */
    private Verdict judge(List<Errand> batch, Attempts attempts) {
        Errand first = batch.get(0);
        RedisException failure = first.failure();
        if (batch.size() == 1 && !multiWaits || failure != null && failure.phase() == Phase.NOT_SENT)
            return attempts.judge(first);
        Errand last = batch.get(batch.size() - 1);
        boolean begins = multiWaits || first.request.name().equals("MULTI");
        boolean executed =
                last.request.name().equals("EXEC") && (last.failure() != null || last.reply() instanceof Reply.Array);
        if (!begins || executed) return Verdict.DONE;
        for (Errand errand : batch) {
            Verdict verdict = errand.failure() != null ? Verdict.DONE : attempts.judge(errand);
            if (verdict == Verdict.DONE) continue;
            // ASKING is for one command, so a transaction waits until the slot has moved.
            boolean moving = errand.asked() != null;
            errand.forget();
            return moving ? Verdict.AGAIN_LATER : verdict;
        }
        return Verdict.DONE;
    }

    /** A connection to that node: the one we have, when it is there. */
    private Session hold(Target to) {
        Session session = held;
        if (session != null && to.equals(at)) return session;
        release();
        Session fresh = nodes.at(to).pin(Route.ANY);
        Consumer<Reply.Push> listener = pushes;
        if (listener != null) fresh.onPush(listener);
        at = to;
        held = fresh;
        // close() may have looked before it was there.
        if (closed) release();
        return fresh;
    }

    private void release() {
        Session session = held;
        held = null;
        state = new ConnectionState();
        watches.clear();
        used = false;
        if (session != null) session.close();
    }

    @Override
    public void onPush(Consumer<Reply.Push> listener) {
        if (!settings.ofNode().resp3())
            throw new UnsupportedCommandException(
                    "pushes need RESP3 (protocol=resp3)", settings.origin(null), Phase.NOT_SENT);
        pushes = listener;
        Session session = held;
        if (session != null) session.onPush(listener);
    }

    @Override
    public void close() {
        closed = true;
        Session session = held;
        if (session != null) session.close();
    }
}
