package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.server.cluster.Errand.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Does errands and waits for them: in rounds, in each of which every node gets what is for it in one flush and in order,
 * and all nodes are at work side by side. What a node sent elsewhere is in the next round.
 */
final class Courier {

    static final Request ASKING = Request.of("ASKING");

    private final Topology topology;
    private final Nodes nodes;
    private final int timeout;

    Courier(RoutedSettings settings, Topology topology, Nodes nodes) {
        this.topology = topology;
        this.nodes = nodes;
        this.timeout = settings.ofNode().timeout();
    }

    /** Attempts that begin now. */
    Attempts attempts() {
        return new Attempts(topology, nodes, timeout);
    }

    /** Returns when each errand has its outcome. */
    void run(List<Errand> errands) {
        round(errands);
        // The ordinary end of it, without a clock being asked.
        if (errands.stream().noneMatch(Courier::isDoubtful)) return;
        Attempts attempts = attempts();
        List<Errand> again = errands;
        while (true) {
            boolean pause = false;
            List<Errand> rest = new ArrayList<>();
            for (Errand errand : again) {
                Attempts.Verdict verdict = attempts.judge(errand);
                if (verdict == Attempts.Verdict.DONE) continue;
                rest.add(errand);
                pause |= verdict == Attempts.Verdict.AGAIN_LATER;
            }
            if (rest.isEmpty()) return;
            if (pause) attempts.pause();
            if (!attempts.areLeft()) return;
            round(rest);
            again = rest;
        }
    }

    static boolean isDoubtful(Errand errand) {
        return errand.failure() != null || errand.reply() instanceof Reply.Error;
    }

    private void round(List<Errand> errands) {
        if (errands.size() == 1) {
            doOne(errands.get(0));
            return;
        }
        Map<Target, List<Errand>> groups = new LinkedHashMap<>();
        for (Errand errand : errands) {
            if (errand.asked() != null) doOne(errand);
            else if (depart(errand))
                groups.computeIfAbsent(errand.target(), t -> new ArrayList<>()).add(errand);
        }
        List<CompletableFuture<Void>> others = new ArrayList<>();
        List<Errand> own = null;
        for (List<Errand> group : groups.values()) {
            if (own == null) own = group;
            else others.add(CompletableFuture.runAsync(() -> doAll(group), nodes.workers()));
        }
        if (own != null) doAll(own);
        others.forEach(CompletableFuture::join);
    }

    /** Looks up where it goes; false when that cannot be found out, which is its outcome then. */
    boolean depart(Errand errand) {
        try {
            errand.leaveFor(topology.targetOf(errand));
            return true;
        } catch (RedisException e) {
            errand.leaveFor(new Target(topology.aSeed(), false));
            errand.onFailure(e);
            return false;
        }
    }

    /** One alone, once. */
    void doOne(Errand errand) {
        Endpoint.Node asked = errand.asked();
        try {
            if (asked != null) {
                errand.leaveFor(new Target(asked, false));
                errand.onReply(afterAsking(asked, errand.request));
            } else if (depart(errand)) {
                errand.onReply(nodes.at(errand.target()).call(errand.request));
            }
        } catch (RedisException e) {
            errand.onFailure(e);
        }
    }

    /** On one connection that nobody uses in between. */
    private Reply afterAsking(Endpoint.Node node, Request request) {
        try (Session session = nodes.at(new Target(node, false)).pin(Route.ANY)) {
            session.call(ASKING);
            return session.call(request);
        }
    }

    private void doAll(List<Errand> group) {
        List<Request> requests = new ArrayList<>(group.size());
        for (Errand errand : group) requests.add(errand.request);
        nodes.at(group.get(0).target()).sendAll(requests, group);
    }
}
