package dev.redstart.engine.persist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * All that persistence does with files, so that tests can have any of it fail. Nothing is known to be kept before it was
 * {@linkplain Sink#sync synced}; a file that is new or renamed, before its {@linkplain #sync directory} was.
 */
public interface Disk {

    /** The real one. */
    Disk REAL = new Disk() {};

    /** A file being written, without a buffer. */
    abstract class Sink extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public abstract void write(byte[] bytes, int from, int length) throws IOException;

        /** Returns when all that was written would survive a power failure. */
        public abstract void sync() throws IOException;
    }

    /** A new and empty file, in the place of one that may be there. */
    default Sink create(Path file) throws IOException {
        return new FileSink(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /** A file to write more to, behind what is in it; created when there is none. */
    default Sink append(Path file) throws IOException {
        return new FileSink(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    default InputStream read(Path file) throws IOException {
        return Files.newInputStream(file);
    }

    /** Takes the place of {@code to}, at once. */
    default void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Does nothing when there is no such file. */
    default void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Cuts the file after so many bytes. */
    default void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        }
    }

    /** Makes names in a directory last: of files that are new, renamed or gone. */
    default void sync(Path directory) throws IOException {
        // Windows has no such thing, and opens no directory.
        if (System.getProperty("os.name").startsWith("Windows")) return;
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
