package dev.redstart.engine.dispatch;

import dev.redstart.spi.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The clients there are, in the order in which they came: those with a connection, and the sessions inside this JVM. Calls
 * that keep no state belong to none of them. Used under the engine's lock.
 */
public final class Clients {

    private final Dispatcher dispatcher;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, ClientSession> byId = new LinkedHashMap<>();
    private long connected;
    /** Whose command runs; null between commands. */
    private @Nullable ClientSession running;
    /** Messages for that client: they come after its reply. */
    private final ArrayDeque<Runnable> afterReply = new ArrayDeque<>();

    Clients(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    private ClientSession create(int database, @Nullable ClientLink link) {
        long now = dispatcher.time().clock().millis();
        return new ClientSession(ids.incrementAndGet(), dispatcher, database, link, now);
    }

    ClientSession passing(int database) {
        return create(database, null);
    }

    /** The client in whose name scripts call commands. */
    ClientSession ofScripts() {
        ClientSession session = create(0, null);
        session.script = true;
        return session;
    }

    ClientSession connect(int database, @Nullable ClientLink link) {
        ClientSession session = create(database, link);
        dispatcher.access().welcome(session);
        byId.put(session.id(), session);
        connected++;
        return session;
    }

    /** Forgets what it had queued, watched and subscribed to, and abandons what waits. */
    void disconnect(ClientSession session) {
        dispatcher.pause().abandon(session);
        dispatcher.blocked().abandon(session);
        forget(session);
        byId.remove(session.id());
        dispatcher.memory().forget(session);
    }

    /** Ends a client at once, whatever it does. */
    void end(ClientSession victim) {
        victim.end();
        ClientLink link = victim.link();
        disconnect(victim);
        if (link != null) link.close(false);
    }

    /** RESET: as if the client had only just connected. */
    public void reset(ClientSession session) {
        forget(session);
        session.reset();
        dispatcher.access().welcome(session);
    }

    private void forget(ClientSession session) {
        dispatcher.transactions().discard(session);
        Listening listening = session.listening();
        if (listening != null) listening.clear();
        dispatcher.tracking().off(session);
        if (session.monitoring != null) dispatcher.monitors().remove(session.monitoring);
        session.monitoring = null;
    }

    /** MONITOR of a connected client; nothing happens when it monitors already, or has no link. */
    public void monitor(ClientSession session) {
        if (session.link() == null || session.monitoring != null) return;
        session.monitoring = line -> push(session, to -> to.text(line));
        dispatcher.monitors().add(session.monitoring);
    }

    void running(ClientSession session) {
        running = session;
    }

    void ran() {
        running = null;
        while (!afterReply.isEmpty()) afterReply.remove().run();
    }

    /** Whose command runs, and what is to follow it: while commands of others run in between. */
    record Running(@Nullable ClientSession session, List<Runnable> afterReply) {}

    Running setAside() {
        Running aside = new Running(running, new ArrayList<>(afterReply));
        running = null;
        afterReply.clear();
        return aside;
    }

    void resume(Running aside) {
        running = aside.session;
        afterReply.addAll(aside.afterReply);
    }

    boolean isRunning(ClientSession session) {
        return session == running;
    }

    /**
     * Sends the client what is no reply; nothing to one that neither has a link nor listens. After the reply, to the one
     * whose command runs.
     */
    void push(ClientSession to, Consumer<ReplySink> message) {
        ClientLink link = to.link();
        if (link == null) {
            pushInside(to, message);
            return;
        }
        if (to == running) afterReply.add(() -> send(to, link, message));
        else send(to, link, message);
    }

    private void send(ClientSession to, ClientLink link, Consumer<ReplySink> message) {
        link.push(message);
        dispatcher.memory().sent(to);
    }

    private void pushInside(ClientSession to, Consumer<ReplySink> message) {
        Consumer<Reply.Push> listener = to.pushes;
        if (listener == null) return;
        ReplyBuilder push = new ReplyBuilder();
        message.accept(push);
        if (push.take() instanceof Reply.Push p) dispatcher.post(() -> listener.accept(p));
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
     * CLIENT KILL: ends those for which {@code condition} holds and returns them. One that waits hears that there will be
     * no reply; the one whose command runs goes after its reply.
     */
    public List<ClientSession> end(Predicate<ClientSession> condition) {
        List<ClientSession> victims = new ArrayList<>();
        for (ClientSession s : byId.values()) if (condition.test(s)) victims.add(s);
        for (ClientSession victim : victims) {
            if (victim == running) victim.end();
            else end(victim);
        }
        return victims;
    }
}
