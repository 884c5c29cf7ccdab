package dev.redstart.contract.servers;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The same from a shell: get Redis, say where it is, start one. Results go to standard output, progress to standard error. */
public final class Main {
    private static final String USAGE = String.join(
            System.lineSeparator(),
            "Usage: install   get Redis 8.0 (build it if need be) and print the folder of its programs",
            "       path      print that folder if Redis is here already; build nothing",
            "       source    print the source tree it was built from, with the official test suite; build it if need"
                    + " be",
            "       start     start a server on a free loopback port, print its URL, run until stopped;",
            "                 further words are lines of redis.conf: start \"appendonly yes\" \"maxmemory 10mb\"",
            "       --help    print this",
            "",
            "REDSTART_REDIS chooses a redis-server (folder or program), REDSTART_CACHE the folder for builds.");

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws InterruptedException {
        String verb = args.length == 0 ? "" : args[0];
        try {
            switch (verb) {
                case "install":
                    System.out.println(RedisBinaries.get().directory());
                    return 0;
                case "path":
                    System.out.println(RedisBinaries.find()
                            .orElseThrow(
                                    () -> new RedisNotAvailableException("No Redis 8.0 or newer here; try install"))
                            .directory());
                    return 0;
                case "source":
                    System.out.println(RedisBinaries.get()
                            .sourceTree()
                            .orElseThrow(() -> new RedisNotAvailableException(
                                    "The Redis here came without its source; unset REDSTART_REDIS to have one built")));
                    return 0;
                case "start":
                    return start(Arrays.asList(args).subList(1, args.length));
                case "--help":
                    System.out.println(USAGE);
                    return 0;
                default:
                    System.err.println(USAGE);
                    return 2;
            }
        } catch (RedisNotAvailableException | RedisStartException e) {
            System.err.println("redstart: " + e.getMessage());
            return 1;
        }
    }

    private static int start(List<String> lines) throws InterruptedException {
        RedisServerBuilder builder = RedisServer.builder();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            builder.config(words[0], Arrays.copyOfRange(words, 1, words.length));
        }
        try (RedisServer server = builder.start()) {
            System.out.println(server.uri());
            // Ctrl-C ends the JVM, and the hook ends the server.
            new CountDownLatch(1).await();
            return 0;
        }
    }
}
