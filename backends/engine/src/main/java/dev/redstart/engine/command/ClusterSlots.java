package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Cluster;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.structure.Numbers;
import dev.redstart.spi.server.cluster.KeySlot;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** CLUSTER: which slots the node serves, and what joins nodes, which leads nowhere here. */
final class ClusterSlots {

    private static final String ADMIN = "admin stale no_async_loading";

    static final List<Command> COMMANDS = List.of(
            ClusterCommands.of("CLUSTER ADDSLOTS", -3, ADMIN, call -> serve(call, singles(call, true), true)),
            ClusterCommands.of("CLUSTER ADDSLOTSRANGE", -4, ADMIN, call -> serve(call, ranges(call, true), true)),
            ClusterCommands.of("CLUSTER BUMPEPOCH", 2, ADMIN, ClusterSlots::bumpEpoch),
            ClusterCommands.of("CLUSTER DELSLOTS", -3, ADMIN, call -> serve(call, singles(call, false), false)),
            ClusterCommands.of("CLUSTER DELSLOTSRANGE", -4, ADMIN, call -> serve(call, ranges(call, false), false)),
            ClusterCommands.of("CLUSTER FAILOVER", -2, ADMIN, ClusterSlots::failover),
            ClusterCommands.of("CLUSTER FLUSHSLOTS", 2, ADMIN, ClusterSlots::flushSlots),
            ClusterCommands.of("CLUSTER FORGET", 3, ADMIN, ClusterSlots::forget),
            ClusterCommands.of("CLUSTER MEET", -4, ADMIN, ClusterSlots::meet),
            ClusterCommands.of("CLUSTER REPLICATE", 3, ADMIN, ClusterSlots::replicate),
            ClusterCommands.of("CLUSTER RESET", -2, "admin noscript stale", ClusterSlots::reset),
            ClusterCommands.of(
                    "CLUSTER SAVECONFIG", 2, ADMIN, call -> call.reply().ok()),
            ClusterCommands.of("CLUSTER SET-CONFIG-EPOCH", 3, ADMIN, ClusterSlots::setEpoch),
            ClusterCommands.of("CLUSTER SETSLOT", -4, ADMIN, ClusterSlots::setSlot));

    private static final CommandError SELF_FORGOTTEN = Errors.of("ERR I tried hard but I can't forget myself...");
    private static final CommandError SELF_REPLICATED = Errors.of("ERR Can't replicate myself");
    private static final CommandError NO_SUCH_SLOT = Errors.of("ERR Invalid or out of range slot");
    private static final CommandError NOT_EMPTY = Errors.of("ERR DB must be empty to perform CLUSTER FLUSHSLOTS.");
    private static final CommandError NOT_EMPTY_TO_RESET =
            Errors.of("ERR CLUSTER RESET can't be called with master nodes containing keys");
    private static final CommandError NO_REPLICA = Errors.of("ERR You should send CLUSTER FAILOVER to a replica");
    private static final CommandError BAD_SETSLOT =
            Errors.of("ERR Invalid CLUSTER SETSLOT action or number of arguments. Try CLUSTER HELP");
    private static final int MAX_PORT = 65_535;
    private static final int BUS_OFFSET = 10_000;

    private ClusterSlots() {}

    private static int slot(Call call, int i) {
        byte[] arg = call.arg(i);
        long slot = Numbers.isLong(arg) ? Numbers.parseLong(arg) : -1;
        if (slot < 0 || slot >= KeySlot.COUNT) throw NO_SUCH_SLOT;
        return (int) slot;
    }

    private static void take(Call call, BitSet named, int slot, boolean free) {
        boolean served = ClusterCommands.cluster(call).slots().get(slot);
        if (free && served) throw Errors.of("ERR Slot " + slot + " is already busy");
        if (!free && !served) throw Errors.of("ERR Slot " + slot + " is already unassigned");
        if (named.get(slot)) throw Errors.of("ERR Slot " + slot + " specified multiple times");
        named.set(slot);
    }

    /** The slots named, which have to be {@code free}, or all served. */
    private static BitSet singles(Call call, boolean free) {
        BitSet named = new BitSet(KeySlot.COUNT);
        for (int i = 1; i < call.count(); i++) slot(call, i);
        for (int i = 1; i < call.count(); i++) take(call, named, slot(call, i), free);
        return named;
    }

    /** The same for first slots and last slots in turn. */
    private static BitSet ranges(Call call, boolean free) {
        if (call.count() % 2 == 0) throw Errors.wrongArity(call.command().name());
        BitSet named = new BitSet(KeySlot.COUNT);
        for (int i = 1; i < call.count(); i += 2) {
            int first = slot(call, i);
            int last = slot(call, i + 1);
            if (first > last)
                throw Errors.of("ERR start slot number " + first + " is greater than end slot number " + last);
            for (int slot = first; slot <= last; slot++) take(call, named, slot, free);
        }
        return named;
    }

    private static void serve(Call call, BitSet slots, boolean served) {
        ClusterCommands.cluster(call).serve(slots, served);
        call.reply().ok();
    }

    private static void flushSlots(Call call) {
        if (call.db().size() != 0) throw NOT_EMPTY;
        serve(call, ClusterCommands.cluster(call).slots(), false);
    }

    private static void setSlot(Call call) {
        Cluster cluster = ClusterCommands.cluster(call);
        int slot = slot(call, 1);
        boolean served = cluster.slots().get(slot);
        if (call.is(2, "STABLE") && call.count() == 3) {
            // Nothing moves, so everything is.
        } else if (call.is(2, "NODE") && call.count() == 4) {
            ClusterCommands.checkSelf(call, 3);
            BitSet one = new BitSet();
            one.set(slot);
            cluster.serve(one, true);
        } else if (call.is(2, "MIGRATING") && call.count() == 4) {
            if (!served) throw Errors.of("ERR I'm not the owner of hash slot " + slot);
            checkKnown(call, cluster);
        } else if (call.is(2, "IMPORTING") && call.count() == 4) {
            if (served) throw Errors.of("ERR I'm already the owner of hash slot " + slot);
            checkKnown(call, cluster);
        } else {
            throw BAD_SETSLOT;
        }
        call.reply().ok();
    }

    private static void checkKnown(Call call, Cluster cluster) {
        String id = text(call, 3);
        if (!id.equals(cluster.id())) throw Errors.of("ERR I don't know about node " + id);
    }

    private static String text(Call call, int i) {
        return new String(call.arg(i), StandardCharsets.UTF_8);
    }

    private static void bumpEpoch(Call call) {
        Cluster cluster = ClusterCommands.cluster(call);
        // The only node has the greatest epoch, once it has one.
        boolean bumps = cluster.epoch() == 0;
        if (bumps) cluster.epoch(1);
        call.reply().text((bumps ? "BUMPED " : "STILL ") + cluster.epoch());
    }

    private static void setEpoch(Call call) {
        Cluster cluster = ClusterCommands.cluster(call);
        long epoch = call.integer(1);
        if (epoch < 0) throw Errors.of("ERR Invalid config epoch specified: " + epoch);
        if (cluster.epoch() != 0) throw Errors.of("ERR Node config epoch is already non-zero");
        cluster.epoch(epoch);
        call.reply().ok();
    }

    private static void forget(Call call) {
        ClusterCommands.checkSelf(call, 1);
        throw SELF_FORGOTTEN;
    }

    private static void replicate(Call call) {
        ClusterCommands.checkSelf(call, 1);
        throw SELF_REPLICATED;
    }

    private static void failover(Call call) {
        boolean option = call.count() == 2 && (call.is(1, "FORCE") || call.is(1, "TAKEOVER"));
        if (call.count() > 1 && !option) throw Errors.SYNTAX;
        throw NO_REPLICA;
    }

    /** Redis says OK, too, before it knows whether there is anybody. */
    private static void meet(Call call) {
        if (call.count() > 4) throw Errors.unknownUse(call.arg(0), "CLUSTER");
        if (!Numbers.isLong(call.arg(2))) throw Errors.of("ERR Invalid base port specified: " + text(call, 2));
        long port = Numbers.parseLong(call.arg(2));
        if (call.count() == 4 && !Numbers.isLong(call.arg(3)))
            throw Errors.of("ERR Invalid bus port specified: " + text(call, 3));
        long bus = call.count() == 4 ? Numbers.parseLong(call.arg(3)) : port + BUS_OFFSET;
        boolean valid = isAddress(text(call, 1)) && port > 0 && port <= MAX_PORT && bus > 0 && bus <= MAX_PORT;
        if (!valid) throw Errors.of("ERR Invalid node address specified: " + text(call, 1) + ":" + text(call, 2));
        call.reply().ok();
    }

    /** By its looks: a name is none, and nothing is looked up. */
    private static boolean isAddress(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    }

    private static void reset(Call call) {
        boolean hard = call.count() == 2 && call.is(1, "HARD");
        if (call.count() > 2 || call.count() == 2 && !hard && !call.is(1, "SOFT")) throw Errors.SYNTAX;
        if (call.db().size() != 0) throw NOT_EMPTY_TO_RESET;
        ClusterCommands.cluster(call).reset(hard);
        call.reply().ok();
    }
}
