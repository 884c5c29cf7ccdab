package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server as a whole: its databases, its clock, its replicas. */
@CommandFamily
final class ServerFamily<K, V> extends Family<K, V> {

    ServerFamily(Types<K, V> types) {
        super(types);
    }

    /** How many keys the database has, those that have expired but were not yet noticed included. */
    Command<Long> dbsize() {
        return read("DBSIZE", 0).allPrimaries().returning(Decoders.integer());
    }

    /** Deletes every key of the database. */
    Command<@Nullable Void> flushdb() {
        return write("FLUSHDB", 0).allPrimaries().returning(Decoders.ok());
    }

    /** Deletes every key of the database. */
    Command<@Nullable Void> flushdb(FlushMode mode) {
        return write("FLUSHDB", 1).word(mode.name()).allPrimaries().returning(Decoders.ok());
    }

    /** Deletes every key of every database. */
    Command<@Nullable Void> flushall() {
        return write("FLUSHALL", 0).allPrimaries().returning(Decoders.ok());
    }

    /** Deletes every key of every database. */
    Command<@Nullable Void> flushall(FlushMode mode) {
        return write("FLUSHALL", 1).word(mode.name()).allPrimaries().returning(Decoders.ok());
    }

    /** Exchanges two databases, for every client at once. */
    Command<@Nullable Void> swapdb(int first, int second) {
        return write("SWAPDB", 2).number(first).number(second).returning(Decoders.ok());
    }

    /** The server's clock, in microseconds. */
    Command<Instant> time() {
        return read("TIME", 0).returning(ServerFamily::instant);
    }

    /**
     * Waits until so many replicas have what this connection wrote, and gives how many have. Null waits for ever. It speaks
     * of its own connection only: write and wait on one {@link RedisSession}.
     */
    Command<Long> waitReplicas(int replicas, @Nullable Duration timeout) {
        return write("WAIT", 2).number(replicas).blockMillis(timeout).returning(Decoders.integer());
    }

    /**
     * Waits until the server ({@code local} 1, else 0) and so many replicas have what this connection wrote on disk, and
     * gives which have. Null waits for ever. It speaks of its own connection only: write and wait on one
     * {@link RedisSession}. An error when the server has no append-only file and {@code local} is 1. Since Redis 7.2.
     */
    Command<Fsynced> waitaof(int local, int replicas, @Nullable Duration timeout) {
        return write("WAITAOF", 3)
                .number(local)
                .number(replicas)
                .blockMillis(timeout)
                .returning(ServerFamily::fsynced);
    }

    /** Seconds and microseconds, which come as texts. */
    private static Instant instant(Reply reply) {
        List<Reply> two = Decoders.elements(reply);
        if (two.size() != 2) throw new UnexpectedReply("seconds and microseconds", reply);
        return Instant.ofEpochSecond(Decoders.digits(two.get(0)), 1000 * Decoders.digits(two.get(1)));
    }

    private static Fsynced fsynced(Reply reply) {
        List<Reply> two = Decoders.elements(reply);
        if (two.size() != 2) throw new UnexpectedReply("two counts", reply);
        return new Fsynced(
                Decoders.integer().decode(two.get(0)), Decoders.integer().decode(two.get(1)));
    }
}
