package dev.redstart;

import java.util.List;

/**
 * What the nodes of a cluster know of it. A node that is asked tells what it sees itself; other nodes may see it otherwise for
 * a while. All fail with {@code ERR This instance has cluster support disabled} on a server that is not of a cluster.
 */
@CommandFamily
final class ClusterFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<ClusterNode>> REPLICAS = Decoders.list(ClusterNode::decode);
    private static final Decoder<List<ClusterShard>> SHARDS = Decoders.list(ClusterShard::decode);
    private static final Decoder<List<ClusterSlots>> SLOTS = Decoders.list(ClusterSlots::decode);
    private static final Decoder<List<ClusterLink>> LINKS = Decoders.list(ClusterLink::decode);

    ClusterFamily(Types<K, V> types) {
        super(types);
    }

    /** How the cluster is doing. */
    Command<ClusterInfo> clusterInfo() {
        return read("CLUSTER", 1).word("INFO").returning(ClusterInfo::decode);
    }

    /** All nodes, the one that is asked included. */
    Command<List<ClusterNode>> clusterNodes() {
        return read("CLUSTER", 1).word("NODES").returning(ClusterNode::decodeLines);
    }

    /** All primaries with their slots and replicas. */
    Command<List<ClusterShard>> clusterShards() {
        return read("CLUSTER", 1).word("SHARDS").returning(SHARDS);
    }

    /** Who serves which slots; slots that nobody serves are not there. {@link #clusterShards} says more. */
    Command<List<ClusterSlots>> clusterSlots() {
        return read("CLUSTER", 1).word("SLOTS").returning(SLOTS);
    }

    /** The connections between the node and the others. */
    Command<List<ClusterLink>> clusterLinks() {
        return read("CLUSTER", 1).word("LINKS").returning(LINKS);
    }

    /** The node's id. */
    Command<String> clusterMyid() {
        return read("CLUSTER", 1).word("MYID").returning(Decoders.text());
    }

    /** The id of the node's shard, which its replicas share. Since Redis 7.2. */
    Command<String> clusterMyshardid() {
        return read("CLUSTER", 1).word("MYSHARDID").returning(Decoders.text());
    }

    /** The replicas of this node; an error when it is not known, or is none that has any. */
    Command<List<ClusterNode>> clusterReplicas(String nodeId) {
        return read("CLUSTER", 2).word("REPLICAS").text(nodeId).returning(REPLICAS);
    }

    /** How many other nodes have said that this one does not answer. */
    Command<Long> clusterCountFailureReports(String nodeId) {
        return read("CLUSTER", 2).word("COUNT-FAILURE-REPORTS").text(nodeId).returning(Decoders.integer());
    }

    /** The slot of a key, 0 to 16383. */
    Command<Long> clusterKeyslot(K key) {
        return read("CLUSTER", 2).word("KEYSLOT").field(key).returning(Decoders.integer());
    }

    /** How many keys of this slot the node itself has. */
    Command<Long> clusterCountkeysinslot(int slot) {
        return read("CLUSTER", 2).word("COUNTKEYSINSLOT").number(slot).returning(Decoders.integer());
    }

    /** Keys of this slot that the node itself has, at most so many. */
    Command<List<K>> clusterGetkeysinslot(int slot, int count) {
        return read("CLUSTER", 3)
                .word("GETKEYSINSLOT")
                .number(slot)
                .number(count)
                .returning(types.keys);
    }
}
