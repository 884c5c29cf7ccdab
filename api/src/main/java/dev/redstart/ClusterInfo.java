package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Collections;
import java.util.Map;

/**
 * How a cluster is doing, as one of its nodes sees it.
 *
 * @param state         {@code ok}, or {@code fail}: it does not serve all slots
 * @param slotsAssigned slots that have a node
 * @param slotsOk       slots whose node is fine
 * @param knownNodes    nodes that this one knows, those that are gone included
 * @param size          primaries with at least one slot
 * @param currentEpoch  the latest epoch that this one has heard of
 * @param fields        everything as it came; in the order of the server
 */
public record ClusterInfo(
        String state,
        int slotsAssigned,
        int slotsOk,
        int knownNodes,
        int size,
        long currentEpoch,
        Map<String, String> fields) {

    static ClusterInfo decode(Reply reply) {
        Map<String, String> fields = Fields.inText(Decoders.string(reply), "\r?\n", ':');
        String state = fields.get("cluster_state");
        if (state == null) throw new UnexpectedReply("a cluster's state", reply);
        return new ClusterInfo(
                state,
                (int) number(fields, "cluster_slots_assigned"),
                (int) number(fields, "cluster_slots_ok"),
                (int) number(fields, "cluster_known_nodes"),
                (int) number(fields, "cluster_size"),
                number(fields, "cluster_current_epoch"),
                Collections.unmodifiableMap(fields));
    }

    private static long number(Map<String, String> fields, String name) {
        return Fields.number(fields.get(name)).orElse(0);
    }

    public boolean isOk() {
        return state.equals("ok");
    }
}
