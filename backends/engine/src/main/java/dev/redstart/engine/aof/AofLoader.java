package dev.redstart.engine.aof;

import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Loading;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.engine.persist.rdb.RdbLoader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs again what the files of a log say, under the engine's lock: the base, then the increments. Meanwhile nothing expires,
 * for what had expired when the commands ran first is removed by the log itself, and what had not must be there for them.
 */
final class AofLoader {

    private static final byte[] RDB_MAGIC = "REDIS".getBytes(StandardCharsets.US_ASCII);

    private final Dispatcher dispatcher;
    private final AofFiles files;
    private final ClientSession session;
    private final ReplyBuilder ignored = new ReplyBuilder();
    private final Loading progress;
    private long before;
    private long commands;

    private AofLoader(Dispatcher dispatcher, AofFiles files, long size) {
        this.dispatcher = dispatcher;
        this.files = files;
        session = dispatcher.connect(0);
        progress = new Loading(dispatcher, files.directory(), size, false);
        dispatcher.saves().loads(progress);
    }

    /**
     * Loads all that the manifest names. A file that ends within a command or transaction, as a crash leaves it, is cut
     * before that if it is the last one and {@code aof-load-truncated} allows for it.
     *
     * @throws CorruptAofException when a file is damaged or missing; it names file and offset
     */
    static void load(Dispatcher dispatcher, AofFiles files) throws IOException {
        List<Manifest.Part> parts = files.manifest().parts();
        long size = 0;
        for (Manifest.Part part : parts) size += size(files.path(part));
        AofLoader loader = new AofLoader(dispatcher, files, size);
        dispatcher.time().refresh();
        dispatcher.time().expiring(false);
        try {
            for (int i = 0; i < parts.size(); i++) loader.load(files.path(parts.get(i)), i == parts.size() - 1);
        } finally {
            dispatcher.time().expiring(true);
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            throw new CorruptAofException(
                    "Unable to obtain the length of " + file + " that the manifest names: No such file or directory");
        }
    }

    private void load(Path file, boolean last) throws IOException {
        long start = System.nanoTime();
        long end;
        try (InputStream in = new BufferedInputStream(files.disk().read(file), 1 << 16)) {
            in.mark(RDB_MAGIC.length);
            boolean isRdb = Arrays.equals(in.readNBytes(RDB_MAGIC.length), RDB_MAGIC);
            in.reset();
            end = isRdb ? loadBase(in, file) : 0;
        }
        run(file, end, last);
        before += Files.size(file);
        String seconds = String.format(Locale.ROOT, "%.3f seconds", (System.nanoTime() - start) / 1e9);
        dispatcher.host().notice("DB loaded from " + file.getFileName() + ": " + seconds);
    }

    /** An RDB file, which commands may follow; returns its length. */
    private long loadBase(InputStream in, Path file) throws IOException {
        boolean checksum = dispatcher.config().is("rdbchecksum");
        RdbLoader.Options options =
                new RdbLoader.Options(checksum, true, false, dispatcher.time().millis());
        try {
            RdbLoader.Result result = RdbLoader.load(
                    in,
                    Files.size(file),
                    dispatcher.databases(),
                    dispatcher.limits(),
                    dispatcher.saves().functions(),
                    options,
                    (bytes, keys) -> progress.loaded(before + bytes, keys));
            return result.bytes();
        } catch (CorruptRdbException e) {
            throw new CorruptAofException("Error reading the RDB base file " + file + ": " + e.getMessage());
        }
    }

    private void run(Path file, long from, boolean last) throws IOException {
        session.database(0);
        long end = -1;
        try (InputStream in = files.disk().read(file)) {
            in.skipNBytes(from);
            CommandReader reader = new CommandReader(in, file.toString(), from);
            try {
                for (List<byte[][]> unit = reader.next(); unit != null; unit = reader.next()) {
                    for (byte[][] command : unit) run(command, file, reader.unitStart());
                    progress.loaded(before + reader.unitStart(), commands);
                }
            } catch (EOFException e) {
                end = reader.unitStart();
            }
        }
        if (end >= 0) cut(file, end, last);
    }

    private void cut(Path file, long end, boolean last) throws IOException {
        if (!last)
            throw new CorruptAofException("the truncated file is not the last file: " + file + ", after byte " + end);
        if (!dispatcher.config().is("aof-load-truncated"))
            throw new CorruptAofException("Unexpected end of file reading the append only file " + file
                    + ", after byte " + end + ". You can cut it there, or set aof-load-truncated yes and start again");
        dispatcher.host().warning("!!! Warning: short read while loading the AOF file " + file + "!!!");
        dispatcher.host().warning("!!! Truncating the AOF " + file + " at offset " + end + " !!!");
        files.disk().truncate(file, end);
        dispatcher.host().warning("AOF " + file + " loaded anyway because aof-load-truncated is enabled");
    }

    private void run(byte[][] command, Path file, long offset) throws CorruptAofException {
        String name = new String(command[0], StandardCharsets.ISO_8859_1);
        byte[][] args = Arrays.copyOfRange(command, 1, command.length);
        commands++;
        try {
            dispatcher.replay(session, name.toUpperCase(Locale.ROOT), args, ignored);
        } catch (CommandError e) {
            throw new CorruptAofException("Unknown command '" + name + "' reading the append only file " + file
                    + ", at byte " + offset + ": " + e.text());
        }
        ignored.reset();
    }
}
