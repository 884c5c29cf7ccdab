package dev.redstart.engine.persist.rdb;

import java.util.ArrayList;
import java.util.List;

/**
 * Libraries of functions as FUNCTION DUMP gives them out: each as in an RDB file, opcode and text, then version and
 * CRC-64 as in {@link DumpPayload}.
 */
public final class FunctionPayload {

    private static final int FOOTER = 10;

    private FunctionPayload() {}

    public static byte[] write(List<byte[]> libraries) {
        RdbOutput out = new RdbOutput(true);
        for (byte[] code : libraries) {
            out.put(Opcode.FUNCTION);
            out.string(code);
        }
        return DumpPayload.finish(out);
    }

    /**
     * The text of each library, of a payload that {@link DumpPayload#verify} has passed.
     *
     * @throws CorruptRdbException when something else is in it; the message says what, in Redis' words
     */
    public static List<byte[]> read(byte[] payload) {
        RdbInput in = new RdbInput(payload, payload.length - FOOTER);
        List<byte[]> libraries = new ArrayList<>();
        while (!in.isAtEnd()) {
            int opcode = in.get();
            if (opcode == Opcode.FUNCTION_PRE_GA) throw new CorruptRdbException("Pre-GA function format not supported");
            if (opcode != Opcode.FUNCTION) throw new CorruptRdbException("given type is not a function");
            libraries.add(text(in));
        }
        return libraries;
    }

    private static byte[] text(RdbInput in) {
        try {
            return in.string();
        } catch (CorruptRdbException e) {
            throw new CorruptRdbException("Failed loading library code");
        }
    }
}
