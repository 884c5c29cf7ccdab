package dev.redstart.bench.drivers;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the command line says. */
record Settings(int rounds, double seconds, List<Peer> peers, List<Integer> threads, boolean resp3) {

    static final int WARM_UP = 2;

    static final String USAGE =
            """
            usage: backends/bench/run api [options]

              --rounds N          rounds of each side that count (5), after two to warm up
              --seconds S         how long each takes (1)
              --drivers A,B       of jedis, lettuce, redisson (all)
              --threads N,M       how many threads call (1,8); pools have as many connections
              --protocol P        resp2 or resp3 (resp3)
            """;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException for what it does not know
     */
    static Settings of(String... args) {
        int rounds = 5;
        double seconds = 1;
        List<Peer> peers = List.of(Peer.values());
        List<Integer> threads = List.of(1, 8);
        boolean resp3 = true;
        for (Iterator<String> words = List.of(args).iterator(); words.hasNext(); ) {
            String option = words.next();
            if (!words.hasNext()) throw new IllegalArgumentException("no value after " + option);
            String value = words.next();
            switch (option) {
                case "--rounds" -> rounds = positive(value);
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--drivers" ->
                    peers = list(value)
                            .map(name -> Peer.valueOf(name.toUpperCase(Locale.ROOT)))
                            .toList();
                case "--threads" ->
                    threads = list(value).map(Settings::positive).toList();
                case "--protocol" -> resp3 = isResp3(value);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Settings(rounds, seconds, peers, threads, resp3);
    }

    private static Stream<String> list(String value) {
        return Stream.of(value.split(","));
    }

    private static int positive(String value) {
        int number = Integer.parseInt(value);
        if (number < 1) throw new IllegalArgumentException("must be at least 1: " + value);
        return number;
    }

    private static boolean isResp3(String value) {
        return switch (value) {
            case "resp2" -> false;
            case "resp3" -> true;
            default -> throw new IllegalArgumentException("no protocol " + value);
        };
    }

    double totalSeconds() {
        return peers.size() * threads.size() * Work.values().length * (WARM_UP + rounds) * 2 * seconds;
    }
}
