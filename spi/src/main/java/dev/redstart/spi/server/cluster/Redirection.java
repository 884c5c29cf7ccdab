package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Reply;
import org.jspecify.annotations.Nullable;

/**
 * A node's answer that another one serves the slot: {@code MOVED 866 host:port} for good, {@code ASK 866 host:port} for
 * this one command, which is then to come after {@code ASKING} on the same connection. The command was not executed.
 *
 * @param node where to; without a host in the answer (the server does not know its own name) the host that answered
 */
record Redirection(Kind kind, int slot, Endpoint.Node node) {

    enum Kind {
        MOVED,
        ASK
    }

    /** What {@code reply} of {@code from} says; null when it is no redirection, or none that can be followed. */
    static @Nullable Redirection in(Reply reply, Endpoint.Node from) {
        if (!(reply instanceof Reply.Error error)) return null;
        String[] words = error.message().split(" ");
        if (words.length != 3) return null;
        Kind kind =
                switch (words[0]) {
                    case "MOVED" -> Kind.MOVED;
                    case "ASK" -> Kind.ASK;
                    default -> null;
                };
        if (kind == null) return null;
        // An IPv6 address stands there without brackets: the port is behind the last colon.
        int colon = words[2].lastIndexOf(':');
        if (colon < 0) return null;
        try {
            int slot = Integer.parseInt(words[1]);
            int port = Integer.parseInt(words[2].substring(colon + 1));
            if (slot < 0 || slot >= KeySlot.COUNT || port < 1 || port > 65535) return null;
            String host = words[2].substring(0, colon);
            return new Redirection(kind, slot, new Endpoint.Node(host.isEmpty() ? from.host() : host, port));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
