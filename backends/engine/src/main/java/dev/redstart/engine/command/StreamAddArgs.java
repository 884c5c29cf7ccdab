package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.StreamTrim;
import dev.redstart.engine.structure.StreamId;
import org.jspecify.annotations.Nullable;

/** What stands between the key and the first field of XADD, or behind the key of XTRIM. */
final class StreamAddArgs {

    private static final CommandError TWO_STRATEGIES =
            Errors.of("ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
    private static final CommandError MAXLEN_NEGATIVE = Errors.of("ERR The MAXLEN argument must be >= 0.");
    private static final CommandError LIMIT_NEGATIVE = Errors.of("ERR The LIMIT argument must be >= 0.");
    private static final CommandError LIMIT_OF_NOTHING =
            Errors.of("ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
    private static final CommandError NO_STRATEGY =
            Errors.of("ERR syntax error, XTRIM must be called with a trimming strategy");
    private static final CommandError LIMIT_OF_EXACT =
            Errors.of("ERR syntax error, LIMIT cannot be used without the special ~ option");

    private static final int DEFAULT_NODES = 100;
    private static final int DEFAULT_LIMIT = 10_000;
    private static final int MAX_DEFAULT_LIMIT = 1_000_000;

    private final Call call;
    private final boolean adds;
    private int at = 1;
    private @Nullable StreamId id;
    private boolean openSequence;
    private boolean noCreate;

    private boolean trims;
    private boolean approximate;
    private long maxLength = -1;
    private StreamId minId = StreamId.MIN;
    private int thresholdAt;
    private long limit;
    private boolean limited;

    private StreamAddArgs(Call call, boolean adds) {
        this.call = call;
        this.adds = adds;
    }

    static StreamAddArgs ofAdd(Call call) {
        StreamAddArgs args = new StreamAddArgs(call, true);
        args.parse();
        return args;
    }

    static StreamAddArgs ofTrim(Call call) {
        StreamAddArgs args = new StreamAddArgs(call, false);
        args.parse();
        return args;
    }

    private void parse() {
        for (; at < call.count(); at++) {
            if (adds && call.is(at, '*')) break;
            if (call.is(at, "MAXLEN") && call.has(at, 1)) {
                beginStrategy();
                maxLength = call.integer(at);
                if (maxLength < 0) throw MAXLEN_NEGATIVE;
            } else if (call.is(at, "MINID") && call.has(at, 1)) {
                beginStrategy();
                minId = StreamArgs.id(call, at);
            } else if (call.is(at, "LIMIT") && call.has(at, 1)) {
                limit = call.integer(++at);
                if (limit < 0) throw LIMIT_NEGATIVE;
                limited = true;
            } else if (adds && call.is(at, "NOMKSTREAM")) {
                noCreate = true;
            } else if (adds) {
                parseId();
                break;
            } else {
                throw Errors.SYNTAX;
            }
        }
        if (limit != 0 && !trims) throw LIMIT_OF_NOTHING;
        if (!adds && !trims) throw NO_STRATEGY;
        if (limited && !approximate && !call.isReplayed()) throw LIMIT_OF_EXACT;
    }

    /** Comes to the threshold. */
    private void beginStrategy() {
        if (trims) throw TWO_STRATEGIES;
        trims = true;
        at++;
        boolean signed = call.has(at, 1) && (call.is(at, '~') || call.is(at, '='));
        if (signed) approximate = call.is(at++, '~');
        thresholdAt = at;
    }

    private void parseId() {
        openSequence = StreamArgs.hasOpenSequence(call.arg(at));
        id = openSequence ? StreamArgs.withOpenSequence(call.arg(at)) : StreamArgs.id(call, at);
    }

    /** Where the threshold of an approximate trim stands, behind its sign; 0 if there is none. */
    int approximateAt() {
        return approximate ? thresholdAt : 0;
    }

    /** Where the fields begin. */
    int fieldsAt() {
        return at + 1;
    }

    /** The ID given; null if the stream is to give it. */
    @Nullable
    StreamId id() {
        return id;
    }

    /** Whether the stream is to give the second half of {@link #id()}. */
    boolean hasOpenSequence() {
        return openSequence;
    }

    /** Whether only a stream that exists is added to. */
    boolean noCreate() {
        return noCreate;
    }

    /** Null if nothing is to be trimmed. */
    @Nullable
    StreamTrim trim() {
        if (!trims) return null;
        long most = approximate && !limited ? defaultLimit() : limit;
        return maxLength >= 0
                ? StreamTrim.toLength(maxLength, approximate, most)
                : StreamTrim.toId(minId, approximate, most);
    }

    /** So that one command does not work for too long: a hundred nodes. */
    private long defaultLimit() {
        long entries = (long) DEFAULT_NODES * call.limits().streamNodeMaxEntries;
        return entries <= 0 ? DEFAULT_LIMIT : Math.min(entries, MAX_DEFAULT_LIMIT);
    }
}
