package dev.redstart.contract.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Builds Redis from Debian's source package into the cache: fetch, unpack with Debian's patches, make, move into place.
 *
 * <p>Two builds never meet: a lock on {@code build.lock} is held all the while, and whoever waited for it looks into
 * the cache again. A build appears in the cache by one rename, so it is whole or not there; what a killed build left is
 * swept by the next one.
 */
final class SourceBuild {
    private static final String SUITE = "forky";
    private static final List<String> PROGRAMS = List.of("redis-server", "redis-cli", "redis-benchmark");
    /** The same program under other names: redis-server looks at the name that it was called by. */
    private static final List<String> ALIASES = List.of("redis-check-rdb", "redis-check-aof", "redis-sentinel");

    private final Path cache;
    private final RedisFinder finder;

    SourceBuild(Path cache, RedisFinder finder) {
        this.cache = cache;
        this.finder = finder;
    }

    /** Fails with one line; what the failed program printed goes to standard error before. */
    RedisBinaries build() {
        requireTools();
        try {
            return CacheLock.hold(cache, () -> {
                Optional<RedisBinaries> meanwhile = finder.cached();
                return meanwhile.isPresent() ? meanwhile.get() : buildLocked();
            });
        } catch (IOException e) {
            throw new RedisNotAvailableException(
                    "building it in " + cache + " failed (" + e + "); REDSTART_CACHE chooses another folder", e);
        } catch (IllegalStateException e) {
            say(String.valueOf(e.getMessage()));
            throw new RedisNotAvailableException(
                    "building it failed, as told on standard error; REDSTART_REDIS can name the folder of a"
                            + " redis-server 8.0 or newer",
                    e);
        }
    }

    private RedisBinaries buildLocked() throws IOException {
        sweep();
        Path work = Files.createTempDirectory(cache, "build-");
        try {
            say("no Redis 8.0 here yet: building it into " + cache + ", once; this takes a few minutes");
            Path description = new PrivateApt(work).source(SUITE, "redis");
            RedisVersion version = RedisVersion.in(description.getFileName().toString())
                    .filter(found -> found.atLeast(RedisVersion.OLDEST))
                    .orElseThrow(() -> new RedisNotAvailableException(
                            "Debian " + SUITE + " holds " + description.getFileName() + ", which is too old"));
            Path whole = Files.createDirectory(work.resolve("whole"));
            Path source = whole.resolve("source");
            // apt verified the archives; dpkg-source would ask for the maintainer's own key, which is seldom there.
            Command.of("dpkg-source", "--no-check", "-x", description.toString(), source.toString())
                    .run()
                    .orThrow();
            make(version, source, new OpenSslHeaders(work).find());
            collect(source, whole.resolve("bin"));
            Path place = cache.resolve("redis-" + version);
            Folders.delete(place);
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
            say("Redis " + version + " is in " + place.resolve("bin"));
            return finder.cached()
                    .orElseThrow(() -> new IllegalStateException("The redis-server in " + place + " does not run"));
        } finally {
            Folders.delete(work);
        }
    }

    private static void make(RedisVersion version, Path source, OpenSslHeaders.Place openssl) {
        long start = System.nanoTime();
        int cores = Runtime.getRuntime().availableProcessors();
        say("Redis " + version + " is unpacked, make runs on " + cores + " cores"
                + (openssl.usable() ? "" : ", without TLS (there is no libssl-dev)"));
        List<String> words = new ArrayList<>(List.of("-j" + cores));
        words.addAll(openssl.makeWords());
        words.addAll(PROGRAMS);
        words.addAll(ALIASES);
        Command.of("make", "-C", source.resolve("src").toString())
                .with(words)
                .limit(Duration.ofMinutes(30))
                .whileRunning(() -> say("still building, "
                        + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s"))
                .run()
                .orThrow();
    }

    /** Copies, because the official suite is also run with another redis-server put into the tree. */
    private static void collect(Path source, Path bin) throws IOException {
        Files.createDirectory(bin);
        for (String program : PROGRAMS) {
            Files.copy(
                    source.resolve("src").resolve(program), bin.resolve(program), StandardCopyOption.COPY_ATTRIBUTES);
        }
        for (String alias : ALIASES) {
            Files.createSymbolicLink(bin.resolve(alias), Path.of("redis-server"));
        }
        try (Stream<Path> tree = Files.walk(source)) {
            tree.filter(file -> file.toString().endsWith(".o")).forEach(Folders::delete);
        }
    }

    /** We hold the lock, so whatever build folder is here belongs to nobody any more. */
    private void sweep() {
        Folders.list(cache).stream()
                .filter(folder -> folder.getFileName().toString().startsWith("build-"))
                .forEach(Folders::delete);
    }

    private void requireTools() {
        if (finder.program("apt-get").isEmpty()) {
            throw new RedisNotAvailableException("it can be built only where apt-get is (Debian and its kin): install"
                    + " Redis 8.0 or newer and set REDSTART_REDIS to the folder that holds redis-server");
        }
        List<String> missing = new ArrayList<>();
        TreeSet<String> packages = new TreeSet<>();
        for (String tool : List.of("make", "cc", "c++", "dpkg-source")) {
            if (finder.program(tool).isEmpty()) {
                missing.add(tool);
                packages.add(tool.equals("dpkg-source") ? "dpkg-dev" : "build-essential");
            }
        }
        if (!missing.isEmpty()) {
            throw new RedisNotAvailableException("building it needs " + String.join(", ", missing)
                    + ": run `apt-get install -y " + String.join(" ", packages)
                    + "`, or set REDSTART_REDIS to the folder of a redis-server 8.0 or newer");
        }
    }

    private static void say(String what) {
        System.err.println("redstart: " + what);
    }
}
