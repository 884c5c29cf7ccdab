package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.StreamGroup;
import dev.redstart.engine.keyspace.StreamValue;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.engine.structure.StreamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How IDs are written in the arguments of the commands on streams. */
final class StreamArgs {

    static final CommandError INVALID_ID = Errors.of("ERR Invalid stream ID specified as stream command argument");
    private static final CommandError INVALID_START = Errors.of("ERR invalid start ID for the interval");
    private static final CommandError INVALID_END = Errors.of("ERR invalid end ID for the interval");

    private static final int LONGEST_ID = 127;
    private static final long NO_SEQ = 0;
    private static final long LAST_SEQ = -1;

    private StreamArgs() {}

    /** {@code ms-seq}, or {@code ms} for {@code ms-0}. */
    static StreamId id(Call call, int i) {
        StreamId id = parse(call.arg(i), NO_SEQ);
        if (id == null) throw INVALID_ID;
        return id;
    }

    /** The arguments {@code from} (inclusive) to {@code to} (exclusive), all of them IDs. */
    static List<StreamId> ids(Call call, int from, int to) {
        List<StreamId> ids = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) ids.add(id(call, i));
        return ids;
    }

    /** The same, or {@code -} and {@code +} for the least and the greatest. */
    static StreamId idOrEdge(Call call, int i) {
        return idOrEdge(call, i, NO_SEQ);
    }

    private static StreamId idOrEdge(Call call, int i, long missingSeq) {
        if (call.is(i, '-')) return StreamId.MIN;
        if (call.is(i, '+')) return StreamId.MAX;
        StreamId id = parse(call.arg(i), missingSeq);
        if (id == null) throw INVALID_ID;
        return id;
    }

    /** The start of a range: an ID, an edge, or {@code (} and an ID that is not part of it. */
    static StreamId start(Call call, int i) {
        if (!isOpen(call, i)) return idOrEdge(call, i, NO_SEQ);
        StreamId next = behindParenthesis(call, i, NO_SEQ).next();
        if (next == null) throw INVALID_START;
        return next;
    }

    /** The end of a range, likewise; without a sequence it means all of that millisecond. */
    static StreamId end(Call call, int i) {
        if (!isOpen(call, i)) return idOrEdge(call, i, LAST_SEQ);
        StreamId previous = behindParenthesis(call, i, LAST_SEQ).previous();
        if (previous == null) throw INVALID_END;
        return previous;
    }

    private static boolean isOpen(Call call, int i) {
        return call.arg(i).length > 1 && call.arg(i)[0] == '(';
    }

    private static StreamId behindParenthesis(Call call, int i, long missingSeq) {
        StreamId id = parse(Arrays.copyOfRange(call.arg(i), 1, call.arg(i).length), missingSeq);
        if (id == null) throw INVALID_ID;
        return id;
    }

    /** Whether it is {@code ms-*}, whose sequence the stream gives. */
    static boolean hasOpenSequence(byte[] arg) {
        int n = arg.length;
        boolean open = n > 2 && n <= LONGEST_ID && arg[n - 1] == '*' && indexOf(arg, (byte) '-', n) == n - 2;
        return open && indexOf(arg, (byte) 0, n) == n;
    }

    /** Of {@code ms-*}, {@code ms-0}. */
    static StreamId withOpenSequence(byte[] arg) {
        StreamId id = parse(Arrays.copyOf(arg, arg.length - 2), NO_SEQ);
        if (id == null) throw INVALID_ID;
        return id;
    }

    /** Null when it is no ID. */
    static @Nullable StreamId parse(byte[] arg, long missingSeq) {
        if (arg.length > LONGEST_ID) return null;
        // What stands behind a NUL is lost on C.
        int end = indexOf(arg, (byte) 0, arg.length);
        int dash = indexOf(arg, (byte) '-', end);
        if (!Numbers.isUnsigned(arg, 0, dash)) return null;
        long ms = Numbers.parseUnsigned(arg, 0, dash);
        if (dash == end) return new StreamId(ms, missingSeq);
        int from = dash + 1;
        if (!Numbers.isUnsigned(arg, from, end - from)) return null;
        return new StreamId(ms, Numbers.parseUnsigned(arg, from, end - from));
    }

    private static int indexOf(byte[] arg, byte wanted, int end) {
        int i = 0;
        while (i < end && arg[i] != wanted) i++;
        return i;
    }

    // Groups

    /** The group that argument 1 names, in the stream at argument 0; null when either is missing. */
    static @Nullable StreamGroup group(Call call, @Nullable StreamValue stream) {
        return stream == null ? null : stream.group(call.arg(1));
    }

    /** The key, or the group in it, is missing. */
    static CommandError noKeyOrGroup(byte[] key, byte[] group, String where) {
        return Errors.of("NOGROUP No such key '" + echo(key) + "' or consumer group '" + echo(group) + "'" + where);
    }

    /** The group is missing, while the key is there. */
    static CommandError noGroup(byte[] key, byte[] group) {
        return Errors.of("NOGROUP No such consumer group '" + echo(group) + "' for key name '" + echo(key) + "'");
    }

    private static String echo(byte[] arg) {
        return Errors.echo(arg, Integer.MAX_VALUE);
    }
}
