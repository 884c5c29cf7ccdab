package dev.redstart;

import org.jspecify.annotations.Nullable;

/**
 * What makes a cluster of nodes, and changes it. Each command speaks to one node and changes what that one knows, so open a
 * handle on the node itself ({@code redis://}): on a handle of the cluster any node might get it. All fail with
 * {@code ERR This instance has cluster support disabled} on a server that is not of a cluster.
 */
@CommandFamily
final class ClusterAdministrationFamily<K, V> extends Family<K, V> {

    ClusterAdministrationFamily(Types<K, V> types) {
        super(types);
    }

    /** The node serves these slots; none of them when one is served already, as far as it knows. At least one. */
    Command<@Nullable Void> clusterAddslots(int... slots) {
        return slots("ADDSLOTS", slots);
    }

    /** See {@link #clusterAddslots}. */
    Command<@Nullable Void> clusterAddslotsrange(SlotRange... ranges) {
        return ranges("ADDSLOTSRANGE", ranges);
    }

    /** The node knows nobody any more who serves these slots; an error when it knew of none for one of them. At least one. */
    Command<@Nullable Void> clusterDelslots(int... slots) {
        return slots("DELSLOTS", slots);
    }

    /** See {@link #clusterDelslots}. */
    Command<@Nullable Void> clusterDelslotsrange(SlotRange... ranges) {
        return ranges("DELSLOTSRANGE", ranges);
    }

    /** The node serves no slots any more; an error while it has keys. */
    Command<@Nullable Void> clusterFlushslots() {
        return cluster("FLUSHSLOTS", 1).returning(Decoders.ok());
    }

    /** This slot is on its way from this node to that one; keys that are gone already are asked for there. */
    Command<@Nullable Void> clusterSetslotMigrating(int slot, String nodeId) {
        return setslot(slot).word("MIGRATING").text(nodeId).returning(Decoders.ok());
    }

    /** This slot is on its way from that node to this one. */
    Command<@Nullable Void> clusterSetslotImporting(int slot, String nodeId) {
        return setslot(slot).word("IMPORTING").text(nodeId).returning(Decoders.ok());
    }

    /** This slot is served by that node: it has arrived. */
    Command<@Nullable Void> clusterSetslotNode(int slot, String nodeId) {
        return setslot(slot).word("NODE").text(nodeId).returning(Decoders.ok());
    }

    /** This slot is on its way no more; it stays where it was. */
    Command<@Nullable Void> clusterSetslotStable(int slot) {
        return setslot(slot).word("STABLE").returning(Decoders.ok());
    }

    /** Begins to make the nodes there and here one cluster; {@code host} is an address, not a name. */
    Command<@Nullable Void> clusterMeet(String host, int port) {
        return cluster("MEET", 3).text(host).number(port).returning(Decoders.ok());
    }

    /** As {@link #clusterMeet(String, int)}, where nodes do not talk at {@code port} + 10000. */
    Command<@Nullable Void> clusterMeet(String host, int port, int busPort) {
        return cluster("MEET", 4).text(host).number(port).number(busPort).returning(Decoders.ok());
    }

    /** Removes that node from what this one knows, and for a minute lets others not bring it back. */
    Command<@Nullable Void> clusterForget(String nodeId) {
        return cluster("FORGET", 2).text(nodeId).returning(Decoders.ok());
    }

    /** Makes the node a replica of that one; it must be empty and without slots, unless it is a replica already. */
    Command<@Nullable Void> clusterReplicate(String nodeId) {
        return cluster("REPLICATE", 2).text(nodeId).returning(Decoders.ok());
    }

    /** Begins to make the node, a replica, the primary, and its primary a replica, without losing a write. */
    Command<@Nullable Void> clusterFailover() {
        return cluster("FAILOVER", 1).returning(Decoders.ok());
    }

    /** As {@link #clusterFailover()} without asking the primary: writes may be lost. */
    Command<@Nullable Void> clusterFailover(ClusterFailoverMode mode) {
        return cluster("FAILOVER", 2).word(mode.name()).returning(Decoders.ok());
    }

    /** The node leaves its cluster ({@link ClusterResetMode#SOFT}). A replica loses its data; a primary must have none. */
    Command<@Nullable Void> clusterReset() {
        return cluster("RESET", 1).returning(Decoders.ok());
    }

    /** See {@link #clusterReset()}. */
    Command<@Nullable Void> clusterReset(ClusterResetMode mode) {
        return cluster("RESET", 2).word(mode.name()).returning(Decoders.ok());
    }

    /** Writes what the node knows of its cluster into its file; it does so by itself, too. */
    Command<@Nullable Void> clusterSaveconfig() {
        return cluster("SAVECONFIG", 1).returning(Decoders.ok());
    }

    /** Sets the epoch of a new node, which knows no other one and has none yet. */
    Command<@Nullable Void> clusterSetConfigEpoch(long epoch) {
        return cluster("SET-CONFIG-EPOCH", 2).number(epoch).returning(Decoders.ok());
    }

    /** Makes the node's epoch the greatest; {@code BUMPED 7}, or {@code STILL 7} when it was already. */
    Command<String> clusterBumpepoch() {
        return cluster("BUMPEPOCH", 1).returning(Decoders.text());
    }

    private Command<@Nullable Void> slots(String subcommand, int... slots) {
        if (slots.length == 0) throw new IllegalArgumentException("needs at least one slot");
        CommandBuilder<K, V> command = cluster(subcommand, 1 + slots.length);
        for (int slot : slots) command.number(slot);
        return command.returning(Decoders.ok());
    }

    private Command<@Nullable Void> ranges(String subcommand, SlotRange... ranges) {
        if (ranges.length == 0) throw new IllegalArgumentException("needs at least one range of slots");
        CommandBuilder<K, V> command = cluster(subcommand, 1 + 2 * ranges.length);
        for (SlotRange range : ranges) command.number(range.first()).number(range.last());
        return command.returning(Decoders.ok());
    }

    private CommandBuilder<K, V> setslot(int slot) {
        return cluster("SETSLOT", 4).number(slot);
    }

    private CommandBuilder<K, V> cluster(String subcommand, int arguments) {
        return write("CLUSTER", arguments).word(subcommand);
    }
}
