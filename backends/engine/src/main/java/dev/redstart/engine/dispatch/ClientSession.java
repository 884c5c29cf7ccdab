package dev.redstart.engine.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What the engine knows about one client between its commands. Used under the engine's lock only, one command at a time.
 *
 * <p>Calls that keep no state share a session; each that may block has one of its own while it waits.
 */
public final class ClientSession {

    private final long id;
    private final Call call;
    /** Lives in {@link Transactions}; null outside MULTI and with nothing watched. */
    @Nullable
    Transaction transaction;
    /** What it waits for; null when it may send commands. */
    BlockedClients.@Nullable Waiting waiting;

    private int database;
    private int protocol = 3;
    private String name = "";
    private String libraryName = "";
    private String libraryVersion = "";
    private boolean noEvict;
    private boolean noTouch;
    private boolean ended;

    ClientSession(long id, Dispatcher dispatcher, int database) {
        this.id = id;
        this.database = database;
        this.call = new Call(dispatcher, this);
    }

    public long id() {
        return id;
    }

    /** The context of its running command; one object for all of them. */
    Call call() {
        return call;
    }

    /** Number of the database selected. */
    public int database() {
        return database;
    }

    public void database(int index) {
        database = index;
    }

    /** 2 or 3. */
    public int protocol() {
        return protocol;
    }

    public void protocol(int version) {
        protocol = version;
    }

    /** Empty when it has none. */
    public String name() {
        return name;
    }

    public void name(String name) {
        this.name = name;
    }

    public String libraryName() {
        return libraryName;
    }

    public void libraryName(String name) {
        libraryName = name;
    }

    public String libraryVersion() {
        return libraryVersion;
    }

    public void libraryVersion(String version) {
        libraryVersion = version;
    }

    public boolean noEvict() {
        return noEvict;
    }

    public void noEvict(boolean on) {
        noEvict = on;
    }

    public boolean noTouch() {
        return noTouch;
    }

    public void noTouch(boolean on) {
        noTouch = on;
    }

    /** Whether it has said QUIT: the connection is to be closed. */
    public boolean ended() {
        return ended;
    }

    public void end() {
        ended = true;
    }

    /** Whether commands are being queued for EXEC. */
    public boolean inTransaction() {
        return transaction != null && transaction.queueing;
    }

    /** How many commands are queued for EXEC; -1 outside MULTI. */
    public int queued() {
        return transaction != null && transaction.queueing ? transaction.queue.size() : -1;
    }

    /** How many keys it watches. */
    public int watched() {
        return transaction == null ? 0 : transaction.watched.size();
    }

    /** Whether it waits for something. */
    public boolean isBlocked() {
        return waiting != null;
    }
}
