package dev.redstart.engine.persist.aof;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.engine.persist.Disk;
import dev.redstart.engine.persist.FunctionStore;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.engine.persist.rdb.RdbLoader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The append-only files of one engine: what is there is run again at {@link #open}, and what the engine does from then on
 * is appended. Thread-safe. The directory must belong to this engine.
 */
public final class AppendOnlyDirectory implements AutoCloseable {

    private final Disk disk;
    private final Path directory;
    private final String name;
    private final Dispatcher dispatcher;
    private final FunctionStore functions;
    private final RdbLoader.Progress progress;
    private @Nullable LogWriter writer;
    private @Nullable ScheduledExecutorService syncing;

    private AppendOnlyDirectory(
            Disk disk, Path home, Dispatcher dispatcher, FunctionStore functions, RdbLoader.Progress progress) {
        ServerConfig config = dispatcher.config();
        this.disk = disk;
        this.directory = home.resolve(config.get("appenddirname"));
        this.name = config.get("appendfilename");
        this.dispatcher = dispatcher;
        this.functions = functions;
        this.progress = progress;
    }

    /**
     * Loads what is in {@code appenddirname} below that folder into an empty engine, and has the engine append to it.
     *
     * <p>A file that ends within a command or transaction, as a crash leaves it, is cut before that if it is the last one
     * and {@code aof-load-truncated} allows for it.
     *
     * @throws CorruptAofException when a file is damaged; it names file and offset
     */
    public static AppendOnlyDirectory open(
            Disk disk, Path home, Dispatcher dispatcher, FunctionStore functions, RdbLoader.Progress progress)
            throws IOException {
        AppendOnlyDirectory opened = new AppendOnlyDirectory(disk, home, dispatcher, functions, progress);
        dispatcher.acquire();
        try {
            opened.start();
        } finally {
            dispatcher.release();
        }
        return opened;
    }

    private Path manifestFile() {
        return directory.resolve(name + ".manifest");
    }

    private void start() throws IOException {
        Files.createDirectories(directory);
        Manifest manifest = Files.exists(manifestFile()) ? read() : Manifest.EMPTY;
        load(manifest);
        List<Manifest.Part> increments = manifest.increments();
        if (increments.isEmpty()) {
            long sequence = manifest.nextSequence();
            Manifest.Part first = new Manifest.Part(name + "." + sequence + ".incr.aof", sequence);
            // The file first: a manifest never names one that is not there.
            disk.create(directory.resolve(first.file())).close();
            write(manifest.plus(first));
            increments = List.of(first);
        }
        Path last = directory.resolve(increments.get(increments.size() - 1).file());
        String policy = dispatcher.config().get("appendfsync");
        LogWriter log = new LogWriter(disk.append(last), policy.equals("always"));
        writer = log;
        dispatcher.propagation().add(log);
        if (policy.equals("everysec")) syncEverySecond(log);
    }

    private void syncEverySecond(LogWriter log) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread t = new Thread(task, "redstart-engine-fsync");
            t.setDaemon(true);
            return t;
        });
        timer.scheduleWithFixedDelay(log::sync, 1, 1, TimeUnit.SECONDS);
        syncing = timer;
    }

    private Manifest read() throws IOException {
        try (InputStream in = disk.read(manifestFile())) {
            return Manifest.parse(in.readAllBytes());
        }
    }

    private void write(Manifest manifest) throws IOException {
        Path temporary = directory.resolve("temp-" + name + ".manifest");
        try (Disk.Sink out = disk.create(temporary)) {
            byte[] bytes = manifest.bytes();
            out.write(bytes, 0, bytes.length);
            out.sync();
        }
        disk.rename(temporary, manifestFile());
        disk.sync(directory);
    }

    private void load(Manifest manifest) throws IOException {
        dispatcher.time().expiring(false);
        try {
            Manifest.Part base = manifest.base();
            if (base != null && base.file().endsWith(".rdb")) loadBase(directory.resolve(base.file()));
            else if (base != null)
                run(directory.resolve(base.file()), manifest.increments().isEmpty());
            List<Manifest.Part> increments = manifest.increments();
            for (int i = 0; i < increments.size(); i++)
                run(directory.resolve(increments.get(i).file()), i == increments.size() - 1);
        } finally {
            dispatcher.time().expiring(true);
        }
    }

    private void loadBase(Path file) throws IOException {
        boolean checksum = dispatcher.config().is("rdbchecksum");
        RdbLoader.Options options =
                new RdbLoader.Options(checksum, true, false, dispatcher.time().millis());
        try (InputStream in = disk.read(file)) {
            RdbLoader.load(
                    in, Files.size(file), dispatcher.databases(), dispatcher.limits(), functions, options, progress);
        } catch (CorruptRdbException e) {
            throw new CorruptAofException(file + ", " + e.getMessage());
        }
    }

    private void run(Path file, boolean last) throws IOException {
        ClientSession session = dispatcher.connect(0);
        ReplyBuilder ignored = new ReplyBuilder();
        long end = -1;
        try (InputStream in = disk.read(file)) {
            CommandReader reader = new CommandReader(in, file.toString());
            try {
                for (List<byte[][]> unit = reader.next(); unit != null; unit = reader.next())
                    for (byte[][] command : unit) run(session, command, ignored, file, reader.unitStart());
            } catch (EOFException e) {
                end = reader.unitStart();
            }
        }
        if (end < 0) return;
        if (!last || !dispatcher.config().is("aof-load-truncated"))
            throw new CorruptAofException(file + ": Unexpected end of file reading the append only file, after byte "
                    + end + ". You can cut it there, or set aof-load-truncated yes");
        disk.truncate(file, end);
    }

    private void run(ClientSession session, byte[][] command, ReplyBuilder ignored, Path file, long offset)
            throws CorruptAofException {
        String word = new String(command[0], StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        if (dispatcher.find(word) == null)
            throw new CorruptAofException(file + ", at byte " + offset + ": unknown command '" + word + "'");
        byte[][] args = new byte[command.length - 1][];
        System.arraycopy(command, 1, args, 0, args.length);
        dispatcher.execute(session, word, args, ignored, null);
        ignored.take();
    }

    /** Writes and syncs what is left, and hears no more commands. Idempotent. */
    @Override
    public void close() throws IOException {
        LogWriter log = writer;
        if (log == null) return;
        dispatcher.acquire();
        try {
            dispatcher.propagation().remove(log);
        } finally {
            dispatcher.release();
        }
        if (syncing != null) syncing.shutdown();
        log.close();
    }
}
