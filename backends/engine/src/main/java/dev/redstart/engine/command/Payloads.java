package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;
import static dev.redstart.engine.dispatch.KeySpec.FIRST;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.engine.persist.rdb.DumpPayload;
import dev.redstart.engine.structure.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Values as bytes that a real Redis understands, and the way back. */
final class Payloads {

    static final List<Command> COMMANDS = List.of(
            of("DUMP", 2, "readonly", FIRST, Payloads::dump),
            of("RESTORE", -4, "write denyoom", FIRST, Payloads::restore),
            of("RESTORE-ASKING", -4, "write denyoom asking", FIRST, Payloads::restore));

    private static final CommandError BUSY_KEY = Errors.of("BUSYKEY Target key name already exists.");
    private static final CommandError NEGATIVE_TTL = Errors.of("ERR Invalid TTL value, must be >= 0");
    private static final CommandError NEGATIVE_IDLE_TIME = Errors.of("ERR Invalid IDLETIME value, must be >= 0");
    private static final CommandError BAD_FREQUENCY = Errors.of("ERR Invalid FREQ value, must be >= 0 and <= 255");
    private static final CommandError WRONG_CHECKSUM = Errors.of("ERR DUMP payload version or checksum are wrong");
    private static final CommandError BAD_FORMAT = Errors.of("ERR Bad data format");

    private static final int MAX_FREQUENCY = 255;

    private Payloads() {}

    private static void dump(Call call) {
        Value value = call.db().read(call.arg(0));
        if (value == null) call.reply().nullBulk();
        else call.reply().blob(DumpPayload.write(value));
    }

    /** What stands behind the payload. */
    private static final class Options {
        private boolean replace;
        private boolean absolute;
        private long idleSeconds = -1;
        private long frequency = -1;

        static Options parse(Call call) {
            Options options = new Options();
            for (int i = 3; i < call.count(); i++) i += options.take(call, i);
            return options;
        }

        /** How many arguments it took beside its own. */
        private int take(Call call, int i) {
            if (call.is(i, "REPLACE")) {
                replace = true;
                return 0;
            }
            if (call.is(i, "ABSTTL")) {
                absolute = true;
                return 0;
            }
            if (call.is(i, "IDLETIME") && call.has(i, 1) && frequency < 0) {
                idleSeconds = call.integer(i + 1);
                if (idleSeconds < 0) throw NEGATIVE_IDLE_TIME;
                return 1;
            }
            if (call.is(i, "FREQ") && call.has(i, 1) && idleSeconds < 0) {
                frequency = call.integer(i + 1);
                if (frequency < 0 || frequency > MAX_FREQUENCY) throw BAD_FREQUENCY;
                return 1;
            }
            throw Errors.SYNTAX;
        }
    }

    private static void restore(Call call) {
        Options options = Options.parse(call);
        byte[] key = call.arg(0);
        if (!options.replace && call.db().write(key) != null) throw BUSY_KEY;
        long ttl = call.integer(1);
        if (ttl < 0) throw NEGATIVE_TTL;
        boolean checked = !call.dispatcher().saves().skipsChecksums();
        if (!DumpPayload.verify(call.arg(2), checked)) throw WRONG_CHECKSUM;
        Value value = read(call);
        boolean replaced = options.replace && call.db().remove(key) != null;
        long expiry = options.absolute ? ttl : call.now() + ttl;
        if (ttl > 0 && expiry <= call.due()) {
            if (replaced) call.changed(key, EventClass.GENERIC, "del");
            if (replaced) call.propagateAs("DEL", key);
        } else {
            call.db().set(key, value);
            if (ttl > 0) call.db().expiry(key, expiry);
            if (value.nextExpiry() != Value.NEVER) call.db().trackParts(key);
            if (options.idleSeconds >= 0) call.db().idleSeconds(key, options.idleSeconds);
            if (options.frequency >= 0) call.db().frequency(key, (int) options.frequency);
            call.changed(key, EventClass.GENERIC, "restore");
            if (ttl > 0 && !options.absolute && call.isPropagated()) propagate(call, expiry);
        }
        call.reply().ok();
    }

    private static void propagate(Call call, long expiry) {
        List<byte[]> words = new ArrayList<>(call.args(0, call.count()));
        words.set(1, Numbers.toBytes(expiry));
        words.add("ABSTTL".getBytes(StandardCharsets.US_ASCII));
        call.propagateAs("RESTORE", words);
    }

    private static Value read(Call call) {
        try {
            return DumpPayload.read(call.arg(2), call.limits());
        } catch (CorruptRdbException e) {
            call.dispatcher().host().warning("RESTORE: " + e.getMessage());
            throw BAD_FORMAT;
        }
    }
}
