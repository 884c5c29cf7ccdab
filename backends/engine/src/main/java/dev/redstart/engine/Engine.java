package dev.redstart.engine;

import dev.redstart.engine.aof.AppendOnly;
import dev.redstart.engine.command.CommandTable;
import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.ClientLink;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Commands;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.UserFile;
import dev.redstart.engine.dispatch.Waiter;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.engine.script.Scripting;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Redis server without its network. Knows no command. Thread-safe; a session belongs to one thread at a time. */
public final class Engine implements AutoCloseable {

    /** The version of Redis that it follows. */
    public static final String REDIS_VERSION = CommandTable.REDIS_VERSION;

    private final Dispatcher dispatcher;

    private Engine(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * A new and empty one with that configuration, which belongs to it from now on.
     *
     * @throws ConfigException when the users that the configuration, or the file it names, declares cannot be
     */
    public static Engine open(ServerConfig config, Clock clock) {
        return open(config, Map.of(), clock);
    }

    /**
     * The same with commands renamed.
     *
     * @param renames from the name of a command to what it is to be called, in upper case; empty takes it away
     */
    public static Engine open(ServerConfig config, Map<String, String> renames, Clock clock) {
        Commands commands = CommandTable.create();
        renames.forEach(commands::rename);
        return start(new Dispatcher(commands, config, clock, KeyspaceStore.HEAP));
    }

    /** The same with keys in that storage, and the commands that go with it. */
    static Engine open(ServerConfig config, Storage storage, Clock clock) {
        Commands commands = CommandTable.create(storage::offers);
        return start(new Dispatcher(commands, config, clock, storage.create(clock)));
    }

    private static Engine start(Dispatcher dispatcher) {
        dispatcher.saves().functions(Scripting.of(dispatcher).store());
        AppendOnly.of(dispatcher);
        UserFile.of(dispatcher).start();
        dispatcher.start();
        return new Engine(dispatcher);
    }

    /** A client for calls that keep no state, with that database selected. */
    public ClientSession connect(int database) {
        return dispatcher.connect(database);
    }

    /**
     * Runs a command, its name in upper case. True when the reply has been written; false when the client now waits, and
     * {@code waiter} will hear when its reply is there. Without a waiter a blocking command answers at once.
     */
    public boolean call(ClientSession session, String name, byte[][] args, ReplySink reply, @Nullable Waiter waiter) {
        dispatcher.acquire();
        try {
            return dispatcher.execute(session, name, args, reply, waiter);
        } finally {
            dispatcher.release();
        }
    }

    /** A new client by a connection from outside; {@link Dispatcher#disconnect} ends it. */
    public ClientSession connect(int database, ClientLink link) {
        dispatcher.acquire();
        try {
            return dispatcher.connect(database, link);
        } finally {
            dispatcher.release();
        }
    }

    /** For who runs many commands under one hold of the lock, or publishes and subscribes. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /**
     * Attaches it, still empty, to the directory that its configuration names, and loads what is there; to be called once,
     * before anybody connects. With {@code appendonly} that is the log, or, when there is none yet, the RDB file, which the
     * log then begins with.
     *
     * @throws IOException         when another engine has the directory, a file cannot be read, or the log is damaged
     * @throws CorruptRdbException when the RDB file is
     */
    public void openFiles() throws IOException {
        attachFiles();
        loadFiles();
    }

    /**
     * The first half of {@link #openFiles}: until {@link #loadFiles} returns, those who connect are told that data is being
     * loaded.
     */
    public void attachFiles() throws IOException {
        dispatcher.acquire();
        try {
            dispatcher.saves().open();
        } finally {
            dispatcher.release();
        }
    }

    /** The second half. After an error the directory is given back, and it stays loading. */
    public void loadFiles() throws IOException {
        dispatcher.acquire();
        boolean loaded = false;
        try {
            load();
            loaded = true;
        } finally {
            if (!loaded) dispatcher.saves().close();
            dispatcher.release();
        }
    }

    private void load() throws IOException {
        AppendOnly log = AppendOnly.of(dispatcher);
        boolean logs = dispatcher.config().is("appendonly");
        if (!logs || !log.load()) dispatcher.saves().load();
        if (logs) log.start();
        dispatcher.saves().loaded();
    }

    /** Abandons everybody who waits; saves, if it has a directory and its {@code save} points say so. Idempotent. */
    @Override
    public void close() {
        dispatcher.stop();
        dispatcher.acquire();
        try {
            AppendOnly.of(dispatcher).close();
            dispatcher.saves().saveAtEnd(false, false);
            dispatcher.saves().close();
        } finally {
            dispatcher.release();
        }
    }
}
