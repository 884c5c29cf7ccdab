package dev.redstart.engine.persist.aof;

import dev.redstart.engine.dispatch.Effect;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Units as they stand in a log: arrays of bulk strings; SELECT where the database changes, MULTI and EXEC around several. */
final class CommandWriter {

    private static final byte[] MULTI = "*1\r\n$5\r\nMULTI\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXEC = "*1\r\n$4\r\nEXEC\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NONE = -1;

    private int selected = NONE;

    void write(List<Effect> unit, ByteArrayOutputStream out) {
        boolean several = unit.size() > 1;
        if (several) out.writeBytes(MULTI);
        for (Effect effect : unit) {
            select(effect.database(), out);
            command(effect.words(), out);
        }
        if (several) out.writeBytes(EXEC);
    }

    private void select(int database, ByteArrayOutputStream out) {
        if (database == selected) return;
        selected = database;
        command(new byte[][] {ascii("SELECT"), ascii(Integer.toString(database))}, out);
    }

    private static void command(byte[][] words, ByteArrayOutputStream out) {
        out.writeBytes(ascii("*" + words.length + "\r\n"));
        for (byte[] word : words) {
            out.writeBytes(ascii("$" + word.length + "\r\n"));
            out.writeBytes(word);
            out.write('\r');
            out.write('\n');
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
