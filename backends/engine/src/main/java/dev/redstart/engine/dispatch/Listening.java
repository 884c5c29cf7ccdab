package dev.redstart.engine.dispatch;

import dev.redstart.engine.acl.UserRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one connected client has subscribed to. Confirmations and messages stand among its replies in the order of the
 * commands: all of them are pushed under the lock, and a message that a client sends to itself comes after the reply.
 */
public final class Listening implements PubSub.Receiver {

    private final Dispatcher dispatcher;
    private final ClientSession session;
    private final ClientLink link;
    private final Map<PubSub.Kind, Set<byte[]>> names = new EnumMap<>(PubSub.Kind.class);

    Listening(Dispatcher dispatcher, ClientSession session, ClientLink link) {
        this.dispatcher = dispatcher;
        this.session = session;
        this.link = link;
        for (PubSub.Kind kind : PubSub.Kind.values()) names.put(kind, new TreeSet<>(Arrays::compareUnsigned));
    }

    private Set<byte[]> names(PubSub.Kind kind) {
        Set<byte[]> set = names.get(kind);
        if (set == null) throw new IllegalStateException();
        return set;
    }

    /** How many of that kind. */
    public int count(PubSub.Kind kind) {
        return names(kind).size();
    }

    boolean isEmpty() {
        for (Set<byte[]> set : names.values()) if (!set.isEmpty()) return false;
        return true;
    }

    /** SUBSCRIBE and its like: each name is confirmed. */
    public void subscribe(PubSub.Kind kind, List<byte[]> added) {
        for (byte[] name : added) {
            if (names(kind).add(name)) dispatcher.pubSub().subscribe(kind, name, this);
            confirm(kind.subscribed(), kind, name);
        }
    }

    /** UNSUBSCRIBE and its like. */
    public void unsubscribe(PubSub.Kind kind, List<byte[]> gone) {
        for (byte[] name : gone) {
            if (names(kind).remove(name)) dispatcher.pubSub().unsubscribe(kind, name, this);
            confirm(kind.unsubscribed(), kind, name);
        }
    }

    /** The same for all of that kind; one confirmation also when there are none. */
    public void unsubscribeAll(PubSub.Kind kind) {
        List<byte[]> all = new ArrayList<>(names(kind));
        if (all.isEmpty()) confirm(kind.unsubscribed(), kind, null);
        else unsubscribe(kind, all);
    }

    /** Whether any of it is not among those channels (patterns, too). */
    boolean hasBeyond(List<String> channels) {
        for (PubSub.Kind kind : PubSub.Kind.values())
            for (byte[] name : names(kind))
                if (!UserRules.allowChannel(channels, name, kind == PubSub.Kind.PATTERN)) return true;
        return false;
    }

    /** Ends everything without a word. */
    void clear() {
        names.forEach((kind, set) -> {
            for (byte[] name : set) dispatcher.pubSub().unsubscribe(kind, name, this);
            set.clear();
        });
    }

    /** The count is of what shares a name space: channels and patterns, or shard channels. */
    private void confirm(String what, PubSub.Kind kind, byte @Nullable [] name) {
        int count = kind == PubSub.Kind.SHARD ? count(kind) : count(PubSub.Kind.CHANNEL) + count(PubSub.Kind.PATTERN);
        link.push(to -> {
            to.push(3);
            to.blob(what);
            if (name == null) to.nullBulk();
            else to.blob(name);
            to.integer(count);
        });
    }

    @Override
    public void message(PubSub.Kind kind, byte @Nullable [] pattern, byte[] channel, byte[] body) {
        dispatcher.clients().push(session, to -> {
            to.push(pattern == null ? 3 : 4);
            to.blob(kind.message());
            if (pattern != null) to.blob(pattern);
            to.blob(channel);
            to.blob(body);
        });
    }
}
