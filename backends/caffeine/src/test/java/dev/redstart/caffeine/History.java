package dev.redstart.caffeine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several threads did to one key, and whether there is an order of it that a single thread could have seen: a key that
 * holds a number, may be lost at any moment, and may not be read any more once its TTL is over.
 *
 * <p>Algorithm: Wing and Gong ("Testing and Verifying Concurrent Objects", 1993): of the calls that could be next (nobody
 * else returned before they began) try each that fits the state, depth first. As Lowe improved it ("Testing for
 * linearizability", 2017): no pair of calls done and state is tried twice.
 */
final class History {

    private static final int MOST_CALLS = 64;

    enum Kind {
        SET,
        GET,
        STRLEN,
        EXISTS,
        INCR,
        DEL,
        /** Read under the lock. */
        GETRANGE
    }

    /**
     * One call.
     *
     * @param argument what SET stores
     * @param ttl      of what SET stores, in ticks; 0 without
     * @param result   of the reply; null when there was none
     * @param began    ticks of the clock when it began, and {@code returned} when it returned
     */
    record Call(
            Kind kind, long argument, long ttl, @Nullable Long result, long began, long returned, long from, long to) {}

    /** The key's value, and until when at most it may be read. */
    private record State(@Nullable Long value, long until) {}

    private static final State NOTHING = new State(null, Long.MAX_VALUE);

    private final List<Call> calls = new ArrayList<>();
    private final Set<Object> tried = new HashSet<>();

    synchronized void add(Call call) {
        calls.add(call);
    }

    List<Call> calls() {
        return calls;
    }

    boolean isLinearizable() {
        if (calls.size() > MOST_CALLS) throw new IllegalStateException("a history of " + calls.size() + " calls");
        tried.clear();
        return search(0, NOTHING);
    }

    private boolean search(long done, State state) {
        if (Long.bitCount(done) == calls.size()) return true;
        if (!tried.add(List.of(done, state))) return false;
        long firstReturn = Long.MAX_VALUE;
        for (int i = 0; i < calls.size(); i++)
            if ((done >> i & 1) == 0) firstReturn = Math.min(firstReturn, calls.get(i).to);
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            if ((done >> i & 1) != 0 || call.from > firstReturn) continue;
            State after = after(call, state);
            if (after != null && search(done | 1L << i, after)) return true;
        }
        return state.value != null && search(done, NOTHING);
    }

    /** Null when the call cannot have had its result in that state. */
    private static @Nullable State after(Call call, State state) {
        Long value = state.value;
        boolean readable = value == null || call.began < state.until;
        return switch (call.kind) {
            case SET -> new State(call.argument, call.ttl == 0 ? Long.MAX_VALUE : call.returned + call.ttl);
            case GET, GETRANGE -> readable && java.util.Objects.equals(value, call.result) ? state : null;
            case STRLEN ->
                readable && equal(call, value == null ? 0 : value.toString().length()) ? state : null;
            case EXISTS -> readable && equal(call, value == null ? 0 : 1) ? state : null;
            case DEL -> readable && equal(call, value == null ? 0 : 1) ? NOTHING : null;
            case INCR -> {
                long sum = value == null ? 1 : value + 1;
                yield readable && equal(call, sum) ? new State(sum, state.until) : null;
            }
        };
    }

    private static boolean equal(Call call, long expected) {
        return call.result != null && call.result == expected;
    }
}
