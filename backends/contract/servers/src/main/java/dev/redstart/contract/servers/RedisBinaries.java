package dev.redstart.contract.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The programs of one Redis: {@code redis-server}, {@code redis-cli} and what else lies beside them.
 *
 * <p>{@link #get()} takes the first of: {@code REDSTART_REDIS} (a folder with {@code redis-server} in it, or the path of
 * the program itself; any version, since it was chosen on purpose), a build in the cache, {@code redis-server} 8.0 or
 * newer on {@code PATH}, and at last a build from Debian's source package, which takes a few minutes once and says so
 * on standard error. The cache is {@code REDSTART_CACHE}, else {@code $XDG_CACHE_HOME/redstart}, else
 * {@code ~/.cache/redstart}; a build is {@code redis-<version>/bin} with the tree it came from in
 * {@code redis-<version>/source}.
 */
public final class RedisBinaries {
    private static @Nullable RedisBinaries found;
    /** Remembered too: a hundred test classes must not try the same build a hundred times. */
    private static @Nullable RedisNotAvailableException missing;

    private final Path server;
    private final RedisVersion version;
    private final @Nullable Path source;
    private @Nullable Boolean tls;

    RedisBinaries(Path server, RedisVersion version, @Nullable Path source) {
        this.server = server;
        this.version = version;
        this.source = source;
    }

    /** Redis 8.0, found or built; the same for all callers of this JVM. */
    public static RedisBinaries get() {
        synchronized (RedisBinaries.class) {
            if (missing != null) {
                throw missing;
            }
            if (found == null) {
                try {
                    found = new RedisFinder(System.getenv()).findOrBuild();
                } catch (RedisNotAvailableException e) {
                    missing = e;
                    throw e;
                }
            }
            return found;
        }
    }

    /** Like {@link #get()}, but builds nothing. */
    public static Optional<RedisBinaries> find() {
        synchronized (RedisBinaries.class) {
            return found != null ? Optional.of(found) : new RedisFinder(System.getenv()).find();
        }
    }

    /**
     * A second, older server, 7.0: from {@code REDSTART_REDIS_70} (folder or program), {@code PATH}, the cache, or else
     * Debian 12's package, which is unpacked into the cache (a few seconds, once) and not installed.
     */
    public static RedisBinaries redis70() {
        return new RedisFinder(System.getenv()).find70OrFetch();
    }

    /** The folder that holds the programs. */
    public Path directory() {
        return server.getParent();
    }

    public Path server() {
        return server;
    }

    public Path cli() {
        return tool("redis-cli");
    }

    public Path benchmark() {
        return tool("redis-benchmark");
    }

    public Path checkRdb() {
        return tool("redis-check-rdb");
    }

    public Path checkAof() {
        return tool("redis-check-aof");
    }

    /** A program beside {@code redis-server}; fails when it is not there. */
    public Path tool(String name) {
        Path file = directory().resolve(name);
        if (!Files.isExecutable(file)) {
            throw new IllegalStateException("No " + name + " beside " + server);
        }
        return file;
    }

    /** Such as {@code 8.0.6}. */
    public String version() {
        return version.toString();
    }

    /** The unpacked source, with the official Tcl suite ({@code runtest}) and its programs under {@code src}. */
    public Optional<Path> sourceTree() {
        return Optional.ofNullable(source);
    }

    /** Whether this build speaks TLS: only then does redis-cli know the option. */
    public synchronized boolean tls() {
        if (tls == null) {
            Command.Outcome help = Command.of(cli().toString(), "--help")
                    .limit(Duration.ofSeconds(20))
                    .run();
            tls = help.output().contains("--cacert");
        }
        return tls;
    }

    @Override
    public String toString() {
        return "Redis " + version + " in " + directory();
    }
}
