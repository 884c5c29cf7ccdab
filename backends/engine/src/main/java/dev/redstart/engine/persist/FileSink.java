package dev.redstart.engine.persist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the {@linkplain Disk#REAL real} disk. */
final class FileSink extends Disk.Sink {

    private final FileChannel channel;

    FileSink(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
        while (rest.hasRemaining()) channel.write(rest);
    }

    @Override
    public void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
