import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs units of the official test suite on our server and says how many of its tests pass. Nothing of the suite is kept
 * here but names: units and how many tests real Redis passes in them stand in {@code units.txt}, the tests that must pass in
 * {@code passing.txt} as hashes of their names, the tests that are excused in {@code excused.txt}.
 */
public final class Conformance {

    private static final String USAGE =
            """
            usage: backends/server/conformance/run [options] [unit ...]

            Runs the official test suite of Redis 8.0 (got by backends/contract/servers) with our server in the place of
            redis-server, and prints per unit how many tests passed, failed, were not reached because the unit ended
            early or its time was up, and were excused, of those that real Redis passes. Without units: all. A unit is
            named as in units.txt, as unit/type/string. The tests in excused.txt are not run.

              --quick          only the units marked quick in units.txt
              --excused        runs the excused tests as well, and counts them as any other
              --update         afterwards, writes passing.txt anew for the units that ran
              --real           runs redis-server itself, and writes its figures into units.txt
              --jobs N         units at a time; default 2
              --unit-time S    seconds a unit may take; default 120
              --total-time S   seconds for everything, units that have not begun by then are left out; default 3600
              --keep           keeps the folder with the logs of the servers

            Exit code 1 when a test in passing.txt did not pass. Output of each unit: backends/server/target/conformance.
            REDSTART_SUITE: a source tree of Redis with built programs, instead of the one in the cache.
            """;

    /** How the reason ends of what is no test but a line outside of tests. */
    private static final String LINE = ", a line";

    private record Unit(String name, int tests, int seconds, boolean quick) {}

    /** What became of a unit; {@code passed} holds the keys of tests. */
    private record Outcome(Unit unit, Set<String> passed, int failed, int excused, long millis, String end) {
        /** What passed in either of two runs. */
        Outcome or(Outcome other) {
            Set<String> either = new LinkedHashSet<>(passed);
            either.addAll(other.passed);
            return new Outcome(unit, either, Math.min(failed, other.failed), excused, millis, end);
        }

        int notReached() {
            return Math.max(0, unit.tests() - excused - passed.size() - failed);
        }
    }

    private final Path home;
    private final Path suite;
    private final Path output;
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private boolean quick;
    private boolean update;
    private boolean real;
    private boolean keep;
    private boolean withExcused;
    private int jobs = 2;
    private int unitSeconds = 120;
    private int totalSeconds = 3600;
    private final List<String> wanted = new ArrayList<>();

    private Conformance(Path home) {
        this.home = home;
        suite = Path.of(System.getenv("REDSTART_SUITE"));
        output = home.resolveSibling("target").resolve("conformance");
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0 || args[0].equals("--help")) {
            System.out.print(USAGE);
            return;
        }
        Conformance run = new Conformance(Path.of(args[0]));
        if (!run.parse(Arrays.asList(args).subList(1, args.length))) {
            System.err.print(USAGE);
            System.exit(2);
        }
        System.exit(run.run() ? 0 : 1);
    }

    private boolean parse(List<String> args) {
        try {
            for (int i = 0; i < args.size(); i++) {
                switch (args.get(i)) {
                    case "--quick" -> quick = true;
                    case "--update" -> update = true;
                    case "--real" -> real = true;
                    case "--keep" -> keep = true;
                    case "--excused" -> withExcused = true;
                    case "--jobs" -> jobs = Integer.parseInt(args.get(++i));
                    case "--unit-time" -> unitSeconds = Integer.parseInt(args.get(++i));
                    case "--total-time" -> totalSeconds = Integer.parseInt(args.get(++i));
                    default -> {
                        if (args.get(i).startsWith("-")) return false;
                        wanted.add(args.get(i));
                    }
                }
            }
            return true;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return false;
        }
    }

    private boolean run() throws Exception {
        readUnits();
        List<Unit> chosen = new ArrayList<>();
        for (String name : wanted) {
            if (!Files.exists(suite.resolve("tests/" + name + ".tcl")))
                throw new IllegalArgumentException("no unit " + name + " in " + suite);
            chosen.add(units.getOrDefault(name, new Unit(name, 0, 0, false)));
        }
        if (wanted.isEmpty()) for (Unit u : real ? allUnits() : units.values()) if (!quick || u.quick()) chosen.add(u);
        // The longest first, so that the last ones are short.
        List<Unit> order = new ArrayList<>(chosen);
        order.sort(Comparator.comparingInt(Unit::seconds).reversed());

        Files.createDirectories(output);
        Map<String, Outcome> outcomes = new HashMap<>();
        ConcurrentLinkedQueue<Unit> queue = new ConcurrentLinkedQueue<>(order);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(totalSeconds);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            int number = i;
            Thread worker = new Thread(() -> work(number, queue, outcomes, deadline));
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) worker.join();

        if (!real) repeatWhatLost(outcomes, deadline);
        print(chosen, outcomes);
        if (real) {
            writeUnits(outcomes);
            return true;
        }
        return compare(outcomes);
    }

    /** Many tests wait for real time to pass: where one that must pass did not, its unit gets a second try, alone. */
    private void repeatWhatLost(Map<String, Outcome> outcomes, long deadline) throws IOException {
        Map<String, Set<String>> listed = listed();
        Map<String, Outcome> first = new HashMap<>(outcomes);
        ConcurrentLinkedQueue<Unit> again = new ConcurrentLinkedQueue<>();
        for (Outcome o : first.values())
            if (!o.passed().containsAll(listed.getOrDefault(o.unit().name(), Set.of()))) again.add(o.unit());
        if (again.isEmpty()) return;
        System.err.println(
                "once more, one at a time: " + again.stream().map(Unit::name).toList());
        work(jobs, again, outcomes, deadline);
        first.forEach((name, before) -> outcomes.compute(name, (n, now) -> now == before ? before : now.or(before)));
    }

    private void work(int number, ConcurrentLinkedQueue<Unit> queue, Map<String, Outcome> outcomes, long deadline) {
        try {
            Path tree = tree(number);
            try {
                for (Unit unit; (unit = queue.poll()) != null && System.nanoTime() < deadline; ) {
                    Outcome outcome = runUnit(unit, tree, 20_000 + number * 4000);
                    synchronized (outcomes) {
                        outcomes.put(unit.name(), outcome);
                    }
                }
            } finally {
                if (keep) System.out.println("kept: " + tree);
                else delete(tree);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // The suite

    /** A folder that looks like the source tree, with our server in it and room for what the suite writes. */
    private Path tree(int number) throws IOException {
        Path tree = Files.createTempDirectory("redstart-suite-" + number + "-");
        link(suite, tree, Set.of("src", "tests"));
        link(
                suite.resolve("src"),
                Files.createDirectory(tree.resolve("src")),
                real ? Set.of() : Set.of("redis-server"));
        link(suite.resolve("tests"), Files.createDirectory(tree.resolve("tests")), Set.of("tmp", "unit"));
        link(suite.resolve("tests/unit"), Files.createDirectory(tree.resolve("tests/unit")), Set.of());
        Files.createDirectory(tree.resolve("tests/tmp"));
        if (!real)
            Files.createSymbolicLink(
                    tree.resolve("src/redis-server"), home.resolveSibling("bin").resolve("redstart-server"));
        return tree;
    }

    private static void link(Path from, Path to, Set<String> except) throws IOException {
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : (Iterable<Path>) children::iterator) {
                String name = child.getFileName().toString();
                if (!except.contains(name)) Files.createSymbolicLink(to.resolve(name), child);
            }
        }
    }

    private Outcome runUnit(Unit unit, Path tree, int basePort) throws IOException, InterruptedException {
        List<String> excused = real || withExcused ? List.of() : excused(unit, false);
        if (!real && !withExcused) leaveOut(excused(unit, true), tree.resolve("tests/" + unit.name() + ".tcl"));
        Path skipped = Files.write(tree.resolve("excused"), excused);
        Process process = new ProcessBuilder(
                        "./runtest",
                        "--clients",
                        "2",
                        "--durable",
                        "--no-latency",
                        "--single",
                        unit.name(),
                        "--baseport",
                        Integer.toString(basePort),
                        "--portcount",
                        "3900",
                        "--skipfile",
                        skipped.toString())
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        long start = System.nanoTime();
        boolean[] late = {false};
        Thread guard = new Thread(() -> {
            try {
                if (process.waitFor(unitSeconds, TimeUnit.SECONDS)) return;
                late[0] = true;
                end(process);
            } catch (InterruptedException e) {
                // It ended in time.
            }
        });
        guard.setDaemon(true);
        guard.start();
        Set<String> passed = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        int failed = 0;
        int skips = 0;
        String end = "";
        Path log = output.resolve(unit.name().replace('/', '-') + ".log");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                PrintStream copy = new PrintStream(Files.newOutputStream(log), false, StandardCharsets.UTF_8)) {
            for (String raw; (raw = lines.readLine()) != null; ) {
                String line = raw.replaceAll("\u001b\\[[0-9;]*m", "");
                copy.println(line);
                if (line.startsWith("[ok]: ")) {
                    String key = hash(line.substring(6).replaceAll(" \\(\\d+ ms\\)$", ""));
                    int occurrence = seen.merge(key, 1, Integer::sum);
                    passed.add(occurrence == 1 ? key : key + "." + occurrence);
                } else if (line.startsWith("[err]: ")) {
                    failed++;
                } else if (line.startsWith("[skip]: ")) {
                    skips++;
                } else if (line.startsWith("[exception]: ")) {
                    end = "ended by an exception";
                }
            }
        }
        guard.interrupt();
        end(process);
        if (late[0]) end = "time was up";
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Outcome outcome = new Outcome(unit, passed, failed, Math.max(skips, excused.size()), millis, end);
        System.err.printf("%s: %d passed, %d s %s%n", unit.name(), passed.size(), millis / 1000, end);
        return outcome;
    }

    /** With everything that it has started. */
    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
        }
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // Tables

    private void readUnits() throws IOException {
        for (String line : lines("units.txt")) {
            String[] words = line.split("\\s+");
            units.put(
                    words[0],
                    new Unit(
                            words[0],
                            Integer.parseInt(words[1]),
                            Integer.parseInt(words[2]),
                            words.length > 3 && words[3].equals("quick")));
        }
    }

    private List<Unit> allUnits() throws IOException {
        List<Unit> all = new ArrayList<>();
        for (String folder : List.of("unit", "unit/type", "unit/cluster", "integration")) {
            try (Stream<Path> files = Files.list(suite.resolve("tests").resolve(folder))) {
                files.map(f -> f.getFileName().toString())
                        .filter(f -> f.endsWith(".tcl"))
                        .sorted()
                        .map(f -> folder + "/" + f.substring(0, f.length() - 4))
                        .forEach(name -> all.add(units.getOrDefault(name, new Unit(name, 0, 0, false))));
            }
        }
        return all;
    }

    /** The names of the tests that are not asked for, or the lines outside of tests, each behind its reason. */
    private List<String> excused(Unit unit, boolean lines) throws IOException {
        List<String> names = new ArrayList<>();
        String section = "";
        for (String line : lines("excused.txt")) {
            if (!line.startsWith(" ")) {
                section = line;
                continue;
            }
            int name = line.indexOf(": ");
            boolean isLine = line.substring(0, name).endsWith(LINE);
            if (section.equals(unit.name()) && isLine == lines) names.add(line.substring(name + 2));
        }
        return names;
    }

    /** What is outside of tests cannot be skipped, and would end the unit: a copy without such lines takes its place. */
    private static void leaveOut(List<String> lines, Path unit) throws IOException {
        if (lines.isEmpty()) return;
        List<String> copy = new ArrayList<>(Files.readAllLines(unit));
        copy.replaceAll(line -> lines.contains(line.strip()) ? "" : line);
        Files.delete(unit);
        Files.write(unit, copy);
    }

    private List<String> lines(String file) throws IOException {
        Path path = home.resolve(file);
        if (!Files.exists(path)) return List.of();
        return Files.readAllLines(path).stream()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .toList();
    }

    private void writeUnits(Map<String, Outcome> outcomes) throws IOException {
        outcomes.forEach((name, o) -> units.put(
                name,
                new Unit(
                        name,
                        o.passed().size(),
                        (int) ((o.millis() + 999) / 1000),
                        o.unit().quick())));
        List<String> text = new ArrayList<>(List.of(
                "# Units of the official suite, how many tests redis-server 8.0.6 passes in each, and the seconds that"
                        + " takes on",
                "# 2 cores; written by run --real. The word quick is set by hand."));
        new TreeMap<>(units)
                .forEach((name, u) ->
                        text.add(name + " " + u.tests() + " " + u.seconds() + (u.quick() ? " quick" : "")));
        Files.write(home.resolve("units.txt"), text);
    }

    private static void print(List<Unit> chosen, Map<String, Outcome> outcomes) {
        System.out.printf(
                "%-40s %7s %7s %12s %8s %8s %8s%n",
                "unit", "passed", "failed", "not reached", "excused", "of", "seconds");
        int passed = 0;
        int failed = 0;
        int notReached = 0;
        int excused = 0;
        int all = 0;
        for (Unit unit : chosen) {
            Outcome o = outcomes.getOrDefault(unit.name(), new Outcome(unit, Set.of(), 0, 0, 0, "not begun"));
            System.out.printf(
                    "%-40s %7d %7d %12d %8d %8d %8.1f  %s%n",
                    unit.name(),
                    o.passed().size(),
                    o.failed(),
                    o.notReached(),
                    o.excused(),
                    unit.tests(),
                    o.millis() / 1000.0,
                    o.end());
            passed += o.passed().size();
            failed += o.failed();
            notReached += o.notReached();
            excused += o.excused();
            all += unit.tests();
        }
        System.out.printf("%-40s %7d %7d %12d %8d %8d%n", "sum", passed, failed, notReached, excused, all);
        int asked = passed + failed + notReached;
        System.out.printf(
                Locale.ROOT, "%.1f %% of those that are not excused%n", asked == 0 ? 0 : 100.0 * passed / asked);
    }

    // What must pass

    /** The tests that must pass, by unit. */
    private Map<String, Set<String>> listed() throws IOException {
        Map<String, Set<String>> listed = new TreeMap<>();
        String unit = "";
        for (String line : lines("passing.txt")) {
            if (line.startsWith(" "))
                listed.get(unit).addAll(List.of(line.strip().split(" ")));
            else listed.put(unit = line, new TreeSet<>());
        }
        return listed;
    }

    private boolean compare(Map<String, Outcome> outcomes) throws IOException {
        Map<String, Set<String>> listed = listed();
        int lost = 0;
        for (Map.Entry<String, Outcome> e : new TreeMap<>(outcomes).entrySet()) {
            Set<String> missing = new TreeSet<>(listed.getOrDefault(e.getKey(), Set.of()));
            missing.removeAll(e.getValue().passed());
            if (!missing.isEmpty())
                System.out.println("no longer passes: " + missing.size() + " of " + e.getKey() + ": " + missing);
            lost += missing.size();
            if (update) listed.put(e.getKey(), new TreeSet<>(e.getValue().passed()));
        }
        if (update) writePassing(listed);
        return update || lost == 0;
    }

    private void writePassing(Map<String, Set<String>> listed) throws IOException {
        List<String> text = new ArrayList<>(List.of(
                "# Tests of the official suite that pass: per unit, hashes of their names (.2 for the second of that"
                        + " name).",
                "# Written by run --update."));
        listed.forEach((unit, keys) -> {
            if (keys.isEmpty()) return;
            text.add(unit);
            List<String> all = List.copyOf(new TreeSet<>(keys));
            for (int i = 0; i < all.size(); i += 12)
                text.add("  " + String.join(" ", all.subList(i, Math.min(all.size(), i + 12))));
        });
        Files.write(home.resolve("passing.txt"), text);
    }
}
