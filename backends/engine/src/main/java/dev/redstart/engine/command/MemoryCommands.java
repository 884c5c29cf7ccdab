package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;
import static dev.redstart.engine.dispatch.KeySpec.at;

import dev.redstart.engine.aof.AppendOnly;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.Memory;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.Footprint;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.script.Scripting;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** MEMORY: how much the data takes. The collector looks after the rest. */
final class MemoryCommands {

    static final List<Command> COMMANDS = List.of(Command.container(
            "MEMORY",
            of("MEMORY DOCTOR", 2, "", NONE, MemoryCommands::doctor),
            of("MEMORY MALLOC-STATS", 2, "", NONE, MemoryCommands::mallocStats),
            of("MEMORY PURGE", 2, "", NONE, call -> call.reply().ok()),
            of("MEMORY STATS", 2, "", NONE, MemoryCommands::stats),
            of("MEMORY USAGE", -3, "readonly", at(2), MemoryCommands::usage),
            Help.row(
                    "MEMORY",
                    "loading stale",
                    "DOCTOR",
                    "    A report for people.",
                    "MALLOC-STATS",
                    "    What the JVM says about its heap.",
                    "PURGE",
                    "    Does nothing: the collector decides.",
                    "STATS",
                    "    How much memory is used for what.",
                    "USAGE <key> [SAMPLES <count>]",
                    "    About how many bytes <key> and its value take; no samples are needed.")));

    private MemoryCommands() {}

    private static void usage(Call call) {
        for (int i = 2; i < call.count(); i++) {
            if (!call.is(i, "SAMPLES") || !call.has(i, 1)) throw Errors.SYNTAX;
            // Taken, but there is no need for samples.
            if (call.integer(++i) < 0) throw Errors.SYNTAX;
        }
        byte[] key = call.arg(1);
        Value value = call.db().peek(key);
        if (value == null) call.reply().nullBulk();
        else call.reply().integer(Footprint.ofKey(key) + value.footprint());
    }

    private static void text(Call call, String text) {
        call.reply().verbatim("txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void doctor(Call call) {
        HeapMemory heap = HeapMemory.now();
        if (heap.used() > heap.limit() / 10 * 9)
            text(call, "Sam, the JVM's heap is nearly full: give it more with -Xmx, or keep less.\n");
        else
            text(
                    call,
                    "Hi Sam, I can't find any memory issue in your instance. I can only account for what occurs on"
                            + " this base.\n");
    }

    private static void mallocStats(Call call) {
        HeapMemory heap = HeapMemory.now();
        text(
                call,
                "heap: " + heap.used() + " bytes in use, " + heap.committed() + " committed, " + heap.limit()
                        + " at most\n");
    }

    private static void stats(Call call) {
        HeapMemory heap = HeapMemory.now();
        MemoryUse use = MemoryUse.of(call.dispatcher());
        long keys = call.dispatcher().databases().size();
        ReplySink reply = call.reply();
        reply.openMap();
        integer(reply, "peak.allocated", use.peak());
        integer(reply, "total.allocated", use.used());
        integer(reply, "startup.allocated", Memory.STARTUP);
        integer(reply, "replication.backlog", 0);
        integer(reply, "clients.slaves", 0);
        integer(reply, "clients.normal", use.clients());
        integer(reply, "cluster.links", 0);
        integer(reply, "aof.buffer", AppendOnly.of(call.dispatcher()).waitingBytes());
        Scripting scripting = Scripting.of(call.dispatcher());
        integer(reply, "lua.caches", scripting.scriptBytes());
        integer(reply, "functions.caches", scripting.functions().bytes());
        for (int i = 0; i < call.dispatcher().databases().count(); i++) {
            Keyspace db = call.dispatcher().databases().get(i);
            if (db.size() == 0) continue;
            reply.blob("db." + i);
            reply.map(2);
            integer(reply, "overhead.hashtable.main", db.size() * Footprint.ENTRY);
            integer(reply, "overhead.hashtable.expires", db.expiring() * Footprint.EXPIRY);
        }
        integer(reply, "overhead.total", use.overhead());
        integer(reply, "keys.count", keys);
        integer(reply, "keys.bytes-per-key", keys == 0 ? 0 : (use.used() - Memory.STARTUP) / keys);
        integer(reply, "dataset.bytes", use.dataset());
        dbl(reply, "dataset.percentage", percent(use.dataset(), use.used()));
        dbl(reply, "peak.percentage", percent(use.used(), use.peak()));
        integer(reply, "allocator.allocated", heap.used());
        integer(reply, "allocator.active", heap.committed());
        integer(reply, "allocator.resident", heap.committed());
        dbl(reply, "fragmentation", (double) heap.committed() / heap.used());
        integer(reply, "fragmentation.bytes", heap.committed() - heap.used());
        reply.end();
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : part * 100.0 / whole;
    }

    private static void integer(ReplySink reply, String name, long value) {
        reply.blob(name);
        reply.integer(value);
    }

    private static void dbl(ReplySink reply, String name, double value) {
        reply.blob(name);
        reply.dbl(value);
    }
}
