package dev.redstart.contract.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Redis 7.0 as Debian 12 packages it, unpacked into the cache beside the few libraries of its own that it loads; nothing is
 * installed. {@code bin} holds a script for each program that tells it where its libraries are.
 */
final class PackagedBuild {
    private static final String SUITE = "bookworm";
    private static final List<String> PACKAGES =
            List.of("redis-server", "redis-tools", "libjemalloc2", "liblzf1", "libhiredis0.14");
    private static final String FOLDER = "debian-redis-7.0";
    private static final String ADVICE = "install redis-server 7.0 (apt-get install redis-server on Debian 12) or set"
            + " REDSTART_REDIS_70 to the folder that holds one";

    private final Path cache;

    PackagedBuild(Path cache) {
        this.cache = cache;
    }

    Path server() {
        return cache.resolve(FOLDER).resolve("bin/redis-server");
    }

    /** Fails with one line that says what to install. */
    RedisBinaries fetch() {
        try {
            return CacheLock.hold(cache, () -> {
                Optional<RedisBinaries> meanwhile = RedisFinder.at(server());
                return meanwhile.isPresent() ? meanwhile.get() : fetchLocked();
            });
        } catch (IOException | IllegalStateException e) {
            throw new RedisNotAvailableException(
                    "No Redis 7.0: fetching Debian's package failed (" + e.getMessage() + "); " + ADVICE, e);
        }
    }

    private RedisBinaries fetchLocked() throws IOException {
        Path work = Files.createTempDirectory(cache, "build-");
        try {
            Path whole = Files.createDirectory(work.resolve("whole"));
            for (Path archive : new PrivateApt(work).binaries(SUITE, PACKAGES)) {
                Command.of("dpkg", "-x", archive.toString(), whole.toString())
                        .run()
                        .orThrow();
            }
            writeScripts(whole);
            Path place = cache.resolve(FOLDER);
            Folders.delete(place);
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
            return RedisFinder.at(server())
                    .orElseThrow(() -> new RedisNotAvailableException(
                            "No Redis 7.0: Debian's redis-server does not run on this machine; " + ADVICE));
        } finally {
            Folders.delete(work);
        }
    }

    /** {@code exec}, so that the process is redis-server itself, with its number and its signals. */
    private static void writeScripts(Path whole) throws IOException {
        Path bin = Files.createDirectory(whole.resolve("bin"));
        for (Path program : Folders.list(whole.resolve("usr/bin"))) {
            String name = program.getFileName().toString();
            Path script = bin.resolve(name);
            Files.writeString(
                    script,
                    String.join(
                            "\n",
                            "#!/bin/sh",
                            "root=$(cd \"$(dirname \"$0\")/..\" && pwd)",
                            "for lib in \"$root\"/usr/lib/*/; do LD_LIBRARY_PATH=\"$lib:$LD_LIBRARY_PATH\"; done",
                            "export LD_LIBRARY_PATH",
                            "exec \"$root/usr/bin/" + name + "\" \"$@\"",
                            ""));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
