package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.NONE;

import dev.redstart.engine.aof.AppendOnly;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Footprint;
import dev.redstart.engine.keyspace.HashValue;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.ListValue;
import dev.redstart.engine.keyspace.SetValue;
import dev.redstart.engine.keyspace.StringValue;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.keyspace.ZSetValue;
import dev.redstart.engine.persist.rdb.DumpPayload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * DEBUG: for tests, and only if {@code enable-debug-command} says so. One command whose first argument is a word, as in
 * Redis: its words have no rows. What would crash, restart or reload a server is refused by name.
 */
final class DebugCommands {

    static final List<Command> COMMANDS =
            List.of(of("DEBUG", -2, "admin noscript loading stale protected", NONE, DebugCommands::debug));

    private static final CommandError WRONG_TYPE =
            Errors.of("ERR Wrong protocol type name. Please use one of the following:"
                    + " string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false");

    private static final CommandError NO_PUSH = Errors.of("ERR RESP2 is not supported by this command");

    private static final String[] HELP = {
        "CHANGE-REPL-ID",
        "    Another replication ID.",
        "CONFIG-REWRITE-FORCE-ALL",
        "    As CONFIG REWRITE, with a line for each parameter.",
        "DIGEST",
        "    A digest of all data, the same as that of Redis.",
        "DIGEST-VALUE <key> [<key> ...]",
        "    A digest of each value.",
        "ERROR <string>",
        "    Replies with that error.",
        "LOG <message>",
        "    Writes to the log.",
        "HTSTATS <dbid> [full]",
        "    About the tables of a database.",
        "HTSTATS-KEY <key> [full]",
        "    About the table of a value.",
        "OBJECT <key>",
        "    How a value is kept.",
        "PAUSE-CRON <0|1>",
        "    Whether what is done ten times a second rests.",
        "POPULATE <count> [<prefix>] [<size>]",
        "    Makes <count> keys.",
        "PROTOCOL <type>",
        "    A reply of that type.",
        "LOADAOF",
        "    Flushes the append-only file, and loads the data from it again.",
        "RELOAD [MERGE] [NOFLUSH] [NOSAVE]",
        "    Saves the data, and loads it again.",
        "SET-ACTIVE-EXPIRE <0|1>",
        "    Whether keys whose time has come go by themselves.",
        "SET-SKIP-CHECKSUM-VALIDATION <0|1>",
        "    Whether files and payloads are believed whatever their checksums say.",
        "SLEEP <seconds>",
        "    Keeps everybody waiting."
    };

    private DebugCommands() {}

    private static void debug(Call call) {
        String word = new String(call.arg(0), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        switch (word) {
            case "SLEEP" -> sleep(call);
            case "DIGEST" -> call.reply().text(Digest.of(call.dispatcher().databases()));
            case "DIGEST-VALUE" -> digestValue(call);
            case "OBJECT" -> object(call);
            case "ERROR" -> error(call);
            case "LOG" -> log(call);
            case "PROTOCOL" -> protocol(call);
            case "POPULATE" -> populate(call);
            case "SET-ACTIVE-EXPIRE" -> setActiveExpire(call);
            case "SET-DISABLE-DENY-SCRIPTS" -> setDisableDenyScripts(call);
            case "CHANGE-REPL-ID" -> {
                call.dispatcher().identity().changeReplicationId();
                call.reply().ok();
            }
            case "INTERNAL_SECRET" ->
                call.reply().blob(call.dispatcher().cluster().shardId());
            case "CONFIG-REWRITE-FORCE-ALL" -> ConfigCommands.rewrite(call, true);
            case "HTSTATS" -> tableStats(call);
            case "HTSTATS-KEY" -> tableStatsOfKey(call);
            case "LISTPACK" -> listpack(call);
            case "SDSLEN" -> sdsLength(call);
            case "HELP" -> Help.reply(call, "DEBUG", HELP);
            case "QUICKLIST-PACKED-THRESHOLD",
                    "REPLYBUFFER",
                    "DICT-RESIZING",
                    "MARK-INTERNAL-CLIENT",
                    "AOF-FLUSH-SLEEP" -> accepted(call);
            case "PAUSE-CRON" -> {
                needs(call, 2, 2);
                call.dispatcher().pauseTicks(call.integer(1) != 0);
                call.reply().ok();
            }
            case "SET-SKIP-CHECKSUM-VALIDATION" -> {
                needs(call, 2, 2);
                call.dispatcher().saves().skipChecksums(call.integer(1) != 0);
                call.reply().ok();
            }
            case "RELOAD" -> SaveCommands.reload(call);
            case "LOADAOF" -> {
                AppendOnly.of(call.dispatcher()).reload();
                call.reply().ok();
            }
            case "RESTART",
                    "CRASH-AND-RECOVER",
                    "SEGFAULT",
                    "PANIC",
                    "ASSERT",
                    "OOM",
                    "LEAK",
                    "REPLICATE",
                    "REPL-PAUSE",
                    "JMAP" -> throw Errors.of("ERR DEBUG " + word + " is not supported by this version of the engine");
            default -> throw Errors.unknownUse(call.arg(0), "DEBUG");
        }
    }

    private static void needs(Call call, int least, int most) {
        if (call.count() < least || call.count() > most) throw Errors.unknownUse(call.arg(0), "DEBUG");
    }

    /** Switches of parts that the engine does not have, or has no use for: taken, and nothing follows. */
    private static void accepted(Call call) {
        call.reply().ok();
    }

    /** By the real clock, for it is real clients that are to be kept waiting; the lock stays held. */
    private static void sleep(Call call) {
        needs(call, 2, 2);
        long nanos = (long) (call.dbl(1) * 1e9);
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) LockSupport.parkNanos(left);
        call.reply().ok();
    }

    private static void digestValue(Call call) {
        call.reply().array(call.count() - 1);
        for (byte[] key : call.args(1, call.count())) {
            Value value = call.db().peek(key);
            call.reply().text(value == null ? Digest.ofNothing() : Digest.of(call.db(), key, value));
        }
    }

    private static Value existing(Call call) {
        needs(call, 2, 3);
        Value value = call.db().peek(call.arg(1));
        if (value == null) throw Errors.NO_SUCH_KEY;
        return value;
    }

    private static void object(Call call) {
        Value value = existing(call);
        long idle = call.db().idleSeconds(call.arg(1));
        String lists = value instanceof ListValue l && l.encoding().equals("quicklist") ? quicklist(call, l) : "";
        call.reply()
                .text(String.format(
                        Locale.ROOT,
                        "Value at:0x%012x refcount:%d encoding:%s serializedlength:%d lru:%d lru_seconds_idle:%d%s",
                        System.identityHashCode(value),
                        value instanceof StringValue s && s.isShared() ? Integer.MAX_VALUE : 1,
                        value.encoding(),
                        DumpPayload.write(value).length - DumpPayload.OVERHEAD,
                        (call.now() / 1000 - idle) & 0xffffff,
                        idle,
                        lists));
    }

    private static String quicklist(Call call, ListValue list) {
        ServerConfig config = call.dispatcher().config();
        return String.format(
                Locale.ROOT,
                " ql_nodes:%d ql_avg_node:%.2f ql_listpack_max:%d ql_compressed:%d",
                list.nodes(),
                (double) list.size() / list.nodes(),
                config.number("list-max-listpack-size"),
                config.number("list-compress-depth") == 0 ? 0 : 1);
    }

    private static void error(Call call) {
        needs(call, 2, 2);
        throw Errors.of(new String(call.arg(1), StandardCharsets.UTF_8));
    }

    private static void log(Call call) {
        needs(call, 2, 2);
        call.dispatcher().host().warning("DEBUG LOG: " + new String(call.arg(1), StandardCharsets.UTF_8));
        call.reply().ok();
    }

    private static void protocol(Call call) {
        needs(call, 2, 2);
        ReplySink reply = call.reply();
        switch (new String(call.arg(1), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)) {
            case "string" -> reply.blob("Hello World");
            case "integer" -> reply.integer(12345);
            case "double" -> reply.dbl(3.141);
            case "null" -> reply.nullBulk();
            case "array" -> {
                reply.array(3);
                for (int i = 0; i < 3; i++) reply.integer(i);
            }
            case "set" -> {
                reply.set(3);
                for (int i = 0; i < 3; i++) reply.integer(i);
            }
            case "map" -> {
                reply.map(3);
                for (int i = 0; i < 3; i++) {
                    reply.integer(i);
                    reply.bool(i == 1);
                }
            }
            case "attrib" -> {
                if (reply.attributes(1)) {
                    reply.blob("key-popularity");
                    reply.array(2);
                    reply.blob("key:123");
                    reply.integer(90);
                }
                reply.blob("Some real reply following the attribute");
            }
            case "push" -> {
                if (!reply.resp3()) throw NO_PUSH;
                reply.push(2);
                reply.blob("server-cpu-usage");
                reply.integer(42);
                reply.blob("Some real reply following the push reply");
            }
            case "verbatim" -> reply.verbatim("txt", "This is a verbatim\nstring".getBytes(StandardCharsets.US_ASCII));
            case "true" -> reply.bool(true);
            case "false" -> reply.bool(false);
            case "bignum" -> reply.bigNumber("1234567999999999999999999999999999999");
            default -> throw WRONG_TYPE;
        }
    }

    /** Keys that are there already stay as they are. */
    private static void populate(Call call) {
        needs(call, 2, 4);
        long count = call.integer(1);
        String prefix = call.count() > 2 ? new String(call.arg(2), StandardCharsets.ISO_8859_1) : "key";
        int size = call.count() > 3 ? call.integer(3, 0, Integer.MAX_VALUE, Errors.OUT_OF_RANGE) : 0;
        for (long i = 0; i < count; i++) {
            byte[] key = (prefix + ":" + i).getBytes(StandardCharsets.ISO_8859_1);
            if (call.db().peek(key) != null) continue;
            byte[] text = ("value:" + i).getBytes(StandardCharsets.US_ASCII);
            call.db().set(key, StringValue.of(size == 0 ? text : Arrays.copyOf(text, size)));
            call.modified(call.db(), key);
            call.event(key, EventClass.STRING, "set");
        }
        call.reply().ok();
    }

    private static void setActiveExpire(Call call) {
        needs(call, 2, 2);
        call.dispatcher().activeExpiry(call.integer(1) != 0);
        call.reply().ok();
    }

    private static void setDisableDenyScripts(Call call) {
        needs(call, 2, 2);
        call.dispatcher().scripts().denyNothing(call.integer(1) != 0);
        call.reply().ok();
    }

    private static void tableStats(Call call) {
        needs(call, 2, 3);
        long index = call.integer(1);
        if (index < 0 || index >= call.dispatcher().databases().count()) throw Errors.of("ERR Out of range database");
        Keyspace db = call.db((int) index);
        text(
                call,
                "[Dictionary HT]\nHash table 0 stats (main hash table):\n number of elements: " + db.size()
                        + "\n[Expires HT]\nHash table 0 stats (main hash table):\n number of elements: "
                        + db.expiring() + "\n");
    }

    private static void tableStatsOfKey(Call call) {
        Value value = existing(call);
        int size;
        if (value instanceof ZSetValue z && z.isTable()) size = z.size();
        else if (value instanceof HashValue h && h.encoding().equals("hashtable")) size = h.size();
        else if (value instanceof SetValue s && s.encoding().equals("hashtable")) size = s.size();
        else throw Errors.of("ERR The value stored at the specified key is not represented using an hash table");
        text(call, "Hash table 0 stats (main hash table):\n number of elements: " + size + "\n");
    }

    private static void text(Call call, String text) {
        call.reply().verbatim("txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void listpack(Call call) {
        if (!existing(call).encoding().startsWith("listpack")) throw Errors.of("ERR Not a listpack encoded object.");
        call.reply().text("Listpack structure printed on stdout");
    }

    private static void sdsLength(Call call) {
        if (!(existing(call) instanceof StringValue value)) throw Errors.of("ERR Not an sds encoded string.");
        int key = call.arg(1).length;
        call.reply()
                .text("key_sds_len:" + key + ", key_sds_avail:0, key_zmalloc: " + Footprint.ofKey(call.arg(1))
                        + ", val_sds_len:" + value.length() + ", val_sds_avail:0, val_zmalloc: "
                        + value.footprint());
    }
}
