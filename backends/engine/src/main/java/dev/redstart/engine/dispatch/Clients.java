package dev.redstart.engine.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The clients there are, in the order in which they came: those with a connection, and the sessions inside this JVM. Calls
 * that keep no state belong to none of them. Used under the engine's lock.
 */
public final class Clients {

    private final Dispatcher dispatcher;
    private final Map<Long, ClientSession> byId = new LinkedHashMap<>();
    private long connected;

    Clients(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    void add(ClientSession session) {
        byId.put(session.id(), session);
        connected++;
    }

    void remove(ClientSession session) {
        byId.remove(session.id());
    }

    /** Null when there is none with that id. */
    public @Nullable ClientSession find(long id) {
        return byId.get(id);
    }

    public Collection<ClientSession> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** How many there are. */
    public int count() {
        return byId.size();
    }

    /** How many there have been since the engine was opened (or since CONFIG RESETSTAT). */
    public long connected() {
        return connected;
    }

    /** CONFIG RESETSTAT. */
    public void resetStats() {
        connected = 0;
    }

    /**
     * CLIENT KILL: ends those for which {@code condition} holds and returns how many those were. One that waits hears that
     * there will be no reply; the caller itself, {@code self}, goes after its reply.
     */
    public int kill(ClientSession self, Predicate<ClientSession> condition) {
        List<ClientSession> victims = new ArrayList<>();
        for (ClientSession s : byId.values()) if (condition.test(s)) victims.add(s);
        for (ClientSession victim : victims) {
            victim.end();
            if (victim == self) continue;
            ClientLink link = victim.link();
            dispatcher.disconnect(victim);
            if (link != null) link.close(false);
        }
        return victims.size();
    }
}
