package dev.redstart.engine.aof;

import dev.redstart.engine.persist.FileEngine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes until it is killed: each thread counts in a key of its own, by MULTI in a twin of it as well, and says on standard
 * output how far it was told that it had come. Meanwhile the log is written anew again and again.
 */
final class CrashChild {

    static final int THREADS = 3;

    private CrashChild() {}

    /** Arguments: the directory and the policy. */
    public static void main(String[] args) throws IOException {
        FileEngine redis = new FileEngine(
                Path.of(args[0]), "appendonly", "yes", "appendfsync", args[1], "aof-timestamp-enabled", "yes");
        for (int i = 0; i < THREADS; i++) {
            int id = i;
            new Thread(() -> count(redis, id)).start();
        }
        while (true) redis.run("BGREWRITEAOF");
    }

    private static void count(FileEngine redis, int id) {
        while (true) {
            String[] counted = new String[1];
            redis.atomically(() -> {
                redis.runHeld("MULTI");
                redis.runHeld("INCR n" + id);
                redis.runHeld("INCR twin" + id);
                redis.runHeld("RPUSH l" + id + " x");
                counted[0] = redis.runHeld("EXEC");
            });
            String count = counted[0].substring(1, counted[0].indexOf(','));
            // One piece: others print as well.
            System.out.print(id + " " + count + "\n");
        }
    }
}
