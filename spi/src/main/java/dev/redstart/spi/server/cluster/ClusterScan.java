package dev.redstart.spi.server.cluster;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code SCAN} over all primaries, one after the other in the order of their addresses. The cursor is the node's own and
 * the node: {@code 288@127.0.0.1:7000}; {@code 0} begins and ends as ever. What Redis promises of a scan holds as long as
 * no slot moves; a node that is no primary any more ends the scan with an error, never in silence.
 */
final class ClusterScan {

    private static final Comparator<Endpoint.Node> ORDER = Comparator.comparing(Endpoint.Node::toString);

    private ClusterScan() {}

    /** Where the next page is, or null when the request is not to be understood: the server will say why. */
    static @Nullable Plan plan(Request request, List<Endpoint.Node> primaries) {
        if (request.arguments().length == 0) return null;
        List<Endpoint.Node> nodes = primaries.stream().sorted(ORDER).toList();
        String cursor = text(request.arguments()[0]);
        int at = cursor.indexOf('@');
        if (at < 0) return cursor.equals("0") ? page(request, "0", nodes, 0) : null;
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).toString().equals(cursor.substring(at + 1)))
                return page(request, cursor.substring(0, at), nodes, i);
        }
        return Plan.of(
                Errand.anywhere(Request.of("PING")),
                reply -> new Reply.Error(
                        "ERR the node of this cursor is no primary of the cluster any more; begin the scan again"));
    }

    private static Plan page(Request request, String cursor, List<Endpoint.Node> nodes, int index) {
        byte[][] arguments = request.arguments();
        Request.Builder page = Request.read("SCAN", arguments.length).arg(bytes(cursor));
        for (int i = 1; i < arguments.length; i++) page.arg(arguments[i]);
        return Plan.of(Errand.to(nodes.get(index), page.build()), reply -> withNode(reply, nodes, index));
    }

    private static Reply withNode(Reply reply, List<Endpoint.Node> nodes, int index) {
        if (!(reply instanceof Reply.Array array) || array.elements().size() != 2) return reply;
        Reply first = array.elements().get(0);
        String cursor = first instanceof Reply.Blob blob
                ? text(blob.value())
                : first instanceof Reply.Text text ? text.value() : "0";
        return Reply.array(
                Reply.blob(next(cursor, nodes, index)), array.elements().get(1));
    }

    private static String next(String cursor, List<Endpoint.Node> nodes, int index) {
        if (!cursor.equals("0")) return cursor + "@" + nodes.get(index);
        return index + 1 < nodes.size() ? "0@" + nodes.get(index + 1) : "0";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
