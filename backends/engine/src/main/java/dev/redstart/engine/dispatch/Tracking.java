package dev.redstart.engine.dispatch;

import dev.redstart.engine.structure.Dict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Client-side caching: which client has read which key, and telling it when the key changes. A table has the ids of the
 * clients for each key that one of them has read, until it is told, once; ids, so that a client that goes costs nothing.
 * With BCAST nothing is remembered: a client names prefixes, and at the end of a hold of the lock is told of all keys with
 * them that have changed.
 *
 * <p>A client hears in RESP3 by a push, or another one in its place, which in RESP2 has subscribed to
 * {@code __redis__:invalidate}. What a command of the client itself brings about comes after its reply. Keys are told apart
 * without their databases, as in Redis. Used under the engine's lock; without clients that track it costs a look at a
 * number.
 */
public final class Tracking {

    private static final byte[] CHANNEL = "__redis__:invalidate".getBytes(StandardCharsets.US_ASCII);
    /** How many keys at a time are dropped from a table that is too large; the more, the longer it stays too large. */
    private static final int EFFORT = 100;

    private static final class Tracked extends Dict.Entry {
        final Set<Long> readers = new LinkedHashSet<>(2);

        Tracked(byte[] key) {
            super(key);
        }
    }

    /** The keys with a prefix that have changed, each with the client that did it last, if one did. */
    private static final class Broadcast {
        final Set<Tracker> listeners = new LinkedHashSet<>(2);
        final TreeMap<byte[], @Nullable ClientSession> changed = new TreeMap<>(Arrays::compareUnsigned);
    }

    private final Dispatcher dispatcher;
    private final Set<Tracker> trackers = new LinkedHashSet<>();
    private final TreeMap<byte[], Broadcast> broadcasts = new TreeMap<>(Arrays::compareUnsigned);
    private Dict<Tracked> table = new Dict<>();
    private long items;
    private long maxKeys;
    private int overLimit;
    private boolean pending;

    Tracking(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** {@code tracking-table-max-keys}; 0 for no limit. */
    void maxKeys(long count) {
        maxKeys = count;
    }

    /** Whether anybody's keys are tracked. */
    boolean isOn() {
        return !trackers.isEmpty();
    }

    /** How many clients have their keys tracked. */
    public int clients() {
        return trackers.size();
    }

    /** How many keys are in the table. */
    public int keys() {
        return table.size();
    }

    /** How many clients there are of all keys in the table together. */
    public long items() {
        return items;
    }

    /** How many prefixes clients have named. */
    public int prefixes() {
        return broadcasts.size();
    }

    /** CLIENT TRACKING ON, with options that have been checked. */
    public void on(ClientSession client, Tracker.Options options, Collection<byte[]> prefixes) {
        Tracker tracker = client.tracker;
        if (tracker == null) trackers.add(tracker = client.tracker = new Tracker(client, options));
        else tracker.options(options);
        if (!options.bcast()) return;
        for (byte[] prefix : prefixes.isEmpty() ? List.of(new byte[0]) : prefixes) {
            broadcasts.computeIfAbsent(prefix, p -> new Broadcast()).listeners.add(tracker);
            tracker.prefixes().add(prefix);
        }
    }

    /** CLIENT TRACKING OFF, or the client has gone. */
    public void off(ClientSession client) {
        Tracker tracker = client.tracker;
        if (tracker == null) return;
        client.tracker = null;
        trackers.remove(tracker);
        for (byte[] prefix : tracker.prefixes()) {
            Broadcast broadcast = broadcasts.get(prefix);
            if (broadcast == null) continue;
            broadcast.listeners.remove(tracker);
            if (broadcast.listeners.isEmpty()) broadcasts.remove(prefix);
        }
    }

    /** A command that reads has run for that client. */
    void read(ClientSession client, Command command, byte[][] args) {
        Tracker tracker = client.tracker;
        // Shard channels are keys by their looks only.
        if (tracker == null || !tracker.remembersReads() || command.is(Flag.PUBSUB)) return;
        for (int position : command.keys().positions(args)) remember(args[position], client.id());
    }

    private void remember(byte[] key, long id) {
        Tracked tracked = table.find(key);
        if (tracked == null) table.insert(tracked = new Tracked(key));
        if (tracked.readers.add(id)) items++;
    }

    /** The content of the key is another one; {@code author} has changed it, if a client did. */
    void modified(byte[] key, @Nullable ClientSession author) {
        if (!broadcasts.isEmpty()) remember(key, author);
        invalidate(key);
    }

    private void remember(byte[] key, @Nullable ClientSession author) {
        broadcasts.forEach((prefix, broadcast) -> {
            if (!startsWith(key, prefix)) return;
            broadcast.changed.put(key, author);
            pending = true;
        });
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private void invalidate(byte[] key) {
        Tracked tracked = table.remove(key);
        if (tracked == null) return;
        items -= tracked.readers.size();
        for (long id : tracked.readers) {
            ClientSession reader = dispatcher.clients().find(id);
            Tracker tracker = reader == null ? null : reader.tracker;
            // With BCAST it is not to hear of what it read before.
            if (reader == null || tracker == null || tracker.options().bcast()) continue;
            if (tracker.options().noLoop() && dispatcher.clients().isRunning(reader)) continue;
            tell(tracker, List.of(tracked.key));
        }
    }

    /** All keys have gone. */
    public void flushed() {
        for (Tracker tracker : trackers) tell(tracker, null);
        table = new Dict<>();
        items = 0;
    }

    /** Whether there is something for {@link #broadcast}. */
    boolean isPending() {
        return pending;
    }

    /** Tells those who named prefixes what has changed. */
    void broadcast() {
        pending = false;
        for (Broadcast broadcast : broadcasts.values()) {
            if (broadcast.changed.isEmpty()) continue;
            List<byte[]> all = List.copyOf(broadcast.changed.keySet());
            for (Tracker tracker : broadcast.listeners) {
                List<byte[]> keys = tracker.options().noLoop() ? ofOthers(broadcast, tracker.client()) : all;
                if (!keys.isEmpty()) tell(tracker, keys);
            }
            broadcast.changed.clear();
        }
    }

    private static List<byte[]> ofOthers(Broadcast broadcast, ClientSession client) {
        List<byte[]> keys = new ArrayList<>();
        broadcast.changed.forEach((key, author) -> {
            if (author != client) keys.add(key);
        });
        return keys;
    }

    /** Drops keys while there are too many: who has read them is told that they changed. */
    void limit() {
        if (maxKeys == 0 || table.size() <= maxKeys) {
            overLimit = 0;
            return;
        }
        for (int effort = EFFORT * ++overLimit; effort > 0 && table.size() > maxKeys; effort--) {
            Tracked any = table.randomEntry(dispatcher.random());
            if (any != null) invalidate(any.key);
        }
    }

    /** Null stands for all keys. */
    private void tell(Tracker tracker, @Nullable List<byte[]> keys) {
        long redirect = tracker.options().redirect();
        ClientSession listener =
                redirect == 0 ? tracker.client() : dispatcher.clients().find(redirect);
        if (listener == null) {
            tracker.breakRedirect();
            if (tracker.client().protocol() > 2)
                dispatcher.clients().push(tracker.client(), to -> {
                    to.push(2);
                    to.blob("tracking-redir-broken");
                    to.integer(redirect);
                });
        } else if (listener.protocol() > 2) {
            dispatcher.clients().push(listener, message(keys, false));
        } else if (redirect != 0 && listener.isListening()) {
            dispatcher.clients().push(listener, message(keys, true));
        }
    }

    private static Consumer<ReplySink> message(@Nullable List<byte[]> keys, boolean inChannel) {
        return to -> {
            to.push(inChannel ? 3 : 2);
            to.blob(inChannel ? "message" : "invalidate");
            if (inChannel) to.blob(CHANNEL);
            if (keys == null) {
                to.nullBulk();
                return;
            }
            to.array(keys.size());
            for (byte[] key : keys) to.blob(key);
        };
    }
}
