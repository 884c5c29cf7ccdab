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
 * the matching patterns in the order of the patterns. Channels are the engine's, not a database's.
 */
public final class PubSub {

    /** The ways to subscribe, with the words in which the protocol tells of them. */
    public enum Kind {
        /** By name of the channel. */
        CHANNEL(""),
        /** By glob pattern. */
        PATTERN("p"),
        /** By name of a shard channel. */
        SHARD("s");

        private final String subscribed;
        private final String unsubscribed;
        private final String message;

        Kind(String prefix) {
            subscribed = prefix + "subscribe";
            unsubscribed = prefix + "unsubscribe";
            message = prefix + "message";
        }

        String subscribed() {
            return subscribed;
        }

        String unsubscribed() {
            return unsubscribed;
        }

        String message() {
            return message;
        }
    }

    /** Hears messages, under the engine's lock. */
    @FunctionalInterface
    public interface Receiver {

        /** Must not wait, and must copy the arrays it changes; {@code pattern} is null when subscribed by name. */
        void message(Kind kind, byte @Nullable [] pattern, byte[] channel, byte[] body);
    }

    private static final class Topic extends Dict.Entry {
        final Set<Receiver> receivers = new LinkedHashSet<>(2);

        Topic(byte[] name) {
            super(name);
        }
    }

    private final Dict<Topic> channels = new Dict<>();
    private final Dict<Topic> shardChannels = new Dict<>();
    private final Dict<Topic> patternsByName = new Dict<>();
    private final Set<Topic> patterns = new LinkedHashSet<>();

    private Dict<Topic> topics(Kind kind) {
        return switch (kind) {
            case CHANNEL -> channels;
            case PATTERN -> patternsByName;
            case SHARD -> shardChannels;
        };
    }

    /** False when it had subscribed to that already. */
    public boolean subscribe(Kind kind, byte[] name, Receiver receiver) {
        Dict<Topic> ofKind = topics(kind);
        Topic t = ofKind.find(name);
        if (t == null) ofKind.insert(t = new Topic(name));
        if (kind == Kind.PATTERN) patterns.add(t);
        return t.receivers.add(receiver);
    }

    /** False when it had not subscribed to that. */
    public boolean unsubscribe(Kind kind, byte[] name, Receiver receiver) {
        Dict<Topic> ofKind = topics(kind);
        Topic t = ofKind.find(name);
        if (t == null || !t.receivers.remove(receiver)) return false;
        if (t.receivers.isEmpty()) {
            ofKind.removeEntry(t);
            patterns.remove(t);
        }
        return true;
    }

    /** PUBLISH; returns how many hear it, one for each subscription. */
    public int publish(byte[] channel, byte[] body) {
        int heard = send(Kind.CHANNEL, channels.find(channel), null, channel, body);
        if (patterns.isEmpty()) return heard;
        for (Topic p : patterns) {
            if (Glob.matches(p.key, channel)) heard += send(Kind.PATTERN, p, p.key, channel, body);
        }
        return heard;
    }

    /** SPUBLISH. */
    public int publishShard(byte[] channel, byte[] body) {
        return send(Kind.SHARD, shardChannels.find(channel), null, channel, body);
    }

    private static int send(Kind kind, @Nullable Topic topic, byte @Nullable [] pattern, byte[] channel, byte[] body) {
        if (topic == null) return 0;
        for (Receiver r : topic.receivers) r.message(kind, pattern, channel, body);
        return topic.receivers.size();
    }

    /** Whether anybody listens to anything: without, events need not even be put together. */
    boolean isSilent() {
        return channels.isEmpty() && patterns.isEmpty();
    }

    /** The channels of that kind that somebody has subscribed to, those matching {@code pattern} if it is not null. */
    public List<byte[]> names(Kind kind, byte @Nullable [] pattern) {
        List<byte[]> names = new ArrayList<>();
        topics(kind).forEach(t -> {
            if (pattern == null || Glob.matches(pattern, t.key)) names.add(t.key);
        });
        return names;
    }

    /** How many different names of that kind have subscribers. */
    public int count(Kind kind) {
        return topics(kind).size();
    }

    /** How many have subscribed to that by name. */
    public int subscribers(Kind kind, byte[] name) {
        Topic t = topics(kind).find(name);
        return t == null ? 0 : t.receivers.size();
    }
}
