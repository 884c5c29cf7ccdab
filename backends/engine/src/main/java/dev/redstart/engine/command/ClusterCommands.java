package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Cluster;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.CommandFunction;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.spi.server.cluster.KeySlot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * CLUSTER of a node that is alone: what it says about itself, and the keys of a slot. {@link ClusterSlots} changes which
 * slots it serves. Keys are not kept by slot: to count those of one takes a look at all, O(keys).
 */
final class ClusterCommands {

    private static final String TELLS = "stale";
    private static final String TELLS_ALWAYS = "loading stale";
    private static final String ADMIN = "admin stale";

    private static final List<Command> OWN = List.of(
            of("CLUSTER COUNT-FAILURE-REPORTS", 3, ADMIN, ClusterCommands::failureReports),
            of("CLUSTER COUNTKEYSINSLOT", 3, TELLS, ClusterCommands::countKeysInSlot),
            of("CLUSTER GETKEYSINSLOT", 4, TELLS, ClusterCommands::getKeysInSlot),
            of("CLUSTER INFO", 2, TELLS, ClusterCommands::info),
            of("CLUSTER KEYSLOT", 3, TELLS, call -> call.reply().integer(KeySlot.of(call.arg(1)))),
            of("CLUSTER LINKS", 2, TELLS, call -> call.reply().array(0)),
            of("CLUSTER MYID", 2, TELLS, call -> call.reply().blob(cluster(call).id())),
            of("CLUSTER MYSHARDID", 2, TELLS, call -> call.reply()
                    .blob(cluster(call).shardId())),
            of("CLUSTER NODES", 2, TELLS, call -> new ClusterNode(call).replyLine()),
            of("CLUSTER REPLICAS", 3, ADMIN, ClusterCommands::replicas),
            of("CLUSTER SHARDS", 2, TELLS_ALWAYS, call -> new ClusterNode(call).replyShard()),
            of("CLUSTER SLAVES", 3, ADMIN, ClusterCommands::replicas),
            of("CLUSTER SLOTS", 2, TELLS_ALWAYS, call -> new ClusterNode(call).replySlots()),
            of(
                    "CLUSTER HELP",
                    2,
                    TELLS_ALWAYS,
                    call -> Help.reply(
                            call,
                            "CLUSTER",
                            "COUNTKEYSINSLOT <slot>",
                            "    How many keys are in <slot>.",
                            "GETKEYSINSLOT <slot> <count>",
                            "    Up to <count> of them.",
                            "INFO",
                            "    The state of the cluster.",
                            "KEYSLOT <key>",
                            "    The slot that <key> is in.",
                            "MYID",
                            "    The id of this node.",
                            "MYSHARDID",
                            "    The id of its shard.",
                            "NODES",
                            "    A line for each node.",
                            "REPLICAS <node-id>",
                            "    The replicas of that node.",
                            "SLOTS",
                            "    Ranges of slots, and who serves them.",
                            "SHARDS",
                            "    The same by shard.",
                            "ADDSLOTS <slot> [<slot> ...]",
                            "    Has this node serve these.",
                            "ADDSLOTSRANGE <start slot> <end slot> [<start slot> <end slot> ...]",
                            "    The same for ranges.",
                            "BUMPEPOCH",
                            "    Advances the epoch of the configuration.",
                            "COUNT-FAILURE-REPORTS <node-id>",
                            "    How many nodes hold that one for dead.",
                            "DELSLOTS <slot> [<slot> ...]",
                            "    Has this node serve these no longer.",
                            "DELSLOTSRANGE <start slot> <end slot> [<start slot> <end slot> ...]",
                            "    The same for ranges.",
                            "FAILOVER [FORCE|TAKEOVER]",
                            "    Makes a replica the master.",
                            "FORGET <node-id>",
                            "    Takes that node out of the cluster.",
                            "FLUSHSLOTS",
                            "    Has this node serve no slot.",
                            "MEET <ip> <port> [<bus-port>]",
                            "    Joins another node; there is no bus, so nothing follows.",
                            "REPLICATE <node-id>",
                            "    Makes this node a replica of that one.",
                            "RESET [HARD|SOFT]",
                            "    Makes this node as it was at first (default: soft).",
                            "SET-CONFIG-EPOCH <epoch>",
                            "    Sets the epoch of the configuration.",
                            "SETSLOT <slot> (IMPORTING <node-id>|MIGRATING <node-id>|STABLE|NODE <node-id>)",
                            "    Moves a slot.",
                            "SAVECONFIG",
                            "    Writes the configuration of the cluster.",
                            "LINKS",
                            "    The links to other nodes.")));

    static final List<Command> COMMANDS = List.of(
            Command.container("CLUSTER", all()),
            of("ASKING", 1, "fast", call -> call.reply().ok()),
            of("READONLY", 1, "loading stale fast", call -> call.reply().ok()),
            of("READWRITE", 1, "loading stale fast", call -> call.reply().ok()));

    static final CommandError NO_CLUSTER = Errors.of("ERR This instance has cluster support disabled");
    private static final CommandError NO_SUCH_SLOT = Errors.of("ERR Invalid slot");
    private static final CommandError BAD_SLOT_OR_COUNT = Errors.of("ERR Invalid slot or number of keys");

    private ClusterCommands() {}

    private static Command[] all() {
        List<Command> all = new ArrayList<>(OWN);
        all.addAll(ClusterSlots.COMMANDS);
        return all.toArray(Command[]::new);
    }

    /** A row of a command that an engine refuses that is no cluster. */
    static Command of(String name, int arity, String flags, CommandFunction function) {
        return Command.of(name, arity, flags, NONE, call -> {
            cluster(call);
            function.run(call);
        });
    }

    /** The cluster that the engine is; an error when it is none. */
    static Cluster cluster(Call call) {
        Cluster cluster = call.dispatcher().cluster();
        if (!cluster.isEnabled()) throw NO_CLUSTER;
        return cluster;
    }

    /** Whether it is this node; the one argument is the id of a node, and there is no other. */
    static void checkSelf(Call call, int i) {
        String id = new String(call.arg(i), StandardCharsets.UTF_8);
        if (!id.equals(cluster(call).id())) throw Errors.of("ERR Unknown node " + id);
    }

    private static void failureReports(Call call) {
        checkSelf(call, 1);
        call.reply().integer(0);
    }

    private static void replicas(Call call) {
        checkSelf(call, 1);
        call.reply().array(0);
    }

    private static void countKeysInSlot(Call call) {
        long slot = call.integer(1);
        if (slot < 0 || slot >= KeySlot.COUNT) throw NO_SUCH_SLOT;
        call.reply().integer(keys(call, slot).size());
    }

    private static void getKeysInSlot(Call call) {
        long slot = call.integer(1);
        long most = call.integer(2);
        if (slot < 0 || slot >= KeySlot.COUNT || most < 0) throw BAD_SLOT_OR_COUNT;
        List<byte[]> keys = keys(call, slot);
        int shown = (int) Math.min(most, keys.size());
        call.reply().array(shown);
        for (byte[] key : keys.subList(0, shown)) call.reply().blob(key);
    }

    private static List<byte[]> keys(Call call, long slot) {
        List<byte[]> keys = new ArrayList<>();
        call.db().forEach((key, value) -> {
            if (KeySlot.of(key) == slot) keys.add(key);
        });
        return keys;
    }

    private static void info(Call call) {
        Cluster cluster = cluster(call);
        int served = cluster.served();
        InfoText text = new InfoText();
        text.line("cluster_state", cluster.isUp() ? "ok" : "fail");
        text.line("cluster_slots_assigned", served);
        text.line("cluster_slots_ok", served);
        text.line("cluster_slots_pfail", 0);
        text.line("cluster_slots_fail", 0);
        text.line("cluster_known_nodes", 1);
        text.line("cluster_size", served == 0 ? 0 : 1);
        text.line("cluster_current_epoch", cluster.epoch());
        text.line("cluster_my_epoch", cluster.epoch());
        text.line("cluster_stats_messages_sent", 0);
        text.line("cluster_stats_messages_received", 0);
        text.line("total_cluster_links_buffer_limit_exceeded", 0);
        call.reply().verbatim("txt", text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
