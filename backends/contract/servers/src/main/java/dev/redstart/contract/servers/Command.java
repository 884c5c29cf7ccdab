package dev.redstart.contract.servers;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run to its end: output (both streams) into a file and from there into the outcome, so that no pipe
 * can fill up and block it. A program past its limit, or whose waiting thread is interrupted, is killed together with
 * what it started; the same happens when the JVM ends.
 */
final class Command {
    private static final int NOT_RUNNABLE = 127;
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(15);

    private final List<String> words;
    private Duration limit = Duration.ofMinutes(1);
    private @Nullable Path directory;
    private @Nullable Runnable signOfLife;

    private Command(List<String> words) {
        this.words = words;
    }

    static Command of(String... words) {
        return new Command(new ArrayList<>(Arrays.asList(words)));
    }

    /** What a command left behind: exit status and everything it printed. */
    record Outcome(String command, int status, String output) {
        boolean succeeded() {
            return status == 0;
        }

        Outcome orThrow() {
            if (!succeeded()) {
                throw new IllegalStateException(
                        "`" + command + "` failed with status " + status + ":\n" + tail(output, 25));
            }
            return this;
        }
    }

    Command with(List<String> more) {
        words.addAll(more);
        return this;
    }

    Command in(Path folder) {
        directory = folder;
        return this;
    }

    Command limit(Duration longest) {
        limit = longest;
        return this;
    }

    /** Called every few seconds while the command runs, so that a long one does not look like a hang. */
    Command whileRunning(Runnable sign) {
        signOfLife = sign;
        return this;
    }

    Outcome run() {
        Path log = null;
        try {
            log = Files.createTempFile("redstart-", ".log");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()));
            if (directory != null) {
                builder.directory(directory.toFile());
            }
            // Ours is a make of its own, also when the tests run below another make; and messages are to be English.
            builder.environment().keySet().removeAll(List.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"));
            builder.environment().putAll(Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"));
            int status = await(builder.start());
            return new Outcome(String.join(" ", words), status, read(log));
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            return new Outcome(String.join(" ", words), NOT_RUNNABLE, String.valueOf(e.getMessage()));
        } finally {
            Folders.delete(log);
        }
    }

    /** The program of that name in a folder of {@code path}, a {@code PATH}-like list. */
    static Optional<Path> onPath(String name, @Nullable String path) {
        if (path == null) {
            return Optional.empty();
        }
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    static String tail(String text, int lines) {
        List<String> all = text.strip().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    private int await(Process process) throws InterruptedIOException {
        long deadline = System.nanoTime() + limit.toNanos();
        Running.add(process);
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    Running.destroy(process);
                    throw new IllegalStateException(
                            "`" + String.join(" ", words) + "` took longer than " + limit.toSeconds() + " s");
                }
                if (process.waitFor(Math.min(left, BETWEEN_SIGNS_OF_LIFE.toNanos()), TimeUnit.NANOSECONDS)) {
                    return process.exitValue();
                }
                if (signOfLife != null) {
                    signOfLife.run();
                }
            }
        } catch (InterruptedException e) {
            Running.destroy(process);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while running " + words.get(0));
        } finally {
            Running.remove(process);
        }
    }

    private static File nothing() {
        return new File("/dev/null");
    }

    /** Compilers quote bytes of any encoding, so no strict decoding here. */
    private static String read(Path log) throws IOException {
        return new String(Files.readAllBytes(log), Charset.defaultCharset());
    }
}
