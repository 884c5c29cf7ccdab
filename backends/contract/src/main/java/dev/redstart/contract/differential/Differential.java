package dev.redstart.contract.differential;

import dev.redstart.contract.differential.Run.Difference;
import dev.redstart.spi.Request;
import dev.redstart.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Compares two backends; see the package. Everything in both is deleted, again and again. Immutable; the backends stay
 * open.
 */
public final class Differential {

    private static final int LONGEST_SEQUENCE = 150;

    private final Transport a;
    private final Transport b;
    private final boolean exactShapes;

    private Differential(Transport a, Transport b, boolean exactShapes) {
        this.a = a;
        this.b = b;
        this.exactShapes = exactShapes;
    }

    /**
     * How much was compared.
     *
     * @param skipped commands that only one of the two has
     */
    public record Report(int sequences, long commands, Set<String> skipped) {}

    /** Two that give replies as the server means them: types on the wire are compared, too. */
    public static Differential between(Transport a, Transport b) {
        return new Differential(a, b, true);
    }

    /** For a driver that loses types on the way, or a connection over RESP2. */
    public Differential ignoringShapes() {
        return new Differential(a, b, false);
    }

    /**
     * As many sequences as fit into the time.
     *
     * @throws AssertionError when they differ; says by which commands
     */
    public Report run(List<Generator> generators, Duration time, long seed) {
        long end = System.nanoTime() + time.toNanos();
        return run(generators, i -> System.nanoTime() < end, seed);
    }

    /**
     * So many sequences. One sequence with the seed that a failure names is that failure again.
     *
     * @throws AssertionError when they differ; says by which commands
     */
    public Report run(List<Generator> generators, int sequences, long seed) {
        return run(generators, i -> i < sequences, seed);
    }

    private Report run(List<Generator> generators, IntPredicate goOn, long seed) {
        try (Side one = new Side(a);
                Side other = new Side(b)) {
            Run run = new Run(one, other, new Comparison(exactShapes));
            Set<String> skipped = new TreeSet<>();
            List<Generator> common = generators.stream()
                    .map(g -> g.common(a.capabilities(), b.capabilities(), skipped))
                    .toList();
            long commands = 0;
            int sequences = 0;
            for (; goOn.test(sequences); sequences++) {
                List<Step> steps = sequence(common, seed + sequences);
                Difference difference = run.play(steps);
                if (difference != null && !(difference.isFickle() && staysAway(run, steps)))
                    throw new AssertionError(explain(run, steps, difference, one, other, seed + sequences));
                commands += steps.size();
            }
            return new Report(sequences, commands, skipped);
        }
    }

    private static boolean staysAway(Run run, List<Step> steps) {
        for (int i = 0; i < 3; i++) if (run.play(steps) != null) return false;
        return true;
    }

    private static List<Step> sequence(List<Generator> generators, long seed) {
        // Random alone makes much the same of neighbouring seeds.
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Generator generator = generators.get(random.nextInt(generators.size()));
        return generator.sequence(random, 1 + random.nextInt(LONGEST_SEQUENCE));
    }

    private static String explain(Run run, List<Step> steps, Difference first, Side one, Side other, long seed) {
        List<Step> enough = Shrinker.shrink(steps, s -> run.play(s) != null);
        enough = withFewerArguments(run, enough);
        Difference again = run.play(enough);
        Difference shown = again == null ? first : again;
        String head = again == null
                ? "differed once and did not when played again, in " + steps.size() + " commands:"
                : "differ; of " + steps.size() + " commands these are enough:";
        List<Step> lines = again == null ? steps : enough;
        return one + " and " + other + " " + head
                + lines.stream().map(Step::toString).collect(Collectors.joining("\n    ", "\n    ", "\n"))
                + "at " + shown.asked() + "\n"
                + "    " + one + ": " + Printed.reply(shown.a()) + "\n"
                + "    " + other + ": " + Printed.reply(shown.b()) + "\n"
                + "seed " + seed + " makes the sequence again";
    }

    /** The same for the arguments of each command, so that no crowd of members stands where one would do. */
    private static List<Step> withFewerArguments(Run run, List<Step> steps) {
        List<Step> current = new ArrayList<>(steps);
        for (int i = 0; i < current.size(); i++) {
            Step step = current.get(i);
            int index = i;
            List<byte[]> fewer = Shrinker.shrink(Arrays.asList(step.request().arguments()), arguments -> {
                if (Rules.mayBlock(step.request())) return false;
                List<Step> candidate = new ArrayList<>(current);
                candidate.set(index, with(step, arguments));
                return run.play(candidate) != null;
            });
            current.set(i, with(step, fewer));
        }
        return current;
    }

    private static Step with(Step step, List<byte[]> arguments) {
        Request fewer = Grammar.request(step.request().name(), arguments);
        return new Step(step.client(), fewer);
    }
}
