package dev.redstart.contract.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version such as 8.0.6, as {@code redis-server --version} prints it and as folders of the cache are named. */
record RedisVersion(int major, int minor, int patch) implements Comparable<RedisVersion> {
    static final RedisVersion OLDEST = new RedisVersion(8, 0, 0);

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Comparator<RedisVersion> ORDER = Comparator.comparingInt(RedisVersion::major)
            .thenComparingInt(RedisVersion::minor)
            .thenComparingInt(RedisVersion::patch);

    /** The first three dotted numbers in {@code text}. */
    static Optional<RedisVersion> in(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.find()
                ? Optional.of(new RedisVersion(number(numbers, 1), number(numbers, 2), number(numbers, 3)))
                : Optional.empty();
    }

    /** Asks the program itself; empty when it is not there, does not run, or is no Redis (a Valkey says otherwise). */
    static Optional<RedisVersion> of(Path server) {
        if (!Files.isExecutable(server) || Files.isDirectory(server)) {
            return Optional.empty();
        }
        Command.Outcome outcome = Command.of(server.toString(), "--version")
                .limit(Duration.ofSeconds(20))
                .run();
        return outcome.succeeded() && outcome.output().contains("Redis server v=")
                ? in(outcome.output())
                : Optional.empty();
    }

    boolean atLeast(RedisVersion other) {
        return compareTo(other) >= 0;
    }

    boolean isSeries(int wantedMajor, int wantedMinor) {
        return major == wantedMajor && minor == wantedMinor;
    }

    @Override
    public int compareTo(RedisVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }

    private static int number(Matcher numbers, int group) {
        return Integer.parseInt(numbers.group(group));
    }
}
