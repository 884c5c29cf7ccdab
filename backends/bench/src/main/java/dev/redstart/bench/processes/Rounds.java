package dev.redstart.bench.processes;

/**
 * The options of a {@link Duel}.
 *
 * @param launcher what starts our server
 * @param rounds   of each side that count
 * @param requests in a round without a pipeline
 */
record Rounds(String launcher, int rounds, int requests) {

    /** How many times as many requests there are in a round with a deep pipeline. */
    static final int MORE_WHEN_DEEP = 4;

    /** Prints {@code usage} and ends the process when they are not right, or ask for it. */
    static Rounds parse(String[] args, int requests, String usage) {
        Rounds parsed = new Rounds(args[0], 3, requests);
        for (int i = 1; i < args.length; i += 2) {
            boolean known = args[i].equals("--rounds") || args[i].equals("--requests");
            if (!known || i + 1 == args.length || !args[i + 1].matches("[1-9]\\d{0,8}")) {
                System.out.print(usage);
                System.exit(args[i].equals("--help") ? 0 : 2);
            }
            int n = Integer.parseInt(args[i + 1]);
            parsed = args[i].equals("--rounds")
                    ? new Rounds(parsed.launcher, n, parsed.requests)
                    : new Rounds(parsed.launcher, parsed.rounds, n);
        }
        return parsed;
    }

    int requests(int pipeline) {
        return pipeline == 1 ? requests : requests * MORE_WHEN_DEEP;
    }
}
