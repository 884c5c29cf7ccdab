package dev.redstart;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a server's data when it ends, and ending it. Each command speaks to the one server that answers it; on a cluster
 * that is any of the nodes.
 */
@CommandFamily
final class PersistenceFamily<K, V> extends Family<K, V> {

    private static final Decoder<Instant> SECONDS =
            reply -> Instant.ofEpochSecond(Decoders.integer().decode(reply));

    PersistenceFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Writes all data into the server's snapshot file and waits for it, however long that takes; nobody else is served
     * meanwhile: {@link #bgsave()} is what one wants.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Background save already in progress}
     */
    Command<@Nullable Void> save() {
        return write("SAVE", 0).blocking(null).returning(Decoders.ok());
    }

    /**
     * Begins to write a snapshot, and goes on serving. Gives the server's words; {@link #lastsave} and
     * {@code INFO persistence} tell when it is done, and how it went.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR} when a snapshot, or a rewrite of the append-only file, is being
     *     written
     */
    Command<String> bgsave() {
        return write("BGSAVE", 0).returning(Decoders.text());
    }

    /** As {@link #bgsave()}; where that fails because of a rewrite of the append-only file, it will begin after that. */
    Command<String> bgsaveSchedule() {
        return write("BGSAVE", 1).word("SCHEDULE").returning(Decoders.text());
    }

    /**
     * Begins to write the append-only file anew, as short as it can be; while a snapshot is being written, after that. Gives
     * the server's words.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Background append only file rewriting already in progress}
     */
    Command<String> bgrewriteaof() {
        return write("BGREWRITEAOF", 0).returning(Decoders.text());
    }

    /** When the last snapshot was finished, or else the server was started; in whole seconds. */
    Command<Instant> lastsave() {
        return read("LASTSAVE", 0).returning(SECONDS);
    }

    /**
     * Ends the server, with a snapshot before when it is configured to write any. A server that obeys answers nothing:
     * the call ends with {@link dev.redstart.spi.RedisConnectionException}, of phase
     * {@link dev.redstart.spi.Phase#UNKNOWN}, when the server is gone, and never returns normally. Before, the server may wait
     * for its replicas and its snapshot, and so does the call.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Errors trying to SHUTDOWN}: the snapshot could not be written,
     *     and the server goes on; or {@code abort} came meanwhile
     */
    Command<@Nullable Void> shutdown() {
        return write("SHUTDOWN", 0).blocking(null).returning(Decoders.ok());
    }

    /** As {@link #shutdown()}, with options. */
    Command<@Nullable Void> shutdown(ShutdownOptions options) {
        return write("SHUTDOWN", 3)
                .options(Options.given(options))
                .blocking(null)
                .returning(Decoders.ok());
    }

    /**
     * Takes back a {@link #shutdown()} that still waits for replicas.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR No shutdown in progress.}
     */
    Command<@Nullable Void> shutdownAbort() {
        return write("SHUTDOWN", 1).word("ABORT").returning(Decoders.ok());
    }
}
