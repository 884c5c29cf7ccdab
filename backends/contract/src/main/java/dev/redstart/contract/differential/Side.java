package dev.redstart.contract.differential;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Route;
import dev.redstart.spi.Session;
import dev.redstart.spi.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the two backends: a session for each client that sends steps, and one more that looks at the outcome. */
final class Side implements AutoCloseable {

    /** The client that only looks. */
    static final int OBSERVER = Step.CLIENTS;

    /** Whatever a sequence may have left behind; the errors of those that do not apply do not matter. */
    private static final List<Request> CLEANING = List.of(
            Request.of("DISCARD"), Request.of("UNWATCH"), Request.of("SELECT").arg("0"));

    private final Transport transport;
    private final @Nullable Session[] sessions = new Session[Step.CLIENTS + 1];

    Side(Transport transport) {
        this.transport = transport;
    }

    /** An empty backend and fresh connections. */
    void reset() {
        for (int client = 0; client < sessions.length; client++) for (Request clean : CLEANING) call(client, clean);
        call(OBSERVER, Request.of("FLUSHALL"));
    }

    /** A call that brings no reply, but an exception, counts as an error that no backend answers with. */
    Reply call(int client, Request request) {
        try {
            Session session = sessions[client];
            if (session == null) sessions[client] = session = transport.pin(Route.ANY);
            return session.call(request);
        } catch (RuntimeException | Error e) {
            close(client);
            return new Reply.Error("NOREPLY " + (e instanceof RedisException ? e.getMessage() : e));
        }
    }

    private void close(int client) {
        Session session = sessions[client];
        sessions[client] = null;
        if (session != null) session.close();
    }

    @Override
    public void close() {
        for (int client = 0; client < sessions.length; client++) close(client);
    }

    @Override
    public String toString() {
        return transport.capabilities().backend() + " at "
                + transport.capabilities().node();
    }
}
