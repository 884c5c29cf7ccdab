package dev.redstart.engine.acl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ACL LOG: what was refused, the latest first. A refusal like one of the last ten, less than a minute ago, is counted
 * with that. Used under the engine's lock.
 */
public final class AclLog {

    private static final long GROUPED_MILLIS = 60_000;
    private static final int LOOKED_AT = 10;

    /**
     * What was refused, and who asked.
     *
     * @param reason   {@code command}, {@code key}, {@code channel} or {@code auth}
     * @param context  {@code toplevel}, {@code multi} or {@code lua}
     * @param object   the command, key or channel
     * @param username of the user
     */
    public record Refusal(String reason, String context, String object, String username) {}

    /** An entry. */
    public static final class Entry {

        private final Refusal refusal;
        private final long id;
        private final long createdAt;
        private long updatedAt;
        private long count = 1;
        private String client;

        private Entry(Refusal refusal, long id, long now, String client) {
            this.refusal = refusal;
            this.id = id;
            this.client = client;
            createdAt = now;
            updatedAt = now;
        }

        public Refusal refusal() {
            return refusal;
        }

        public long id() {
            return id;
        }

        /** In milliseconds since the epoch. */
        public long createdAt() {
            return createdAt;
        }

        /** In milliseconds since the epoch. */
        public long updatedAt() {
            return updatedAt;
        }

        /** How many times. */
        public long count() {
            return count;
        }

        /** The last client, as CLIENT LIST shows it. */
        public String client() {
            return client;
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long capacity;
    private long nextId;

    /** {@code acllog-max-len}; heeded at the next refusal. */
    public void capacity(long most) {
        capacity = most;
    }

    /** Remembers it. */
    public void add(Refusal refusal, long now, String client) {
        if (capacity != 0) {
            Entry entry = takeLike(refusal, now);
            if (entry == null) entry = new Entry(refusal, nextId++, now, client);
            else entry.count++;
            entry.updatedAt = now;
            entry.client = client;
            entries.addFirst(entry);
        }
        while (entries.size() > capacity) entries.removeLast();
    }

    private @Nullable Entry takeLike(Refusal refusal, long now) {
        int looked = 0;
        for (Iterator<Entry> it = entries.iterator(); it.hasNext() && looked < LOOKED_AT; looked++) {
            Entry entry = it.next();
            if (!entry.refusal.equals(refusal) || Math.abs(entry.updatedAt - now) > GROUPED_MILLIS) continue;
            it.remove();
            return entry;
        }
        return null;
    }

    /** The latest, at most so many. */
    public List<Entry> latest(long count) {
        return new ArrayList<>(entries).subList(0, (int) Math.max(0, Math.min(count, entries.size())));
    }

    /** ACL LOG RESET. */
    public void clear() {
        entries.clear();
    }
}
