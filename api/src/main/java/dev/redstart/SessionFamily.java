package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What changes the state of a connection, or asks about it: only on a {@link RedisSession}. Nothing of it outlives the
 * session: closing it gives the connection back clean. ({@code QUIT} has no method: {@link RedisSession#close} is it.)
 */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class SessionFamily<K, V> extends Family<K, V> {

    SessionFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Uses another database from now on.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR DB index is out of range}
     */
    Command<@Nullable Void> select(int index) {
        return changing("SELECT", 1).number(index).returning(Decoders.ok());
    }

    /**
     * Becomes the user {@code default}.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code WRONGPASS}; {@code ERR} when that user needs no password
     */
    Command<@Nullable Void> auth(String password) {
        return changing("AUTH", 1).text(password).returning(Decoders.ok());
    }

    /**
     * Becomes this user.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code WRONGPASS}: no such user, or another password
     */
    Command<@Nullable Void> auth(String user, String password) {
        return changing("AUTH", 2).text(user).text(password).returning(Decoders.ok());
    }

    /** What the server is, and what this connection is to it; changes nothing. */
    Command<HelloInfo> hello() {
        return changing("HELLO", 0).returning(HelloInfo::decode);
    }

    /**
     * Changes protocol, user and name as the options say. When it fails, nothing is changed.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code NOPROTO}, {@code WRONGPASS}, {@code NOAUTH}
     */
    Command<HelloInfo> hello(HelloOptions options) {
        return changing("HELLO", 6).options(Options.given(options)).returning(HelloInfo::decode);
    }

    /**
     * Makes the connection as a fresh one: no transaction, nothing watched, database 0, RESP2, no name, and the user that a
     * fresh connection has, which may be one that may do nothing before {@code auth}.
     */
    Command<@Nullable Void> reset() {
        return changing("RESET", 0).returning(SessionFamily::isReset);
    }

    private static @Nullable Void isReset(Reply reply) {
        if (!Decoders.string(reply).equals("RESET")) throw new UnexpectedReply("RESET", reply);
        return null;
    }

    /** The next {@code exec} does nothing when one of these keys has changed by then. */
    @SafeVarargs
    final Command<@Nullable Void> watch(K... keys) {
        return changing("WATCH", keys.length).keys(keys).returning(Decoders.ok());
    }

    /** See {@link #watch(Object...)}; at least one key. */
    Command<@Nullable Void> watch(Collection<? extends K> keys) {
        return changing("WATCH", keys.size()).keys(keys).returning(Decoders.ok());
    }

    /** Watches nothing any more. */
    Command<@Nullable Void> unwatch() {
        return changing("UNWATCH", 0).returning(Decoders.ok());
    }

    /**
     * From now on commands are queued, and answered {@code QUEUED}: send them with {@link RedisSession#call}. Better than this
     * by hand is {@link TypedRedis#transaction}, or {@link TypedRedis#watch}.
     */
    Command<@Nullable Void> multi() {
        return changing("MULTI", 0).returning(Decoders.ok());
    }

    /**
     * Executes what was queued. Gives the replies, in order, as an array in which an error is an element; the null reply when a
     * watched key had changed: then nothing was executed. Watches nothing any more.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code EXECABORT}: a command was refused when it was queued, so none was
     *     executed; {@code ERR EXEC without MULTI}
     */
    Command<Reply> exec() {
        return changing("EXEC", 0).returning(Decoders.reply());
    }

    /** Forgets what was queued, and what is watched. */
    Command<@Nullable Void> discard() {
        return changing("DISCARD", 0).returning(Decoders.ok());
    }

    /** The connection's number: never used for another one, and growing, as long as the server runs. */
    Command<Long> clientId() {
        return asking(1).word("ID").returning(Decoders.integer());
    }

    /** The connection's name, or null when it has none. */
    Command<@Nullable String> clientGetname() {
        return asking(1).word("GETNAME").returning(Decoders.textOrNull());
    }

    /** Names the connection: printable ASCII without spaces; empty for no name. */
    Command<@Nullable Void> clientSetname(String name) {
        return changing("CLIENT", 2).word("SETNAME").text(name).returning(Decoders.ok());
    }

    /** What the server knows of the connection, as {@code clientList} tells it of all. */
    Command<ClientInfo> clientInfo() {
        return asking(1).word("INFO").returning(ClientInfo::decode);
    }

    /** Whether the server spares the connection when it closes some for lack of memory; an administrator's command. */
    Command<@Nullable Void> clientNoEvict(boolean on) {
        return changing("CLIENT", 2).word("NO-EVICT").word(on ? "ON" : "OFF").returning(Decoders.ok());
    }

    /** Whether commands of the connection leave alone when a key was last used (except TOUCH). Since Redis 7.2. */
    Command<@Nullable Void> clientNoTouch(boolean on) {
        return changing("CLIENT", 2).word("NO-TOUCH").word(on ? "ON" : "OFF").returning(Decoders.ok());
    }

    /** Names the library behind the connection: printable ASCII without spaces; empty for none. Since Redis 7.2. */
    Command<@Nullable Void> clientSetinfoLibName(String name) {
        return changing("CLIENT", 3).word("SETINFO").word("LIB-NAME").text(name).returning(Decoders.ok());
    }

    /** The version of that library: printable ASCII without spaces; empty for none. Since Redis 7.2. */
    Command<@Nullable Void> clientSetinfoLibVer(String version) {
        return changing("CLIENT", 3)
                .word("SETINFO")
                .word("LIB-VER")
                .text(version)
                .returning(Decoders.ok());
    }

    /**
     * From now on the server tells the connection when a key that it has read has changed, once for each time it has read it:
     * {@link RedisSession#onPush} hears {@code invalidate}.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR} when it is on in another mode already
     */
    Command<@Nullable Void> clientTrackingOn() {
        return changing("CLIENT", 2).word("TRACKING").word("ON").returning(Decoders.ok());
    }

    /** As {@link #clientTrackingOn()}, with options. */
    Command<@Nullable Void> clientTrackingOn(TrackingOptions options) {
        return changing("CLIENT", 8)
                .word("TRACKING")
                .word("ON")
                .options(Options.given(options))
                .returning(Decoders.ok());
    }

    /** The server tells the connection of no keys any more. */
    Command<@Nullable Void> clientTrackingOff() {
        return changing("CLIENT", 2).word("TRACKING").word("OFF").returning(Decoders.ok());
    }

    /**
     * Whether the server is to tell of the keys that the next command reads.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR} unless tracking is on, with {@code optIn} for yes, with
     *     {@code optOut} for no
     */
    Command<@Nullable Void> clientCaching(boolean yes) {
        return changing("CLIENT", 2).word("CACHING").word(yes ? "YES" : "NO").returning(Decoders.ok());
    }

    /** Whether and how the server tells of keys. */
    Command<TrackingInfo> clientTrackinginfo() {
        return asking(1).word("TRACKINGINFO").returning(TrackingInfo::decode);
    }

    /** Number of the connection that is told of keys instead of this one; 0 for none, -1 when tracking is off. */
    Command<Long> clientGetredir() {
        return asking(1).word("GETREDIR").returning(Decoders.integer());
    }

    /**
     * Lets a replica in a cluster answer reads by itself, from what it has got so far.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR} without a cluster
     */
    Command<@Nullable Void> readonly() {
        return changing("READONLY", 0).returning(Decoders.ok());
    }

    /**
     * Takes {@link #readonly} back.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR} without a cluster
     */
    Command<@Nullable Void> readwrite() {
        return changing("READWRITE", 0).returning(Decoders.ok());
    }

    private CommandBuilder<K, V> changing(String command, int arguments) {
        return write(command, arguments).pinned();
    }

    private CommandBuilder<K, V> asking(int arguments) {
        return read("CLIENT", arguments).pinned();
    }
}
