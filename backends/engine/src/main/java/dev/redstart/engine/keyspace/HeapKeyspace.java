package dev.redstart.engine.keyspace;

import dev.redstart.engine.structure.Dict;
import dev.redstart.engine.structure.Hashing;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A database on the heap: a {@link Dict} of entries, and an {@link ExpiryIndex} of those that may expire. */
public final class HeapKeyspace implements Keyspace {

    private static final byte[] NO_BYTES = {};

    private Dict<KeyEntry> dict = new Dict<>();
    private final ExpiryIndex expiring = new ExpiryIndex();
    private final CommandTime time;
    private final Usage usage;
    private final Stats stats;
    private final KeyspaceObserver observer;
    private int index;
    /** Of those whose key itself expires: how many, and the sum of their times (which may wrap around, and back). */
    private int timed;

    private long sumOfTimes;
    /** What all keys and values take. */
    private long bytes;
    /** The array hashed last: a command asks for the same key several times. */
    private byte[] hashed = NO_BYTES;

    private int hash = Hashing.hash32(NO_BYTES);
    /** The one that was changed last, for it is about to be counted. */
    private @Nullable KeyEntry recent;

    /** The one that is being taken. */
    private @Nullable HeapSnapshot snapshot;

    private int snapshots;

    public HeapKeyspace(int index, CommandTime time, Stats stats, KeyspaceObserver observer) {
        this.index = index;
        this.time = time;
        this.usage = time.usage();
        this.stats = stats;
        this.observer = observer;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void index(int index) {
        this.index = index;
    }

    /** Arrays given as keys are not changed (they may be kept), so the same array has the same hash. */
    private int hash(byte[] key) {
        if (key != hashed) {
            hash = Hashing.hash32(key);
            hashed = key;
        }
        return hash;
    }

    /** The entry, unless its time has come: then it goes now. */
    private @Nullable KeyEntry find(byte[] key) {
        KeyEntry e = dict.find(key, hash(key));
        return e != null && e.expireAt <= time.due() ? expire(e) : e;
    }

    private @Nullable KeyEntry expire(KeyEntry e) {
        takeOut(e);
        stats.expiredKeys++;
        observer.gone(this, e.key);
        observer.modified(this, e.key);
        observer.event(this, EventClass.EXPIRED, "expired", e.key);
        return null;
    }

    @Override
    public @Nullable Value read(byte[] key) {
        KeyEntry e = find(key);
        if (e == null) {
            stats.misses++;
            observer.event(this, EventClass.MISS, "keymiss", key);
            return null;
        }
        stats.hits++;
        touch(e);
        return e.value;
    }

    @Override
    public @Nullable Value look(byte[] key) {
        KeyEntry e = find(key);
        if (e == null) return read(key);
        stats.hits++;
        return e.value;
    }

    @Override
    public @Nullable Value write(byte[] key) {
        KeyEntry e = find(key);
        if (e == null) return null;
        touch(e);
        changing(e);
        recent = e;
        return e.value;
    }

    @Override
    public @Nullable Value peek(byte[] key) {
        KeyEntry e = find(key);
        return e == null ? null : e.value;
    }

    private void touch(KeyEntry e) {
        if (time.isTouching()) e.usage = usage.used(e.usage, time.millis());
    }

    @Override
    public void set(byte[] key, Value value) {
        KeyEntry e = put(key, value);
        time(e, Value.NEVER);
        index(e);
    }

    @Override
    public void replace(byte[] key, Value value) {
        index(put(key, value));
    }

    @Override
    public void modified(byte[] key) {
        KeyEntry e = recent;
        if (e == null || !Arrays.equals(e.key, key)) e = dict.find(key, hash(key));
        if (e != null && e.value instanceof Aggregate a) grow(a.count());
    }

    @Override
    public long bytes() {
        return bytes;
    }

    private void grow(long more) {
        bytes += more;
        stats.dataBytes += more;
    }

    private static long counted(Value value) {
        return value instanceof Aggregate a ? a.counted() : value.footprint();
    }

    private static long count(Value value) {
        if (!(value instanceof Aggregate a)) return value.footprint();
        a.count();
        return a.counted();
    }

    private KeyEntry put(byte[] key, Value value) {
        int hash = hash(key);
        KeyEntry e = dict.find(key, hash);
        if (e != null && e.expireAt <= time.due()) e = expire(e);
        if (e == null) {
            e = new KeyEntry(key, hash, value);
            e.usage = usage.fresh(time.millis());
            dict.insert(e);
            grow(Footprint.ofKey(key) + count(value));
            if (snapshot != null) snapshot.added(e);
            observer.event(this, EventClass.NEW, "new", key);
        } else {
            changing(e);
            e.usage = usage.used(e.usage, time.millis());
            grow(-counted(e.value));
            e.value = value;
            grow(count(value));
        }
        recent = e;
        return e;
    }

    private void time(KeyEntry e, long at) {
        if (e.expireAt != Value.NEVER) {
            timed--;
            sumOfTimes -= e.expireAt;
        }
        e.expireAt = at;
        if (at != Value.NEVER) {
            timed++;
            sumOfTimes += at;
        }
    }

    /** To be called before anything about an entry changes that a snapshot shows. */
    private void changing(KeyEntry e) {
        if (snapshot != null) snapshot.before(e);
    }

    private void takeOut(KeyEntry e) {
        changing(e);
        dict.removeEntry(e);
        if (recent == e) recent = null;
        grow(-Footprint.ofKey(e.key) - counted(e.value));
        expiring.remove(e);
        if (e.expireAt != Value.NEVER) {
            timed--;
            sumOfTimes -= e.expireAt;
        }
    }

    /** Lets the index hold the entry exactly when something about it can expire. */
    private void index(KeyEntry e) {
        if (e.expireAt != Value.NEVER || e.value.nextExpiry() != Value.NEVER) expiring.add(e);
        else if (e.expirySlot >= 0) expiring.remove(e);
    }

    @Override
    public @Nullable Value remove(byte[] key) {
        KeyEntry e = find(key);
        if (e == null) return null;
        takeOut(e);
        return e.value;
    }

    @Override
    public long expiry(byte[] key) {
        KeyEntry e = find(key);
        if (e == null) return NO_KEY;
        return e.expireAt == Value.NEVER ? NO_EXPIRY : e.expireAt;
    }

    @Override
    public void expiry(byte[] key, long at) {
        KeyEntry e = find(key);
        if (e == null) return;
        changing(e);
        time(e, at == NO_EXPIRY ? Value.NEVER : at);
        index(e);
    }

    @Override
    public void trackParts(byte[] key) {
        KeyEntry e = find(key);
        if (e != null) index(e);
    }

    @Override
    public long idleSeconds(byte[] key) {
        KeyEntry e = find(key);
        return e == null ? 0 : usage.idleSeconds(e.usage, time.millis());
    }

    @Override
    public void idleSeconds(byte[] key, long seconds) {
        KeyEntry e = find(key);
        if (e != null && !usage.countsFrequencies()) e.usage = usage.idle(seconds, time.millis());
    }

    /** When it was last used, in seconds since the epoch; under an LFU policy, the counter of its uses. */
    int use(KeyEntry e) {
        return usage.countsFrequencies() ? usage.frequency(e.usage, time.millis()) : e.usage;
    }

    @Override
    public int frequency(byte[] key) {
        KeyEntry e = find(key);
        return e == null ? 0 : usage.frequency(e.usage, time.millis());
    }

    @Override
    public void frequency(byte[] key, int counter) {
        KeyEntry e = find(key);
        if (e != null && usage.countsFrequencies()) e.usage = usage.frequent(counter, time.millis());
    }

    @Override
    public boolean sample(int count, boolean expiringOnly, RandomGenerator random, EvictionVisitor visitor) {
        KeyEntry[] some = new KeyEntry[count];
        int found = expiringOnly ? expiring.sample(some, random) : dict.sample(some, count, random);
        boolean any = false;
        for (int i = 0; i < found; i++) {
            KeyEntry e = some[i];
            if (expiringOnly && e.expireAt == Value.NEVER) continue;
            any = true;
            visitor.visit(e.key, usage.idleness(e.usage, time.millis()), e.expireAt);
        }
        return any || expiringOnly && timed > 0;
    }

    @Override
    public byte @Nullable [] evictable(boolean expiringOnly, RandomGenerator random) {
        if (!expiringOnly) {
            KeyEntry e = dict.fairRandomEntry(random);
            return e == null ? null : e.key;
        }
        KeyEntry[] one = new KeyEntry[1];
        while (timed > 0) {
            expiring.sample(one, random);
            if (one[0].expireAt != Value.NEVER) return one[0].key;
        }
        return null;
    }

    @Override
    public boolean evict(byte[] key) {
        KeyEntry e = dict.find(key);
        if (e == null) return false;
        takeOut(e);
        stats.evictedKeys++;
        observer.gone(this, e.key);
        observer.modified(this, e.key);
        observer.event(this, EventClass.EVICTED, "evicted", e.key);
        return true;
    }

    @Override
    public byte @Nullable [] randomKey(RandomGenerator random) {
        while (true) {
            KeyEntry e = dict.fairRandomEntry(random);
            if (e == null) return null;
            if (e.expireAt > time.due()) return e.key;
            expire(e);
        }
    }

    @Override
    public long scan(long cursor, KeyVisitor visitor) {
        return dict.scan(cursor, e -> show(e, visitor));
    }

    @Override
    public void forEach(KeyVisitor visitor) {
        dict.forEach(e -> show(e, visitor));
    }

    private void show(KeyEntry e, KeyVisitor visitor) {
        if (e.expireAt <= time.due()) expire(e);
        else visitor.visit(e.key, e.value);
    }

    @Override
    public int size() {
        return dict.size();
    }

    @Override
    public int expiring() {
        return timed;
    }

    @Override
    public int expiringParts() {
        return expiring.size() - timed;
    }

    @Override
    public long averageTtl() {
        return timed == 0 ? 0 : Math.max(0, sumOfTimes / timed - time.millis());
    }

    @Override
    public void clear() {
        grow(-bytes);
        recent = null;
        if (snapshot == null) dict.clear();
        else dict = new Dict<>();
        expiring.clear();
        timed = 0;
        sumOfTimes = 0;
    }

    @Override
    public int expireSome(int limit) {
        int gone = 0;
        for (int n = Math.min(limit, expiring.size()); n > 0 && expiring.size() > 0; n--) {
            KeyEntry e = expiring.next();
            if (e.expireAt <= time.due()) {
                expire(e);
                gone++;
            } else if (e.value.nextExpiry() <= time.due()) {
                gone += expireParts(e);
            }
        }
        return gone;
    }

    @Override
    public void expireParts(byte[] key) {
        KeyEntry e = dict.find(key);
        if (e != null) expireParts(e);
    }

    @Override
    public boolean expirePart(byte[] key, byte[] part) {
        KeyEntry e = find(key);
        if (e == null || e.value.nextExpiry() > time.due()) return false;
        changing(e);
        if (!e.value.expirePart(part, time.due())) return false;
        stats.expiredFields++;
        observer.fieldsGone(this, key, List.of(part));
        index(e);
        return true;
    }

    private int expireParts(KeyEntry e) {
        if (e.value.nextExpiry() > time.due()) return 0;
        changing(e);
        List<byte[]> parts = e.value.expireParts(time.due());
        if (e.value instanceof Aggregate a) grow(a.count());
        stats.expiredFields += parts.size();
        observer.fieldsGone(this, e.key, parts);
        observer.modified(this, e.key);
        observer.event(this, EventClass.HASH, "hexpired", e.key);
        if (e.value.isEmpty()) {
            takeOut(e);
            observer.event(this, EventClass.GENERIC, "del", e.key);
        } else {
            index(e);
        }
        return parts.size();
    }

    @Override
    public KeyspaceSnapshot snapshot(SnapshotSink sink) {
        if (snapshot != null) throw new IllegalStateException("a snapshot is being taken");
        return snapshot = new HeapSnapshot(this, dict, sink, ++snapshots);
    }

    void ended(HeapSnapshot ended) {
        if (snapshot == ended) snapshot = null;
    }
}
