package dev.redstart.lua;

import org.jspecify.annotations.Nullable;

/**
 * What a running script may use up. Loops and calls count steps; every {@value #STEPS} of them the script looks up: is
 * it to stop ({@link #interrupt}), and is there something that its owner wants to do meanwhile ({@link #onPoll}).
 */
public final class Budget {

    /** Between two polls. */
    public static final int STEPS = 1000;

    /** No string may be longer: what Redis' own protocol allows. */
    public static final int MAX_STRING = 512 * 1024 * 1024;

    private static final long MEGABYTES_BETWEEN_LOOKS = 16L << 20;

    private int left = STEPS;
    private long charged;
    private volatile @Nullable String interrupt;
    private Runnable poll = () -> {};

    /** Called about every thousand steps, by the thread that runs the script; may throw {@link LuaAbort}. */
    public void onPoll(Runnable poll) {
        this.poll = poll;
    }

    /** Ends the running script at its next poll with this text. Any thread may ask. */
    public void interrupt(String text) {
        interrupt = text;
    }

    /** Before a script starts: no interrupt is left over. */
    public void reset() {
        interrupt = null;
        left = STEPS;
        charged = 0;
    }

    /** One step of work, some nanoseconds. */
    public void step() {
        if (--left < 0) {
            poll();
        }
    }

    /** Several at once: about one per 16 bytes that are moved. */
    public void steps(int steps) {
        left -= steps;
        if (left < 0) {
            poll();
        }
    }

    private void poll() {
        left = STEPS;
        String text = interrupt;
        if (text != null) {
            throw new LuaAbort(text);
        }
        poll.run();
    }

    /**
     * Before a string is made of a length that the script decides. Also counts it as memory and work.
     *
     * @throws LuaError when it would be too long
     */
    public void string(long length) {
        if (length > MAX_STRING) {
            throw new LuaError(LuaString.of("not enough memory"));
        }
        if (length > 64) {
            memory(length);
            steps((int) (length >> 4));
        }
    }

    /**
     * Before so many bytes are allocated. Every 16 MB it looks at the heap.
     *
     * @throws LuaError {@code not enough memory}, while there still is a reserve
     */
    public void memory(long bytes) {
        charged += bytes;
        if (charged > MEGABYTES_BETWEEN_LOOKS) {
            charged = 0;
            look(bytes);
        }
    }

    /** Garbage counts as used until it is collected: only when there seems to be too little is that made to happen. */
    private static void look(long bytes) {
        if (free() < reserve(bytes)) {
            System.gc();
            if (free() < reserve(bytes)) {
                throw new LuaError(LuaString.of("not enough memory"));
            }
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    private static long reserve(long bytes) {
        return bytes + Runtime.getRuntime().maxMemory() / 10;
    }
}
