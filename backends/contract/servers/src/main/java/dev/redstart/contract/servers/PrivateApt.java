package dev.redstart.contract.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code apt-get} with lists, cache and sources of its own in one folder: the system's are read at most, never written,
 * and no rights are needed. The machine's other settings (proxy, certificates) stay in force; signatures are checked
 * as always, against Debian's keyring.
 */
final class PrivateApt {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    private final Path folder;

    PrivateApt(Path folder) {
        this.folder = folder;
    }

    /**
     * Fetches the source package {@code name} of a suite.
     *
     * @return the {@code .dsc}; the archives that it lists lie beside it and were verified by apt
     */
    Path source(String suite, String name) throws IOException {
        return fetch("deb-src", suite, List.of("source", "--download-only", name), ".dsc")
                .get(0);
    }

    /** Fetches binary packages of a suite, without installing them. */
    List<Path> binaries(String suite, List<String> names) throws IOException {
        List<String> words = new ArrayList<>(List.of("download"));
        words.addAll(names);
        return fetch("deb", suite, words, ".deb");
    }

    /** What apt fetched by these words from the first mirror that has it: the files with that suffix, at least one. */
    private List<Path> fetch(String kind, String suite, List<String> words, String suffix) throws IOException {
        List<String> mirrors = mirrors();
        if (mirrors.isEmpty()) {
            throw new RedisNotAvailableException("apt has no package source here (see /etc/apt/sources.list)");
        }
        String key = Files.exists(KEYRING) ? "[signed-by=" + KEYRING + "] " : "";
        List<String> complaints = new ArrayList<>();
        for (String mirror : mirrors) {
            Path work = folder.resolve("mirror-" + complaints.size());
            Files.createDirectories(work);
            Path list = work.resolve("sources.list");
            Files.writeString(list, kind + " " + key + mirror + " " + suite + " main\n");
            Path settings =
                    settings(work, "Dir::Etc::sourcelist \"" + list + "\";", "Dir::Etc::sourceparts \"/dev/null\";");
            Command.Outcome update = apt(settings, work, "update");
            Command.Outcome fetched = update.succeeded() ? apt(settings, work, words.toArray(String[]::new)) : update;
            List<Path> found = filesIn(work, suffix);
            if (fetched.succeeded() && !found.isEmpty()) {
                return found;
            }
            complaints.add(mirror + ": " + complaint(fetched));
        }
        throw new RedisNotAvailableException(String.join(" ", words) + " of Debian " + suite
                + " fails with this machine's mirror (" + String.join("; ", complaints) + ")");
    }

    /** Fetches a binary package of the machine's own suite, without installing it. */
    Path binary(String name) throws IOException {
        Path work = folder.resolve("own-suite");
        Files.createDirectories(work);
        Path settings = settings(work);
        apt(settings, work, "update").orThrow();
        apt(settings, work, "download", name).orThrow();
        return filesIn(work, ".deb").get(0);
    }

    /** Where this machine gets its packages; those for security only hold no other suites. */
    private List<String> mirrors() {
        Command.Outcome targets = Command.of("apt-get", "indextargets", "--no-release-info", "--format", "$(REPO_URI)")
                .run();
        return targets.succeeded()
                ? targets.output()
                        .lines()
                        .filter(line -> line.contains("://") && !line.contains("security"))
                        .distinct()
                        .toList()
                : List.of();
    }

    private Command.Outcome apt(Path settings, Path work, String... words) {
        return Command.of("apt-get", "-q", "-c", settings.toString())
                .with(Arrays.asList(words))
                .in(work)
                .limit(LIMIT)
                .run();
    }

    /** Hooks are cleared because they would reach into the system: caches that are emptied, daemons that are told. */
    private static Path settings(Path work, String... more) throws IOException {
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        Path file = work.resolve("apt.conf");
        Stream<String> own = Stream.of(
                "#clear APT::Update::Pre-Invoke;",
                "#clear APT::Update::Post-Invoke;",
                "#clear APT::Update::Post-Invoke-Success;",
                "Dir::State::lists \"" + work.resolve("lists") + "\";",
                "Dir::Cache \"" + work.resolve("cache") + "\";",
                "APT::Sandbox::User \"root\";",
                "APT::Update::Error-Mode \"any\";",
                "Acquire::Languages \"none\";",
                "Acquire::Retries \"3\";");
        Files.write(file, Stream.concat(own, Stream.of(more)).toList());
        return file;
    }

    private static String complaint(Command.Outcome outcome) {
        return outcome.output()
                .lines()
                .filter(line -> line.startsWith("E:"))
                .findFirst()
                .orElse("status " + outcome.status());
    }

    private static List<Path> filesIn(Path work, String suffix) {
        return Folders.list(work).stream()
                .filter(file -> file.toString().endsWith(suffix))
                .toList();
    }
}
