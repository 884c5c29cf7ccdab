package dev.redstart.examples;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an engine on a directory keeps when nobody closes it. A JVM of its own fills it and is killed as by a power cut; this
 * one opens the directory again and counts. {@code appendfsync=always}: what was acknowledged is on the disk. The same
 * directory can be given to redis-server, and back.
 *
 * <p>It needs no server, and uses none: whatever backend the other stories run on.
 */
final class Crash implements Story {

    private static final int ENOUGH = 500;

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String about() {
        return "an engine on a directory: fill it, kill the JVM, open it again, count";
    }

    @Override
    public void run(Context story) throws Exception {
        Page page = story.page();
        Path directory = Files.createTempDirectory("redstart-crash");
        String url = "redstart:engine:file:" + directory + "?appendonly=yes&appendfsync=always";
        try {
            page.heading("Another JVM writes");
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            url)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long acknowledged = killAfter(writer);
            page.row("acknowledged", acknowledged, "RPUSHes, when the JVM was killed");

            page.heading("This JVM opens the directory");
            try (Redis redis = Redstart.open(url)) {
                long there = redis.llen("events");
                page.row("llen events", there, "at most one more, whose reply was cut off");
                story.check(there == acknowledged || there == acknowledged + 1, "nothing is lost");
                page.row("aof_enabled", redis.info("persistence").field("aof_enabled"), "and the log goes on");
            }
            page.row("files", names(directory.resolve("appendonlydir")), "redis-server would open them as well");
        } finally {
            delete(directory);
        }
    }

    /** How many writes it had been told of, when it was killed without a warning. */
    private static long killAfter(Process writer) throws IOException, InterruptedException {
        long acknowledged = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.US_ASCII))) {
            while (acknowledged < ENOUGH && out.readLine() != null) acknowledged++;
            writer.toHandle().destroyForcibly();
            while (out.readLine() != null) acknowledged++;
        }
        writer.waitFor();
        return acknowledged;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /** The JVM that is killed: one line for each write that was acknowledged. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) {
            try (Redis redis = Redstart.open(args[0])) {
                while (true) {
                    redis.rpush("events", "event");
                    System.out.println();
                }
            }
        }
    }
}
