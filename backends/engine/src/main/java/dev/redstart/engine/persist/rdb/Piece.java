package dev.redstart.engine.persist.rdb;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a file as it was collected under the engine's lock: bytes, and between them long strings that are only written,
 * and compressed, when it is given out without the lock.
 */
record Piece(byte[] bytes, List<Later> later) {

    /** A string that belongs at that place of the bytes: the first {@code length} of an array, which nobody changes. */
    record Later(int at, byte[] array, int length) {}

    /** Takes the bytes of a file in order. */
    interface Sink {
        void write(byte[] bytes, int from, int length) throws IOException;
    }

    void giveTo(Sink sink, boolean compression) throws IOException {
        int from = 0;
        for (Later string : later) {
            sink.write(bytes, from, string.at() - from);
            from = string.at();
            RdbOutput out = new RdbOutput(compression);
            boolean whole = string.array().length == string.length();
            out.string(whole ? string.array() : Arrays.copyOf(string.array(), string.length()));
            byte[] written = out.toBytes();
            sink.write(written, 0, written.length);
        }
        sink.write(bytes, from, bytes.length - from);
    }
}
