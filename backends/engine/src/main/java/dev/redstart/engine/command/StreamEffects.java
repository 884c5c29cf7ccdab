package dev.redstart.engine.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.keyspace.PendingEntry;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamTrim;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.StreamCursor;
import dev.redstart.engine.structure.StreamId;

/** What the commands on streams propagate in place of themselves: nothing that depends on the time or on node sizes. */
final class StreamEffects {

    private static final byte[] SETID = "SETID".getBytes(US_ASCII);
    private static final byte[] CREATECONSUMER = "CREATECONSUMER".getBytes(US_ASCII);
    private static final byte[] ENTRIESREAD = "ENTRIESREAD".getBytes(US_ASCII);
    private static final byte[] TIME = "TIME".getBytes(US_ASCII);
    private static final byte[] RETRYCOUNT = "RETRYCOUNT".getBytes(US_ASCII);
    private static final byte[] FORCE = "FORCE".getBytes(US_ASCII);
    private static final byte[] JUSTID = "JUSTID".getBytes(US_ASCII);
    private static final byte[] LASTID = "LASTID".getBytes(US_ASCII);
    private static final byte[] EXACTLY = "=".getBytes(US_ASCII);

    private StreamEffects() {}

    private static byte[] text(StreamId id) {
        return id.toString().getBytes(US_ASCII);
    }

    /**
     * The entry is pending as it is now, whoever had it before. Of one that is no longer in the stream this says that it is
     * no longer pending either, for whoever claims it drops it.
     */
    static void pending(Call call, byte[] key, StreamGroup group, byte[] name, PendingEntry entry) {
        if (!call.isPropagated()) return;
        call.propagateAs(
                "XCLAIM",
                key,
                name,
                entry.consumer().name(),
                Numbers.toBytes(0),
                text(entry.id()),
                TIME,
                Numbers.toBytes(entry.deliveredAt()),
                RETRYCOUNT,
                Numbers.toBytes(entry.deliveries()),
                FORCE,
                JUSTID,
                LASTID,
                text(group.lastId()));
    }

    /** How far the group has read. */
    static void position(Call call, byte[] key, StreamGroup group, byte[] name) {
        if (!call.isPropagated()) return;
        call.propagateAs(
                "XGROUP", SETID, key, name, text(group.lastId()), ENTRIESREAD, Numbers.toBytes(group.entriesRead()));
    }

    /** There is a new consumer, though nothing may be pending for it. */
    static void consumer(Call call, byte[] key, byte[] group, byte[] consumer) {
        if (call.isPropagated()) call.propagateAs("XGROUP", CREATECONSUMER, key, group, consumer);
    }

    /** XADD with the ID that the entry got, and exactly what was trimmed. */
    static void added(Call call, StreamAddArgs args, StreamId id, StreamValue stream) {
        if (!call.isPropagated()) return;
        byte[][] words = call.args().clone();
        words[args.fieldsAt() - 1] = text(id);
        exact(words, args, stream);
        call.propagateAs("XADD", words);
    }

    /** XTRIM of exactly what was trimmed. */
    static void trimmed(Call call, StreamAddArgs args, StreamValue stream) {
        if (!call.isPropagated()) return;
        byte[][] words = call.args().clone();
        exact(words, args, stream);
        call.propagateAs("XTRIM", words);
    }

    /** What is trimmed to about so much depends on the size of nodes. */
    private static void exact(byte[][] words, StreamAddArgs args, StreamValue stream) {
        int at = args.approximateAt();
        StreamTrim trim = args.trim();
        if (at == 0 || trim == null) return;
        words[at - 1] = EXACTLY;
        words[at] = trim.length() >= 0 ? Numbers.toBytes(stream.size()) : text(firstId(stream));
    }

    /** Nothing before it is left. */
    private static StreamId firstId(StreamValue stream) {
        StreamCursor first = stream.cursor(StreamId.MIN, StreamId.MAX, false);
        if (first.next()) return first.id();
        StreamId after = stream.lastId().next();
        return after == null ? StreamId.MAX : after;
    }
}
