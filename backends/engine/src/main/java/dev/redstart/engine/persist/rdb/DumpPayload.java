package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.Limits;
import dev.redstart.engine.keyspace.Value;

/** One value as DUMP gives it out and RESTORE takes it: type and content, version (2 bytes), CRC-64 (8 bytes). */
public final class DumpPayload {

    /** Of the format; also of the files that Redis 8.0 writes. */
    public static final int VERSION = 12;

    private static final int FOOTER = 10;
    /** Bytes of a payload that are not the value's: its type, version and checksum. */
    public static final int OVERHEAD = 1 + FOOTER;

    private DumpPayload() {}

    public static byte[] write(Value value) {
        RdbOutput out = new RdbOutput(true);
        ValueWriter writer = new ValueWriter(out, VERSION);
        out.put(writer.type(value));
        writer.content(value);
        return finish(out);
    }

    /** With version and checksum. */
    static byte[] finish(RdbOutput out) {
        out.put(VERSION);
        out.put(VERSION >> 8);
        byte[] soFar = out.toBytes();
        out.fixed(Crc64.update(0, soFar, 0, soFar.length));
        return out.toBytes();
    }

    /** Whether the version and, if that is {@code checked}, the checksum are such that {@link #read} may try. */
    public static boolean verify(byte[] payload, boolean checked) {
        int content = payload.length - FOOTER;
        if (content < 0) return false;
        int version = payload[content] & 0xFF | (payload[content + 1] & 0xFF) << 8;
        if (version > VERSION) return false;
        if (!checked) return true;
        long crc = new RdbInput(java.util.Arrays.copyOfRange(payload, payload.length - 8, payload.length), 8).fixed();
        return crc == Crc64.update(0, payload, 0, payload.length - 8);
    }

    /**
     * The value.
     *
     * @throws CorruptRdbException when it is none
     */
    public static Value read(byte[] payload, Limits limits) {
        return new ValueReader(new RdbInput(payload, payload.length - FOOTER), limits).read();
    }
}
