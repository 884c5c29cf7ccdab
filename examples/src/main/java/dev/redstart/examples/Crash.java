package dev.redstart.examples;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Data that outlives its process: another JVM fills an engine with a directory and is killed; the directory is opened again
 * here, and by a real redis-server where there is one on the PATH. It needs no other backend, whatever the others run on.
 */
final class Crash implements Story {

    private static final int SAVED = 10_000;
    private static final int LATER = 500;

    @Override
    public String name() {
        return "crash";
    }

    @Override
    public String about() {
        return "an engine with files: fill, kill the JVM, open again, count";
    }

    @Override
    public void run(Context story) throws Exception {
        Path directory = Files.createTempDirectory("redstart-crash");
        try {
            fillAndKill(story, directory);
            reopen(story, directory);
            openWithRedis(story, directory);
        } finally {
            delete(directory);
        }
    }

    private static void fillAndKill(Context story, Path directory) throws IOException, InterruptedException {
        Page page = story.page();
        page.heading("Another JVM fills an engine, and is killed");
        page.say(
                "Its URL is redstart:engine:file:DIR. It sets %,d keys and has BGSAVE write them, sets %d more, and gets SIGKILL."
                        .formatted(SAVED, LATER));
        Process filler = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Filler.class.getName(),
                        url(directory))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = filler.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            story.check("filled".equals(line), "the other JVM has filled its engine");
        } finally {
            filler.destroyForcibly().waitFor();
        }
        page.row("kill -9", "exit code " + filler.exitValue(), "no time to close anything");
    }

    /** The other JVM. */
    static final class Filler {

        private Filler() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Redis redis = Redstart.open(args[0]);
            for (int i = 0; i < SAVED; i++) redis.set("key:" + i, "value " + i);
            redis.bgsave();
            while (redis.info("persistence").number("rdb_bgsave_in_progress").orElse(0) > 0) Thread.sleep(1);
            for (int i = 0; i < LATER; i++) redis.set("later:" + i, "value " + i);
            System.out.println("filled");
            // Until it is killed, or who started it has gone.
            while (System.in.read() >= 0) continue;
        }
    }

    private static String url(Path directory) {
        return "redstart:engine:file:" + directory;
    }

    private static void reopen(Context story, Path directory) {
        Page page = story.page();
        page.heading("The directory is opened again");
        try (Redis redis = Redstart.open(url(directory))) {
            page.row("dbsize", redis.dbsize(), "as many as the snapshot has");
            page.row("get key:9999", redis.get("key:9999"), "");
            page.row("exists later:0", redis.exists("later:0"), "set after the snapshot: lost with the process");
            story.check(redis.dbsize() == SAVED, "all that was saved is there");
            redis.set("opened", "again");
            redis.save();
        }
    }

    private static void openWithRedis(Context story, Path directory) throws IOException, InterruptedException {
        Page page = story.page();
        page.heading("A real redis-server opens it, too");
        Optional<Path> program = onPath("redis-server");
        if (program.isEmpty()) {
            page.say("There is none on the PATH, so not this time. dump.rdb is in Redis' own format.");
            return;
        }
        int port = freePort();
        Path log = directory.resolve("redis.log");
        Process server = new ProcessBuilder(
                        program.get().toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (Redis redis = await(port, server)) {
            String version = redis.capabilities().redisVersion();
            page.row("redis-server", version, "reads dump.rdb");
            page.row("dbsize", redis.dbsize(), "the same, and the key set since");
            story.check(redis.dbsize() == SAVED + 1, "real Redis has it all");
        } catch (IllegalStateException e) {
            // As Debian's 7.0, which reads no file of version 12.
            boolean older = Files.readString(log).contains("Can't handle RDB format version");
            if (!older) throw e;
            page.say("The one on the PATH is too old for files of Redis 8.");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static Redis await(int port, Process server) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                return Redstart.open("redstart:jedis:redis://127.0.0.1:" + port + "/0");
            } catch (RuntimeException e) {
                if (!server.isAlive() || System.nanoTime() > end)
                    throw new IllegalStateException("redis-server does not answer", e);
                Thread.sleep(20);
            }
        }
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv("PATH");
        return Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(directory);
    }
}
