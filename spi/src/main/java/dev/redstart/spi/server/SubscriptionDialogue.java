package dev.redstart.spi.server;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.SubscriptionListener;
import dev.redstart.spi.Subscriptions;
import dev.redstart.spi.Subscriptions.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What client and server say to one another on the connection of one subscription, whatever the protocol: messages are
 * pushes in RESP3, arrays in RESP2, lines of text from MONITOR. Stateless but for its subscription; thread-safe.
 */
public final class SubscriptionDialogue {

    /** Asks whether the server is there. The PING of a MONITOR shows up in its own stream; by its word we know it. */
    public static final Request HEARTBEAT = Request.of("PING").arg("redstart-heartbeat");

    private static final String HEARTBEAT_LINE = "\"PING\" \"redstart-heartbeat\"";
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
        if (reply == Reply.OK) return Heard.CONFIRMED;
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

    private static Heard hearLine(Reply reply, SubscriptionListener listener) {
        if (!(reply instanceof Reply.Text line) || line.value().endsWith(HEARTBEAT_LINE)) return Heard.ALIVE;
        byte[] body = line.value().getBytes(StandardCharsets.UTF_8);
        ServerFailures.tell(() -> listener.onMessage(null, MONITORED, body));
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
