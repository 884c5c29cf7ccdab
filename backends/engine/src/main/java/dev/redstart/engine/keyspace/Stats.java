package dev.redstart.engine.keyspace;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What INFO counts. The fields are written under the engine's lock only; what reads without it have counted is added by
 * the methods of the same names, which INFO asks.
 */
public final class Stats {

    /** Commands that ran, those inside transactions included. */
    public long commands;
    /** Reads of a key that was there. */
    public long hits;
    /** Reads of a key that was not. */
    public long misses;
    /** Keys that went because their time had come. */
    public long expiredKeys;
    /** Keys that went to make room for others. */
    public long evictedKeys;
    /** Values that were dropped in a way that Redis frees in the background; here the collector frees all. */
    public long lazyFreed;
    /** Clients that were closed because all of them together took too much memory. */
    public long evictedClients;
    /** Scripts of EVAL that went to make room for others. */
    public long evictedScripts;
    /** Hash fields that went because their time had come. */
    public long expiredFields;
    /** Changes to the data since the engine was opened. */
    public long dirty;
    /** Bytes that the keys and values of all databases take; no statistic. */
    public long dataBytes;
    /** Replies that were errors. */
    public long errors;

    private static final int MAX_CODES = 128;
    private final Map<String, Long> errorsByCode = new TreeMap<>();

    /** Counts an error by its code, the first word. Codes beyond what is sane are not told apart. */
    public void countError(String text) {
        errors++;
        int blank = text.indexOf(' ');
        String code = blank < 0 ? text : text.substring(0, blank);
        if (errorsByCode.size() >= MAX_CODES && !errorsByCode.containsKey(code)) return;
        errorsByCode.merge(code, 1L, Long::sum);
    }

    /** How many errors of each code. */
    public Map<String, Long> errorsByCode() {
        return errorsByCode;
    }

    /** CONFIG RESETSTAT; what has changed since the last save is no statistic. */
    public void reset() {
        commands = 0;
        hits = 0;
        misses = 0;
        expiredKeys = 0;
        expiredFields = 0;
        errors = 0;
        errorsByCode.clear();
        evictedKeys = 0;
        evictedScripts = 0;
        evictedClients = 0;
        lazyFreed = 0;
        unlockedHits.reset();
        unlockedMisses.reset();
    }

    private final LongAdder unlockedHits = new LongAdder();
    private final LongAdder unlockedMisses = new LongAdder();

    /** Counts a command that has read one key without the lock. */
    public void countUnlocked(boolean hit) {
        (hit ? unlockedHits : unlockedMisses).increment();
    }

    public long hits() {
        return hits + unlockedHits.sum();
    }

    public long misses() {
        return misses + unlockedMisses.sum();
    }

    public long commands() {
        return commands + unlockedHits.sum() + unlockedMisses.sum();
    }
}
