package dev.redstart.contract.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSL for the compiler: the system's {@code libssl-dev}, else the same package fetched into our folder and laid out
 * as a prefix of {@code include} and {@code lib}, where the library is a link to the one that the system runs. Without
 * any, Redis is built without TLS.
 */
final class OpenSslHeaders {
    private static final List<String> LIBRARIES = List.of("libssl.so", "libcrypto.so");

    private final Path work;

    OpenSslHeaders(Path work) {
        this.work = work;
    }

    /** How make is told; {@code prefix} is null when the compiler finds OpenSSL by itself. */
    record Place(boolean usable, @Nullable Path prefix) {
        List<String> makeWords() {
            if (!usable) {
                return List.of();
            }
            return prefix == null ? List.of("BUILD_TLS=yes") : List.of("BUILD_TLS=yes", "OPENSSL_PREFIX=" + prefix);
        }
    }

    Place find() throws IOException {
        if (compilerFinds()) {
            return new Place(true, null);
        }
        try {
            Optional<Path> prefix = fetch();
            return new Place(prefix.isPresent(), prefix.orElse(null));
        } catch (IllegalStateException e) {
            System.err.println("redstart: libssl-dev cannot be fetched: " + e.getMessage());
            return new Place(false, null);
        }
    }

    private boolean compilerFinds() throws IOException {
        Path probe = work.resolve("probe.c");
        Files.writeString(probe, "#include <openssl/ssl.h>\nint main(void) { return SSL_library_init(); }\n");
        return Command.of("cc", probe.toString(), "-o", work.resolve("probe").toString(), "-lssl", "-lcrypto")
                .run()
                .succeeded();
    }

    /** A prefix below our folder; empty when the system has no libssl to link with. */
    Optional<Path> fetch() throws IOException {
        Path unpacked = work.resolve("libssl-dev");
        Path archive = new PrivateApt(work).binary("libssl-dev");
        Command.of("dpkg", "-x", archive.toString(), unpacked.toString()).run().orThrow();

        Path prefix = work.resolve("openssl");
        Path lib = Files.createDirectories(prefix.resolve("lib"));
        Path include = Files.createDirectories(prefix.resolve("include"));
        Path headers = unpacked.resolve("usr/include");
        Folders.copy(headers.resolve("openssl"), include.resolve("openssl"));
        for (Path perMachine : Folders.list(headers)) {
            if (Files.isDirectory(perMachine.resolve("openssl")) && !perMachine.endsWith("openssl")) {
                Folders.copy(perMachine.resolve("openssl"), include.resolve("openssl"));
            }
        }
        for (String library : LIBRARIES) {
            Optional<Path> installed = installed(unpacked, library);
            if (installed.isEmpty()) {
                return Optional.empty();
            }
            Files.createSymbolicLink(lib.resolve(library), installed.get());
        }
        return Optional.of(prefix);
    }

    /** The package's {@code usr/lib/<machine>/libssl.so} points to a versioned name beside it: that is what runs here. */
    private static Optional<Path> installed(Path unpacked, String library) throws IOException {
        try (Stream<Path> tree = Files.walk(unpacked.resolve("usr/lib"))) {
            for (Path link : (Iterable<Path>)
                    tree.filter(file -> file.endsWith(library) && Files.isSymbolicLink(file))::iterator) {
                Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
                Path running = Path.of("/").resolve(unpacked.relativize(target));
                if (Files.exists(running)) {
                    return Optional.of(running);
                }
            }
        }
        return Optional.empty();
    }
}
