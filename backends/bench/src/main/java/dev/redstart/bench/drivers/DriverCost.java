package dev.redstart.bench.drivers;

import dev.redstart.contract.servers.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Each driver through Redstart beside the driver alone. JMH is no help here: it cannot let two take turns in one JVM. */
public final class DriverCost {

    private final Settings settings;

    private DriverCost(Settings settings) {
        this.settings = settings;
    }

    /** Runs it; see {@link Settings#USAGE}. */
    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(Settings.USAGE);
            return;
        }
        try {
            new DriverCost(Settings.of(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Settings.USAGE);
            System.exit(2);
        }
    }

    private void run() throws InterruptedException {
        List<Comparison> all = new ArrayList<>();
        try (RedisServer server = RedisServer.builder().start()) {
            System.out.printf(
                    Locale.ROOT,
                    "Redis %s on loopback, RESP%d, JDK %s, %d processors; %d rounds of %.1f s, in turn; about %.0f"
                            + " s%n%n",
                    server.version(),
                    settings.resp3() ? 3 : 2,
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    settings.rounds(),
                    settings.seconds(),
                    settings.totalSeconds());
            System.out.println(Comparison.header());
            for (Peer peer : settings.peers()) compare(peer, server, all);
        }
        long reached = all.stream().filter(Comparison::reachesTheGoal).count();
        System.out.printf(
                Locale.ROOT,
                "%n%d of %d reach the goal: ratio at least %.2f, at most %.0f extra bytes per call%n",
                reached,
                all.size(),
                Comparison.RATIO,
                Comparison.BYTES);
    }

    private void compare(Peer peer, RedisServer server, List<Comparison> all) throws InterruptedException {
        for (int threads : settings.threads()) {
            Target target = Target.of(server, settings.resp3(), threads);
            try (Client alone = peer.alone(target);
                    Client redstart = peer.throughRedstart(target);
                    Crew crew = new Crew(threads)) {
                Work.fill(alone);
                for (Work work : Work.values()) {
                    Comparison comparison = new Comparison(peer, work, threads, rounds(crew, work, alone, redstart));
                    System.out.println(comparison.row());
                    all.add(comparison);
                }
            }
        }
    }

    private List<Comparison.Pair> rounds(Crew crew, Work work, Client alone, Client redstart)
            throws InterruptedException {
        List<Comparison.Pair> pairs = new ArrayList<>();
        for (int i = -Settings.WARM_UP; i < settings.rounds(); i++) {
            Crew.Round first = crew.work(alone, work, settings.seconds());
            Crew.Round second = crew.work(redstart, work, settings.seconds());
            if (i >= 0) pairs.add(new Comparison.Pair(first, second));
            progress(work.title() + (i < 0 ? " warms up" : ", round " + (i + 1)));
        }
        progress("");
        return pairs;
    }

    /** Overwritten in place, and kept out of what is redirected. */
    private static void progress(String what) {
        if (System.console() != null) System.err.printf("\r%-40s\r", what);
    }
}
