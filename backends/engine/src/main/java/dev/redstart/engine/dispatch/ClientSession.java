package dev.redstart.engine.dispatch;

import dev.redstart.engine.acl.User;
import dev.redstart.spi.Reply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows about one client between its commands. Used under the engine's lock only, one command at a time.
 * Has a {@link #link} if the client is connected from outside.
 *
 * <p>Calls that keep no state share a session; each that may block has one of its own while it waits.
 */
public final class ClientSession {

    /** What one takes that does nothing. */
    private static final int BYTES = 1024;
    /** About what a key that is watched takes, a subscription, a prefix that is tracked. */
    private static final int LISTED = 100;

    private final long id;
    private final Call call;
    private final @Nullable ClientLink link;
    private final @Nullable Listening listening;
    private final long createdAt;
    /** Lives in {@link Transactions}; null outside MULTI and with nothing watched. */
    @Nullable
    Transaction transaction;
    /** What it waits for; null when it may send commands. */
    BlockedClients.@Nullable Waiting waiting;
    /** It stands for the scripts, which are no client. */
    boolean script;
    /** Its command is kept by {@link Pause}. */
    boolean postponed;
    /** {@link #bytes} when they were last counted. */
    long countedBytes;
    /** When it last sent a command, in milliseconds. */
    long usedAt;
    /** The number of the last unit of {@link Propagation} that was its doing; 0 when there was none. */
    long lastUnit;
    /** Null before the first. */
    @Nullable
    Command lastCommand;
    /** Its name as it came. */
    String lastName = "";
    /** While it sees every command. */
    @Nullable
    Consumer<String> monitoring;

    /** While its keys are tracked. */
    @Nullable
    Tracker tracker;
    /** Inside this JVM: hears what is no reply. */
    @Nullable
    Consumer<Reply.Push> pushes;

    Replies replies = Replies.ON;

    private int database;
    private int protocol;
    private boolean authenticated;
    private User user;
    private String name = "";
    private String libraryName = "";
    private String libraryVersion = "";
    private boolean noEvict;
    private boolean noTouch;
    private boolean ended;

    ClientSession(long id, Dispatcher dispatcher, int database, @Nullable ClientLink link, long now) {
        this.id = id;
        this.database = database;
        this.link = link;
        this.call = new Call(dispatcher, this);
        listening = link == null ? null : new Listening(dispatcher, this, link);
        user = dispatcher.access().users().defaultUser();
        protocol = link == null ? 3 : 2;
        createdAt = now;
        usedAt = now;
    }

    public long id() {
        return id;
    }

    /** Its connection; null for one inside this JVM. */
    public @Nullable ClientLink link() {
        return link;
    }

    /** See {@link Propagation#position}: that of what it changed last; 0 when it has changed nothing. */
    public long lastUnit() {
        return lastUnit;
    }

    /** What it has subscribed to by commands; null for one inside this JVM, which subscribes otherwise. */
    public @Nullable Listening listening() {
        return listening;
    }

    /** How many subscriptions of that kind it has. */
    public int subscriptions(PubSub.Kind kind) {
        return listening == null ? 0 : listening.count(kind);
    }

    /** Whether it has any subscription. */
    public boolean isListening() {
        return listening != null && !listening.isEmpty();
    }

    /** When it came, in milliseconds since the epoch. */
    public long createdAt() {
        return createdAt;
    }

    /** When it last sent a command, in milliseconds since the epoch. */
    public long usedAt() {
        return usedAt;
    }

    /** What it sent last; null before its first command, and when there is no command of that name. */
    public @Nullable Command lastCommand() {
        return lastCommand;
    }

    /** Whether it sees every command: MONITOR. */
    public boolean isMonitoring() {
        return monitoring != null;
    }

    /** How its keys are tracked; null when they are not. */
    public @Nullable Tracker tracker() {
        return tracker;
    }

    /** Has {@code listener} hear what is no reply, after the lock was released; for one inside this JVM. */
    public void onPush(Consumer<Reply.Push> listener) {
        pushes = listener;
    }

    /** Whether it came by a Unix socket. */
    public boolean isUnixSocket() {
        return link != null && link.address().endsWith(":0");
    }

    /** Where it is. */
    public String address() {
        if (script) return "lua";
        return link == null ? "in-process:0" : link.address();
    }

    /** Where it was received. */
    public String localAddress() {
        return link == null ? "in-process:0" : link.localAddress();
    }

    /** CLIENT REPLY; the dispatcher heeds it. */
    public void replies(Replies mode) {
        replies = mode;
    }

    /** Which replies it wants. */
    public Replies replies() {
        return replies;
    }

    /** Whether it has shown that it may be here; inside this JVM one always may. */
    public boolean isAuthenticated() {
        return authenticated || link == null;
    }

    /** Whose rules it is held to. */
    public User user() {
        return user;
    }

    void become(User other, boolean shown) {
        user = other;
        authenticated = shown;
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

    /** Whether a watched key has changed, so that EXEC will do nothing. */
    public boolean isSpoiled() {
        return transaction != null && transaction.dirty;
    }

    /** Whether a command with that flag is queued. */
    boolean queues(Flag flag) {
        if (transaction == null) return false;
        for (Transaction.Queued q : transaction.queue) if (q.command().is(flag)) return true;
        return false;
    }

    /** Whether a command is queued that may write. */
    boolean queuesWrites(Dispatcher dispatcher) {
        if (transaction == null) return false;
        for (Transaction.Queued q : transaction.queue) if (q.command().mayWrite(dispatcher, q.args())) return true;
        return false;
    }

    /** Bytes of the arguments queued for EXEC. */
    public long queuedBytes() {
        long bytes = 0;
        if (transaction != null)
            for (Transaction.Queued q : transaction.queue) bytes += q.command().bytes(q.args());
        return bytes;
    }

    /** Bytes of the arguments of the command that runs or waits. */
    public long argumentBytes() {
        return call.dispatcher().clients().isRunning(this) || isBlocked()
                ? call.command().bytes(call.args())
                : 0;
    }

    /** Length of the command that runs, as it came over the wire; 0 when none of this client runs. */
    public long requestBytes() {
        return call.dispatcher().clients().isRunning(this) ? call.command().requestBytes(call.args()) : 0;
    }

    /** About how many bytes it takes: itself, what it has sent and not been sent, what it has queued. */
    public long bytes() {
        long listed = tracker == null ? 0 : tracker.prefixes().size();
        for (PubSub.Kind kind : PubSub.Kind.values()) listed += subscriptions(kind);
        return BYTES + queryBytes() + outputBytes() + argumentBytes() + queuedBytes() + (listed + watched()) * LISTED;
    }

    /** Bytes that it has sent, of the command that runs too. */
    public long queryBytes() {
        return link == null ? 0 : link.queryBytes() + requestBytes();
    }

    /** Bytes that it has not been sent yet. */
    public long outputBytes() {
        return link == null ? 0 : link.outputBytes();
    }

    /** Whether it waits for something. */
    public boolean isBlocked() {
        return waiting != null || postponed;
    }

    /** As one that has only just connected, except for what the dispatcher looks after. */
    void reset() {
        database = 0;
        protocol = 2;
        name = "";
        noEvict = false;
        noTouch = false;
        replies = Replies.ON;
    }
}
