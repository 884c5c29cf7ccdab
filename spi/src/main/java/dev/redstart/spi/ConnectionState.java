package dev.redstart.spi;

import java.util.Locale;
import java.util.Set;

/**
 * Which commands change the state of their connection, and what state a connection is in after those it has seen. The one
 * place that names them: the API refuses them outside a session, and drivers ask it whether a connection may go back into
 * the pool. Not thread-safe: belongs to its {@link Session}.
 */
public final class ConnectionState {

    private static final Set<String> TRANSACTION = Set.of("WATCH", "UNWATCH", "MULTI", "EXEC", "DISCARD");

    /** Whole commands that leave a connection different from a fresh one. */
    private static final Set<String> LASTING =
            Set.of("SELECT", "AUTH", "HELLO", "RESET", "QUIT", "READONLY", "READWRITE", "SYNC", "PSYNC", "REPLCONF");

    /** A cluster's word that the next command comes by an ASK redirection: it holds for that one. */
    private static final String ASKING = "ASKING";

    /** Subcommands of CLIENT that do; the others look at connections or act on others'. */
    private static final Set<String> LASTING_CLIENT =
            Set.of("REPLY", "TRACKING", "CACHING", "SETNAME", "SETINFO", "NO-EVICT", "NO-TOUCH");

    /** These end the dialogue of request and reply; not even a session may send them. */
    private static final Set<String> STREAMING = Set.of(
            "SUBSCRIBE",
            "PSUBSCRIBE",
            "SSUBSCRIBE",
            "UNSUBSCRIBE",
            "PUNSUBSCRIBE",
            "SUNSUBSCRIBE",
            "MONITOR",
            "SYNC",
            "PSYNC");

    private boolean watching;
    private boolean queueing;
    private boolean altered;
    private boolean asking;

    /** Whether the request changes the state of its connection, and so needs a session. */
    public static boolean isChangedBy(Request request) {
        String name = request.name();
        return TRANSACTION.contains(name) || name.equals(ASKING) || isLasting(request) || STREAMING.contains(name);
    }

    /** Whether the request turns its connection into a stream of messages: such have an API of their own. */
    public static boolean isStreaming(Request request) {
        return STREAMING.contains(request.name()) || isClient(request, Set.of("REPLY"));
    }

    private static boolean isLasting(Request request) {
        return LASTING.contains(request.name()) || isClient(request, LASTING_CLIENT);
    }

    private static boolean isClient(Request request, Set<String> subcommands) {
        if (!request.name().equals("CLIENT") || request.arguments().length == 0) return false;
        String subcommand = new String(request.arguments()[0], java.nio.charset.StandardCharsets.UTF_8);
        return subcommands.contains(subcommand.toUpperCase(Locale.ROOT));
    }

    /** Notes that the connection got this reply to this request. */
    public void after(Request request, Reply reply) {
        boolean failed = reply instanceof Reply.Error;
        asking = request.name().equals(ASKING) && !failed;
        switch (request.name()) {
            case "WATCH" -> watching |= !failed;
            case "UNWATCH" -> watching = watching && failed;
            case "MULTI" -> queueing |= !failed;
            case "EXEC", "DISCARD" -> {
                // EXEC that fails with EXECABORT has ended the transaction, too; "without MULTI" changes nothing.
                watching = watching && failed && !queueing;
                queueing = false;
            }
            default -> {
                if (isLasting(request) && !failed) altered = true;
            }
        }
    }

    /** Whether commands are being queued for {@code EXEC}. */
    public boolean isQueueing() {
        return queueing;
    }

    /** Whether keys are being watched. */
    public boolean isWatching() {
        return watching;
    }

    /** Whether the connection is as a fresh one and may serve somebody else. */
    public boolean isClean() {
        return !watching && !queueing && !altered && !asking;
    }
}
