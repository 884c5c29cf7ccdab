package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisTimeoutException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.server.Backoff;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The attempts of one call: what the outcome of an errand means, and whether there is time for another. An errand goes
 * again only when its command was certainly not executed: the node sent it elsewhere, or could not take it. So nothing is
 * ever done twice. A redirection is followed at once a few times, then after a pause as all else, until the time that a
 * reply may take ({@code timeout}) is over. For one thread at a time.
 */
final class Attempts {

    private static final int PROMPT = 5;

    private final Topology topology;
    private final Nodes nodes;
    private final long end;
    private final Backoff backoff = new Backoff();
    private int redirections;

    Attempts(Topology topology, Nodes nodes, long timeoutMillis) {
        this.topology = topology;
        this.nodes = nodes;
        this.end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    /** What an outcome asks for. */
    enum Verdict {
        DONE,
        AGAIN_NOW,
        AGAIN_LATER
    }

    /** Learns from the outcome of the errand's last attempt. */
    Verdict judge(Errand errand) {
        RedisException failure = errand.failure();
        if (failure != null) return judge(errand, failure);
        if (!(errand.reply() instanceof Reply.Error error) || errand.fixed != null) return Verdict.DONE;
        Redirection redirection = Redirection.in(error, errand.target().node());
        if (redirection != null) return follow(errand, redirection);
        return switch (error.code()) {
            case "TRYAGAIN" -> Verdict.AGAIN_LATER;
            // CLUSTERDOWN: nobody serves the slot. READONLY: it was the primary, and is a replica now.
            case "CLUSTERDOWN", "READONLY" -> {
                topology.refreshSoon();
                yield Verdict.AGAIN_LATER;
            }
            case "MASTERDOWN", "LOADING" -> {
                if (!errand.target().readOnly()) yield Verdict.DONE;
                errand.onlyFromPrimary();
                yield Verdict.AGAIN_NOW;
            }
            default -> Verdict.DONE;
        };
    }

    private Verdict judge(Errand errand, RedisException failure) {
        boolean lost = failure instanceof RedisConnectionException;
        if (!lost && !(failure instanceof RedisTimeoutException)) return Verdict.DONE;
        topology.refreshSoon();
        if (!lost || failure.phase() != Phase.NOT_SENT || errand.fixed != null) return Verdict.DONE;
        if (!errand.target().readOnly()) return Verdict.AGAIN_LATER;
        errand.onlyFromPrimary();
        return Verdict.AGAIN_NOW;
    }

    private Verdict follow(Errand errand, Redirection to) {
        switch (to.kind()) {
            case MOVED -> {
                // A replica that does not serve the slot names the primary, which may well be the one we know.
                if (errand.target().readOnly()) errand.onlyFromPrimary();
                topology.moved(to.slot(), to.node());
            }
            case ASK -> errand.ask(to.node());
        }
        return ++redirections <= PROMPT ? Verdict.AGAIN_NOW : Verdict.AGAIN_LATER;
    }

    /** Whether there is time for another attempt, and somebody who wants it. */
    boolean areLeft() {
        return System.nanoTime() - end < 0
                && !nodes.isClosed()
                && !Thread.currentThread().isInterrupted();
    }

    /** How long to wait before the next attempt. */
    long pauseMillis() {
        return backoff.next();
    }

    /** Waits that long, less when interrupted. */
    void pause() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis());
        for (long left = until - System.nanoTime();
                left > 0 && areLeft();
                left = Math.min(until, end) - System.nanoTime()) LockSupport.parkNanos(left);
    }
}
