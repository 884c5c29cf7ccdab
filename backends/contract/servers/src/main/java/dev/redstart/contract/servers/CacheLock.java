package dev.redstart.contract.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One who writes into the cache at a time, in this JVM or any other; whoever waited looks again whether it is done. */
final class CacheLock {
    private static final Object ONE_PER_JVM = new Object();

    private CacheLock() {}

    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T hold(Path cache, Work<T> work) throws IOException {
        // A file lock belongs to the whole JVM: two threads asking for it get an exception, not a turn.
        synchronized (ONE_PER_JVM) {
            Files.createDirectories(cache);
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                return work.run();
            }
        }
    }
}
