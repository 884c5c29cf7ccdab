package dev.redstart.spi.server;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Resources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said first on a connection, in one flush: protocol, user, name, database. The libraries' own greetings also
 * introduce the library ({@code CLIENT SETINFO}), which Redis before 7.2 does not know; ours does not. Holds a password: to
 * be used once and forgotten.
 */
public final class ServerGreeting {

    private static final Request PING = Request.of("PING");

    private final ServerSettings settings;
    private final Resources.@Nullable Credentials who;

    private ServerGreeting(ServerSettings settings, Resources.@Nullable Credentials who) {
        this.settings = settings;
        this.who = who;
    }

    /**
     * For one connection: asks the provider of credentials.
     *
     * @throws RedisConnectionException when the provider fails
     */
    public static ServerGreeting of(ServerSettings settings) {
        return new ServerGreeting(settings, askCredentials(settings));
    }

    /** What to send, in one flush; at least one request. */
    public List<Request> requests() {
        List<Request> steps = settings.resp3() ? hello() : auth();
        if (settings.database() != 0) steps.add(Request.of("SELECT").arg(settings.database()));
        if (settings.readOnly()) steps.add(Request.of("READONLY"));
        // A server that wants a password says so only when asked something.
        if (steps.isEmpty()) steps.add(PING);
        return steps;
    }

    /**
     * Looks at one answer.
     *
     * @throws RedisReplyException when the server does not let us in
     * @throws RedisConfigException when it does not speak our protocol
     */
    public void check(Request step, Reply reply) {
        if (reply instanceof Reply.Error error) refuse(step, error);
    }

    private static Resources.@Nullable Credentials askCredentials(ServerSettings settings) {
        try {
            return settings.credentials().get();
        } catch (RedisException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RedisConnectionException(
                    "the provider of credentials failed", settings.origin("AUTH"), Phase.NOT_SENT, e);
        }
    }

    /** One command for all; it may be sent by users whose rules allow nothing else. */
    private List<Request> hello() {
        Request hello = Request.of("HELLO").arg(3);
        if (who != null)
            hello = hello.arg("AUTH")
                    .arg(who.user() == null ? "default" : who.user())
                    .arg(who.password());
        if (settings.clientName() != null) hello = hello.arg("SETNAME").arg(settings.clientName());
        return new ArrayList<>(List.of(hello));
    }

    private List<Request> auth() {
        List<Request> steps = new ArrayList<>();
        if (who != null) {
            // Servers before 6 have no users, and AUTH with one argument only.
            Request auth = Request.of("AUTH");
            steps.add((who.user() == null ? auth : auth.arg(who.user())).arg(who.password()));
        }
        if (settings.clientName() != null)
            steps.add(Request.of("CLIENT").arg("SETNAME").arg(settings.clientName()));
        return steps;
    }

    private void refuse(Request step, Reply.Error error) {
        // Whoever may not PING is in nevertheless; and into a server that runs a script, to end it.
        if (step == PING && (error.code().equals("NOPERM") || error.code().equals("BUSY"))) return;
        String text = error.message();
        if (step.name().equals("HELLO") && (text.startsWith("NOPROTO") || text.startsWith("ERR unknown command")))
            throw new RedisConfigException("the server at " + settings.node()
                    + " does not speak RESP3 (Redis before 6); add protocol=resp2 to the URL");
        // Old servers repeat the arguments of a command that they do not know.
        if (who != null && !who.password().isEmpty()) text = text.replace(who.password(), "***");
        throw new RedisReplyException(new Reply.Error(text), settings.origin(step.name()));
    }
}
