package dev.redstart.engine.aof;

import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.persist.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a log, and its manifest, which is always true: it names only files that are there, and what it says
 * holds at once, for it is replaced whole. Thread-safe.
 */
final class AofFiles {

    private final Disk disk;
    private final Path home;
    private final Path directory;
    private final String name;
    private Manifest manifest = Manifest.EMPTY;
    private long temporaries;

    private AofFiles(Disk disk, ServerConfig config) {
        this.disk = disk;
        home = Path.of(config.get("dir"));
        directory = home.resolve(config.get("appenddirname"));
        name = config.get("appendfilename");
    }

    /**
     * The directory as it is, made when there is none. A single file, as Redis before 7 has it, is moved into it and is the
     * base from then on.
     *
     * @throws CorruptAofException when the manifest makes no sense
     */
    static AofFiles open(Disk disk, ServerConfig config) throws IOException {
        AofFiles files = new AofFiles(disk, config);
        Files.createDirectories(files.directory);
        files.read();
        return files;
    }

    private synchronized void read() throws IOException {
        Path file = manifestFile();
        if (Files.exists(file)) {
            try (InputStream in = disk.read(file)) {
                manifest = Manifest.parse(in.readAllBytes());
            } catch (CorruptAofException e) {
                throw new CorruptAofException(file + ": " + e.getMessage());
            }
        }
    }

    /** Moves the single file of an older Redis into the directory, if it is what there is; true when it was. */
    synchronized boolean upgrade() throws IOException {
        Path old = home.resolve(name);
        if (!Files.isRegularFile(old)) return false;
        Manifest.Part base = manifest.base();
        boolean interrupted = base != null
                && manifest.increments().isEmpty()
                && base.file().equals(name)
                && !Files.exists(path(base));
        if (!manifest.isEmpty() && !interrupted) return false;
        write(new Manifest(new Manifest.Part(name, 1), manifest.history(), manifest.increments()));
        disk.rename(old, directory.resolve(name));
        disk.sync(directory);
        disk.sync(home);
        return true;
    }

    String name() {
        return name;
    }

    Path directory() {
        return directory;
    }

    private Path manifestFile() {
        return directory.resolve(name + ".manifest");
    }

    Path path(Manifest.Part part) {
        return directory.resolve(part.file());
    }

    synchronized Manifest manifest() {
        return manifest;
    }

    synchronized Manifest.Part nextBase(boolean commands) {
        long sequence = manifest.nextBase();
        return new Manifest.Part(name + "." + sequence + ".base." + (commands ? "aof" : "rdb"), sequence);
    }

    synchronized Manifest.Part nextIncrement() {
        long sequence = manifest.nextIncrement();
        return new Manifest.Part(name + "." + sequence + ".incr.aof", sequence);
    }

    /** A new and empty file for an increment, which the manifest does not name yet. */
    LogFile create(Manifest.Part increment) throws IOException {
        Path file = path(increment);
        disk.create(file).close();
        disk.sync(directory);
        return new LogFile(disk, file, 0);
    }

    /** A file for what will be an increment when a first base is there. */
    synchronized LogFile createTemporary() throws IOException {
        Path file = directory.resolve("temp-" + name + ".incr." + ++temporaries);
        disk.create(file).close();
        return new LogFile(disk, file, 0);
    }

    /** Goes on with an increment that is there. */
    LogFile append(Manifest.Part increment) throws IOException {
        Path file = path(increment);
        return new LogFile(disk, file, Files.size(file));
    }

    synchronized void write(Manifest changed) throws IOException {
        Path temporary = directory.resolve("temp-" + name + ".manifest");
        try (Disk.Sink out = disk.create(temporary)) {
            byte[] bytes = changed.bytes();
            out.write(bytes, 0, bytes.length);
            out.sync();
        }
        disk.rename(temporary, manifestFile());
        manifest = changed;
        disk.sync(directory);
    }

    synchronized void add(Manifest.Part increment) throws IOException {
        write(manifest.plus(increment));
    }

    /** Has the log begin with that base, if this is still {@code wanted}; false when it is not. */
    synchronized boolean rebase(Manifest.Part base, Manifest.@Nullable Part increment, BooleanSupplier wanted)
            throws IOException {
        if (!wanted.getAsBoolean()) return false;
        write(manifest.rebased(base, increment));
        return true;
    }

    /** The same with a {@linkplain #createTemporary temporary} file after it, which gets its name. */
    synchronized boolean rebaseNaming(Manifest.Part base, LogFile temporary, BooleanSupplier wanted)
            throws IOException {
        if (!wanted.getAsBoolean()) return false;
        Manifest.Part increment = nextIncrement();
        disk.rename(temporary.path(), path(increment));
        temporary.renamed(path(increment));
        write(manifest.rebased(base, increment));
        return true;
    }

    /** Runs it while the manifest does not change. */
    synchronized void exclusively(Runnable work) {
        work.run();
    }

    /** Deletes what is no longer needed. */
    synchronized void collectGarbage() throws IOException {
        if (manifest.history().isEmpty()) return;
        for (Manifest.Part old : manifest.history()) disk.delete(path(old));
        write(manifest.withoutHistory());
    }

    Disk disk() {
        return disk;
    }
}
