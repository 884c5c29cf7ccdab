package dev.redstart.bench.processes;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.spi.Reply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Our side of {@link PersistenceComparison}, in a JVM of its own: the engine on a directory, without a port. */
final class Saving implements AutoCloseable {

    private final Engine engine;
    private final AtomicLong longestCollection = new AtomicLong();
    private final AtomicLong collections = new AtomicLong();
    private final AtomicLong longestWrite = new AtomicLong();

    private Saving(Path directory) throws IOException {
        ServerConfig config = new ServerConfig();
        config.load("dir", List.of(directory.toString()));
        config.load("save", List.of(""));
        config.load("enable-debug-command", List.of("yes"));
        engine = Engine.open(config, Clock.systemUTC());
        engine.openFiles();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans())
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (note, source) -> collected(
                                    GarbageCollectionNotificationInfo.from((CompositeData) note.getUserData())),
                            null,
                            null);
    }

    /** Arguments: directory, number of keys, bytes of a value. Prints a {@link PersistenceComparison.Figures}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int keys = Integer.parseInt(args[1]);
        try (Saving saving = new Saving(Path.of(args[0]))) {
            System.out.println(saving.measure(Path.of(args[0]), keys, Integer.parseInt(args[2])));
        }
    }

    private void collected(GarbageCollectionNotificationInfo info) {
        collections.incrementAndGet();
        longestCollection.accumulateAndGet(info.getGcInfo().getDuration(), Math::max);
    }

    private final class Client {
        private final ClientSession session = engine.connect(0);
        private final ReplyBuilder reply = new ReplyBuilder();

        String run(String... words) {
            byte[][] args = new byte[words.length - 1][];
            for (int i = 1; i < words.length; i++) args[i - 1] = words[i].getBytes(StandardCharsets.US_ASCII);
            engine.call(session, words[0], args, reply, null);
            Reply given = reply.take();
            if (given instanceof Reply.Error e) throw new IllegalStateException(e.toString());
            return given.toString();
        }
    }

    private String measure(Path directory, int keys, int valueBytes) throws InterruptedException, IOException {
        Client client = new Client();
        client.run("DEBUG", "POPULATE", Integer.toString(keys), "key", Integer.toString(valueBytes));
        PersistenceComparison.Load load = new PersistenceComparison.Load(keys, valueBytes);
        Client writing = new Client();
        Thread writer = load.start((key, value) -> {
            long start = System.nanoTime();
            writing.run("SET", key, value);
            longestWrite.accumulateAndGet(System.nanoTime() - start, Math::max);
        });
        // What comes before is not what is measured.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        collections.set(0);
        longestCollection.set(0);
        longestWrite.set(0);
        long start = System.nanoTime();
        client.run("BGSAVE");
        while (engine.dispatcher().saves().currentSeconds() >= 0) LockSupport.parkNanos(1_000_000);
        double saved = (System.nanoTime() - start) / 1e9;
        load.stop();
        writer.join();
        String details = String.format(
                Locale.ROOT,
                "longest hold of the lock %.2f ms, longest SET %.2f ms, %d collections, the longest %d ms",
                engine.dispatcher().saves().longestHoldNanos() / 1e6,
                longestWrite.get() / 1e6,
                collections.get(),
                longestCollection.get());
        long bytes = Files.size(directory.resolve("dump.rdb"));
        client.run("FLUSHALL");
        start = System.nanoTime();
        client.run("DEBUG", "RELOAD", "NOSAVE");
        double loaded = (System.nanoTime() - start) / 1e9;
        return new PersistenceComparison.Figures(saved, loaded, bytes, load.written(), details).toLine();
    }

    @Override
    public void close() {
        engine.close();
    }
}
