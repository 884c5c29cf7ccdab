package dev.redstart.engine.dispatch;

import dev.redstart.engine.keyspace.CommandTime;
import dev.redstart.engine.keyspace.KeyLooks;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.KeyspaceStore;
import dev.redstart.engine.keyspace.LockNeeded;
import dev.redstart.spi.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands that ask about one key without the lock, where the store allows for it: the same functions as under the
 * lock, over another view of the data. Thread-safe.
 *
 * <p>Sound for one key alone: it is read at one moment, and the stamp vouches for the store's showing none of what a
 * command or a transaction does to several keys before it shows all. Two keys could be read at two moments, so commands
 * take the lock for them.
 */
public final class UnlockedReads {

    private final Dispatcher dispatcher;
    private final KeyspaceStore store;
    private final ThreadLocal<Reader> readers = ThreadLocal.withInitial(Reader::new);

    UnlockedReads(Dispatcher dispatcher, KeyspaceStore store) {
        this.dispatcher = dispatcher;
        this.store = store;
    }

    /** The reply, or null when the command has to take the lock; then nothing has happened. */
    public @Nullable Reply run(ClientSession session, @Nullable Command command, byte[][] args) {
        if (command == null || !command.is(Flag.UNLOCKED) || args.length != 1) return null;
        if (dispatcher.areCommandsWatched() || !session.user().rules().isUnlimited()) return null;
        long stamp = store.stamp();
        if (stamp == KeyspaceStore.LOCKED) return null;
        Reply reply = readers.get().run(dispatcher.databases().get(session.database()), command, args);
        return reply != null && store.isValid(stamp) ? reply : null;
    }

    /** What a thread needs to run such a command, to be used again. */
    private final class Reader {

        private final CommandTime time = new CommandTime(dispatcher.time().clock());
        private final ReplyBuilder reply = new ReplyBuilder();
        private Keyspace db = dispatcher.databases().get(0);
        private KeyLooks looks = db.unlocked(time);
        private final Call call = new Call(dispatcher, dispatcher.connect(0), time, looks);

        @Nullable
        Reply run(Keyspace database, Command command, byte[][] args) {
            if (database != db) {
                db = database;
                looks = database.unlocked(time);
                call.looks(looks);
            }
            time.refresh();
            call.begin(command, args, reply, null);
            try {
                command.function().run(call);
                return reply.take();
            } catch (LockNeeded | CommandError e) {
                // An error is told under the lock, where commands tell errors.
                reply.reset();
                return null;
            }
        }
    }
}
