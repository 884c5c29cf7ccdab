package dev.redstart.engine.dispatch;

import dev.redstart.engine.structure.Dict;
import dev.redstart.engine.structure.Glob;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who listens to what. A message goes to the subscribers of its channel in the order in which they came, then to those of
 * the matching patterns in the order of the patterns; delivery happens after the lock is released. Channels are the
 * engine's, not a database's.
 */
public final class PubSub {

    /** Hears messages, one after the other; not under the engine's lock. */
    @FunctionalInterface
    public interface Receiver {

        /** The arrays belong to the receiver. */
        void message(byte @Nullable [] pattern, byte[] channel, byte[] body);
    }

    private static final class Topic extends Dict.Entry {
        final Set<Receiver> receivers = new LinkedHashSet<>(2);

        Topic(byte[] name) {
            super(name);
        }
    }

    private final Outbox outbox;
    private final Dict<Topic> channels = new Dict<>();
    private final Dict<Topic> shardChannels = new Dict<>();
    private final Dict<Topic> patternsByName = new Dict<>();
    private final Set<Topic> patterns = new LinkedHashSet<>();

    PubSub(Outbox outbox) {
        this.outbox = outbox;
    }

    /** False when it had subscribed to that already. */
    public boolean subscribe(byte[] channel, Receiver receiver) {
        return add(channels, channel).receivers.add(receiver);
    }

    public boolean subscribeShard(byte[] channel, Receiver receiver) {
        return add(shardChannels, channel).receivers.add(receiver);
    }

    public boolean subscribePattern(byte[] pattern, Receiver receiver) {
        Topic t = add(patternsByName, pattern);
        patterns.add(t);
        return t.receivers.add(receiver);
    }

    private static Topic add(Dict<Topic> topics, byte[] name) {
        Topic t = topics.find(name);
        if (t == null) topics.insert(t = new Topic(name));
        return t;
    }

    public boolean unsubscribe(byte[] channel, Receiver receiver) {
        return remove(channels, channel, receiver);
    }

    public boolean unsubscribeShard(byte[] channel, Receiver receiver) {
        return remove(shardChannels, channel, receiver);
    }

    public boolean unsubscribePattern(byte[] pattern, Receiver receiver) {
        return remove(patternsByName, pattern, receiver);
    }

    private boolean remove(Dict<Topic> topics, byte[] name, Receiver receiver) {
        Topic t = topics.find(name);
        if (t == null || !t.receivers.remove(receiver)) return false;
        if (t.receivers.isEmpty()) {
            topics.removeEntry(t);
            patterns.remove(t);
        }
        return true;
    }

    /** PUBLISH; returns how many hear it, one for each subscription. */
    public int publish(byte[] channel, byte[] body) {
        int heard = send(channels.find(channel), null, channel, body);
        if (patterns.isEmpty()) return heard;
        for (Topic p : patterns) {
            if (Glob.matches(p.key, channel)) heard += send(p, p.key, channel, body);
        }
        return heard;
    }

    /** SPUBLISH. */
    public int publishShard(byte[] channel, byte[] body) {
        return send(shardChannels.find(channel), null, channel, body);
    }

    private int send(@Nullable Topic topic, byte @Nullable [] pattern, byte[] channel, byte[] body) {
        if (topic == null) return 0;
        for (Receiver r : topic.receivers) {
            byte[] ownPattern = pattern == null ? null : pattern.clone();
            byte[] ownChannel = channel.clone();
            byte[] ownBody = body.clone();
            outbox.post(() -> r.message(ownPattern, ownChannel, ownBody));
        }
        return topic.receivers.size();
    }

    /** Whether anybody listens to anything: without, events need not even be put together. */
    boolean isSilent() {
        return channels.isEmpty() && patterns.isEmpty();
    }

    /** Channels somebody has subscribed to by name, those matching {@code pattern} if it is not null. */
    public List<byte[]> channels(byte @Nullable [] pattern) {
        return names(channels, pattern);
    }

    public List<byte[]> shardChannels(byte @Nullable [] pattern) {
        return names(shardChannels, pattern);
    }

    private static List<byte[]> names(Dict<Topic> topics, byte @Nullable [] pattern) {
        List<byte[]> names = new ArrayList<>();
        topics.forEach(t -> {
            if (pattern == null || Glob.matches(pattern, t.key)) names.add(t.key);
        });
        return names;
    }

    /** How many have subscribed to the channel by name. */
    public int subscribers(byte[] channel) {
        Topic t = channels.find(channel);
        return t == null ? 0 : t.receivers.size();
    }

    public int shardSubscribers(byte[] channel) {
        Topic t = shardChannels.find(channel);
        return t == null ? 0 : t.receivers.size();
    }

    /** How many different patterns have subscribers. */
    public int patternCount() {
        return patterns.size();
    }
}
