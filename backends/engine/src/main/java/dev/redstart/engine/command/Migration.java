package dev.redstart.engine.command;

import static dev.redstart.engine.dispatch.Command.of;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.Command;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import dev.redstart.engine.dispatch.KeySpec;
import dev.redstart.engine.keyspace.EventClass;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.persist.rdb.DumpPayload;
import dev.redstart.engine.structure.Numbers;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code MIGRATE host port key|"" database timeout [COPY] [REPLACE] [AUTH password | AUTH2 user password] [KEYS key ...]}:
 * keys go to another server by its RESTORE, and are deleted here one by one as it confirms them. As in Redis everybody else
 * waits meanwhile, for {@code timeout} milliseconds at most per step. Redis keeps the connection for a while; here each
 * command has its own.
 */
final class Migration {

    static final List<Command> COMMANDS =
            List.of(of("MIGRATE", -6, "write movablekeys", KeySpec.at(3), Migration::migrate));

    private static final CommandError UNWRITABLE = Errors.of("IOERR error or timeout writing to target instance");
    private static final int DEFAULT_TIMEOUT = 1000;

    private boolean copy;
    private boolean replace;
    private List<byte[]> credentials = List.of();
    private List<byte[]> keys;

    private Migration(Call call) {
        keys = List.of(call.arg(2));
        for (int i = 5; i < call.count(); i++) {
            if (call.is(i, "COPY")) copy = true;
            else if (call.is(i, "REPLACE")) replace = true;
            else if (call.is(i, "AUTH")) i = credentials(call, i, 1);
            else if (call.is(i, "AUTH2")) i = credentials(call, i, 2);
            else if (call.is(i, "KEYS")) {
                if (call.arg(2).length > 0)
                    throw Errors.of(
                            "ERR When using MIGRATE KEYS option, the key argument must be set to the empty string");
                keys = call.args(i + 1, call.count());
                break;
            } else throw Errors.SYNTAX;
        }
    }

    private int credentials(Call call, int at, int words) {
        if (!call.has(at, words)) throw Errors.SYNTAX;
        credentials = call.args(at + 1, at + 1 + words);
        for (int i = 1; i <= words; i++) call.hide(at + i);
        return at + words;
    }

    private static void migrate(Call call) {
        Migration migration = new Migration(call);
        long timeout = call.integer(4);
        long database = call.integer(3);
        List<byte[]> there = new ArrayList<>();
        for (byte[] key : migration.keys) if (call.db().read(key) != null) there.add(key);
        call.propagateNothing();
        if (there.isEmpty()) {
            call.reply().text("NOKEY");
            return;
        }
        int millis = timeout <= 0 ? DEFAULT_TIMEOUT : (int) Math.min(timeout, Integer.MAX_VALUE);
        try (RemoteServer target = connect(call, millis)) {
            migration.send(call, target, database, there);
        }
    }

    private static RemoteServer connect(Call call, int millis) {
        try {
            String host = new String(call.arg(0), StandardCharsets.UTF_8);
            return new RemoteServer(host, (int) Numbers.parseLongOrElse(call.arg(1), 0), millis);
        } catch (ConnectException e) {
            // Redis has not waited for the connection, and so hears only now that there is none.
            throw UNWRITABLE;
        } catch (IOException | IllegalArgumentException e) {
            throw Errors.of("IOERR error or timeout connecting to the client");
        }
    }

    private void send(Call call, RemoteServer target, long database, List<byte[]> there) {
        try {
            if (!credentials.isEmpty()) target.queue("AUTH", credentials.toArray(byte[][]::new));
            target.queue("SELECT", Numbers.toBytes(database));
            for (byte[] key : there) restore(call, target, key);
            target.flush();
        } catch (IOException e) {
            throw UNWRITABLE;
        }
        String error = null;
        List<byte[]> moved = new ArrayList<>();
        try {
            if (!credentials.isEmpty()) error = target.error();
            String refused = target.error();
            if (error == null) error = refused;
            boolean prepared = error == null;
            for (byte[] key : there) {
                String failed = target.error();
                if (error == null) error = failed;
                if (prepared && failed == null) moved.add(key);
            }
        } catch (IOException e) {
            delete(call, moved);
            throw Errors.of("IOERR error or timeout reading to target instance");
        }
        delete(call, moved);
        if (error != null) throw Errors.of("ERR Target instance replied with error: " + error);
        call.reply().ok();
    }

    private void restore(Call call, RemoteServer target, byte[] key) throws IOException {
        Value value = call.db().peek(key);
        long expiry = call.db().expiry(key);
        byte[] ttl = Numbers.toBytes(expiry == Keyspace.NO_EXPIRY ? 0 : Math.max(1, expiry - call.now()));
        if (value == null) throw new IllegalStateException("the key was there at this very moment");
        byte[] payload = DumpPayload.write(value);
        if (replace) target.queue("RESTORE", key, ttl, payload, "REPLACE".getBytes(StandardCharsets.US_ASCII));
        else target.queue("RESTORE", key, ttl, payload);
    }

    private void delete(Call call, List<byte[]> moved) {
        if (copy || moved.isEmpty()) return;
        for (byte[] key : moved) {
            call.db().remove(key);
            call.changed(key, EventClass.GENERIC, "del");
        }
        call.propagateAs("DEL", moved);
    }
}
