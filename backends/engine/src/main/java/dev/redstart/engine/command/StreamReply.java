package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;
import java.util.List;

/** Writes IDs and entries into the reply of one command. */
final class StreamReply implements StreamCursor.Visitor {

    private final ReplySink reply;
    private final byte[] text = new byte[StreamId.MAX_CHARS];

    StreamReply(ReplySink reply) {
        this.reply = reply;
    }

    void id(long ms, long seq) {
        reply.blob(text, 0, StreamId.write(ms, seq, text, 0));
    }

    void id(StreamId id) {
        id(id.ms(), id.seq());
    }

    void ids(List<StreamId> ids) {
        reply.array(ids.size());
        for (StreamId id : ids) id(id);
    }

    /** The entry that the cursor stands on: its ID, and its fields and values. */
    void entry(StreamCursor entry) {
        reply.array(2);
        id(entry.ms(), entry.seq());
        reply.array(2 * entry.fields());
        entry.forEach(this);
    }

    /** An entry that is pending but no longer in the stream. */
    void goneEntry(StreamId id) {
        reply.array(2);
        id(id);
        reply.nullArray();
    }

    /** Up to {@code count} entries that the cursor comes to, 0 for all. */
    void entries(StreamCursor cursor, long count) {
        reply.openArray();
        for (long n = 0; (count == 0 || n < count) && cursor.next(); n++) entry(cursor);
        reply.end();
    }

    /** A field or a value. */
    @Override
    public void visit(byte[] array, int offset, int length) {
        reply.blob(array, offset, length);
    }
}
