package dev.redstart.spi.server;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Phase;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Subscriptions.Kind;
import dev.redstart.spi.UnsupportedCommandException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What client and server say to one another on the connection of one subscription, whatever the protocol: messages are
 * pushes in RESP3, arrays in RESP2, lines of text from MONITOR. Stateless but for its subscription; thread-safe.
 */
public final class SubscriptionDialogue {

    /** Asks whether the server is there. The PING of a MONITOR shows up in its own stream; by its word we know it. */
    public static final Request HEARTBEAT = Request.of("PING").arg("redstart-heartbeat");

    private static final String HEARTBEAT_WORD = "redstart-heartbeat";
    private static final String HEARTBEAT_LINE = "\"PING\" \"" + HEARTBEAT_WORD + "\"";
    private static final byte[] MONITORED = {};

    private final Subscriptions subscriptions;

    public SubscriptionDialogue(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** What something that was heard means. */
    public enum Heard {
        /** The server has confirmed one name (or the MONITOR). */
        CONFIRMED,
        /** A message, which the listener has got. */
        MESSAGE,
        /** The server took a name back (a slot that moved): only a fresh start is sure to have them all. */
        TAKEN_BACK,
        /** The answer to a heartbeat. */
        ALIVE,
        /** Something shaped as no message is. */
        MALFORMED
    }

    /** Why the server cannot be asked for it; null when it can. Asks the server for its version the first time. */
    public @Nullable UnsupportedCommandException refusal(ServerSettings settings, Capabilities capabilities) {
        if (subscriptions.kind() != Kind.SHARD || capabilities.has(Feature.SHARDED_PUBSUB)) return null;
        String name = command().name();
        return new UnsupportedCommandException(
                name + " needs Redis 7.0, this is " + capabilities.redisVersion(),
                settings.origin(name),
                Phase.NOT_SENT);
    }

    /** The command that subscribes to all names. */
    public Request command() {
        Request request = Request.of(
                switch (subscriptions.kind()) {
                    case CHANNEL -> "SUBSCRIBE";
                    case PATTERN -> "PSUBSCRIBE";
                    case SHARD -> "SSUBSCRIBE";
                    case MONITOR -> "MONITOR";
                });
        for (byte[] name : subscriptions.names()) request = request.arg(name);
        return request;
    }

    /** How many {@link Heard#CONFIRMED} make it complete; messages for the first names may come in between. */
    public int confirmations() {
        return Math.max(1, subscriptions.names().size());
    }

    /** Takes what the server sent, which is no error; a message goes to the listener at once. */
    public Heard hear(Reply reply, SubscriptionListener listener) {
        if (subscriptions.kind() == Kind.MONITOR) return hearLine(reply, listener);
        List<Reply> parts = parts(reply);
        return switch (kind(reply)) {
            case "subscribe", "psubscribe", "ssubscribe" -> Heard.CONFIRMED;
            case "unsubscribe", "punsubscribe", "sunsubscribe" -> Heard.TAKEN_BACK;
            case "message", "smessage" -> {
                if (parts.size() != 2) yield Heard.MALFORMED;
                ServerFailures.tell(() -> listener.onMessage(null, bytes(parts.get(0)), bytes(parts.get(1))));
                yield Heard.MESSAGE;
            }
            case "pmessage" -> {
                if (parts.size() != 3) yield Heard.MALFORMED;
                ServerFailures.tell(
                        () -> listener.onMessage(bytes(parts.get(0)), bytes(parts.get(1)), bytes(parts.get(2))));
                yield Heard.MESSAGE;
            }
            default -> Heard.ALIVE;
        };
    }

    /** Some libraries give a line as a bulk string. */
    private static Heard hearLine(Reply reply, SubscriptionListener listener) {
        byte[] line = bytes(reply);
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.equals("OK")) return Heard.CONFIRMED;
        if (text.isEmpty() || text.equals(HEARTBEAT_WORD) || text.endsWith(HEARTBEAT_LINE)) return Heard.ALIVE;
        ServerFailures.tell(() -> listener.onMessage(null, MONITORED, line));
        return Heard.MESSAGE;
    }

    /** {@code message}, {@code subscribe}, ...; empty for what is neither push nor array. */
    private static String kind(Reply reply) {
        if (reply instanceof Reply.Push push) return push.kind();
        if (reply instanceof Reply.Array array && !array.elements().isEmpty())
            return new String(bytes(array.elements().get(0)), StandardCharsets.UTF_8);
        return "";
    }

    private static List<Reply> parts(Reply reply) {
        if (reply instanceof Reply.Push push) return push.elements();
        return reply instanceof Reply.Array array && !array.elements().isEmpty()
                ? array.elements().subList(1, array.elements().size())
                : List.of();
    }

    private static byte[] bytes(Reply reply) {
        if (reply instanceof Reply.Blob blob) return blob.value();
        return reply instanceof Reply.Text text ? text.value().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
}
