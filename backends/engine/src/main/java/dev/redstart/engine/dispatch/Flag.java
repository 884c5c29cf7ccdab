package dev.redstart.engine.dispatch;

import java.util.Locale;

/** What is to be known about a command before it runs; the words of {@code COMMAND INFO}, in its order. */
public enum Flag {
    /** May change the data. */
    WRITE,
    /** Only reads the data. */
    READONLY,
    /** May need memory: refused when there is none left. */
    DENYOOM,
    ADMIN,
    PUBSUB,
    /** Not in scripts. */
    NOSCRIPT,
    /** May wait for something. */
    BLOCKING,
    LOADING,
    STALE,
    SKIP_MONITOR,
    SKIP_SLOWLOG,
    ASKING,
    /** Constant or logarithmic. */
    FAST,
    NO_AUTH,
    /** Not inside MULTI. */
    NO_MULTI,
    ALLOW_BUSY,
    NO_ASYNC_LOADING,
    NO_MANDATORY_KEYS,
    /** Which arguments are keys depends on the arguments. */
    MOVABLEKEYS,
    /** Not shown: its configuration has to allow it. */
    PROTECTED,
    /** Not shown: may be sent to replicas although it changes no data; CLIENT PAUSE WRITE keeps it, too. */
    MAY_REPLICATE,
    /** Ours, not shown: refuses by name what the engine cannot do yet, so that it does not count as supported. */
    REFUSED,
    /** Ours, not shown: runs also for a client that speaks RESP2 and listens to messages. */
    WHILE_LISTENING,
    /** Ours, not shown: takes next to no time although Redis does not call it fast, so only some runs are measured. */
    SAMPLED,
    /** Ours, not shown: runs at once inside MULTI instead of being queued. */
    UNQUEUED,
    /** Ours, not shown: runs a script, which may take any time. */
    RUNS_SCRIPT,
    /** Ours, not shown: marks keys as used even for a client that said NO-TOUCH. */
    TOUCHES,
    /**
     * Ours, not shown: with one argument it is a key of which it asks {@link Call#looks} and nothing else, so that it can
     * run without the lock where the keyspace allows for it. One of its questions decides its answer.
     */
    UNLOCKED;

    final long bit = 1L << ordinal();

    /** Whether {@code COMMAND INFO} shows it. */
    public boolean isShown() {
        return compareTo(PROTECTED) < 0;
    }

    /** The word in {@code COMMAND INFO}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static long parse(String words) {
        long bits = 0;
        for (String word : words.split(" ")) {
            if (!word.isEmpty()) bits |= valueOf(word.toUpperCase(Locale.ROOT)).bit;
        }
        return bits;
    }
}
