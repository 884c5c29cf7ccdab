package dev.redstart;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys: whether they are there, what they hold, and moving them about. */
@CommandFamily
@SuppressWarnings("varargs") // the arrays are only read
final class KeyFamily<K, V> extends Family<K, V> {

    /** MIGRATE's answer when none of the keys was there. */
    private static final Decoder<Boolean> OK_OR_NOKEY = reply -> switch (Decoders.string(reply)) {
        case "OK" -> true;
        case "NOKEY" -> false;
        default -> throw new UnexpectedReply("OK or NOKEY", reply);
    };

    private static final Decoder<@Nullable Bytes> BYTES_OR_NULL = Decoders.orNull(Decoders.bytes());
    private static final Decoder<@Nullable Duration> SECONDS_OR_NULL =
            Decoders.orNull(reply -> Duration.ofSeconds(Decoders.integer().decode(reply)));

    private final Decoder<ScanPage<K>> page;

    KeyFamily(Types<K, V> types) {
        super(types);
        page = ScanPage.decoder(types.keys);
    }

    /** Deletes these keys; gives how many there were. O(N) in keys and in the elements that they hold. */
    @SafeVarargs
    final Command<Long> del(K... keys) {
        return write("DEL", keys.length).keys(keys).returning(Decoders.integer());
    }

    /** See {@link #del(Object[])}. */
    Command<Long> del(Collection<? extends K> keys) {
        return write("DEL", keys.size()).keys(keys).returning(Decoders.integer());
    }

    /** As {@link #del(Object[])}, giving their memory back in the background. O(N) in keys. */
    @SafeVarargs
    final Command<Long> unlink(K... keys) {
        return write("UNLINK", keys.length).keys(keys).returning(Decoders.integer());
    }

    /** See {@link #unlink(Object[])}. */
    Command<Long> unlink(Collection<? extends K> keys) {
        return write("UNLINK", keys.size()).keys(keys).returning(Decoders.integer());
    }

    /** How many of these keys exist; one named twice counts twice. */
    @SafeVarargs
    final Command<Long> exists(K... keys) {
        return read("EXISTS", keys.length).keys(keys).returning(Decoders.integer());
    }

    /** See {@link #exists(Object[])}. */
    Command<Long> exists(Collection<? extends K> keys) {
        return read("EXISTS", keys.size()).keys(keys).returning(Decoders.integer());
    }

    /** Marks these keys as used just now, for a server that evicts; gives how many exist. */
    @SafeVarargs
    final Command<Long> touch(K... keys) {
        return read("TOUCH", keys.length).keys(keys).returning(Decoders.integer());
    }

    /** See {@link #touch(Object[])}. */
    Command<Long> touch(Collection<? extends K> keys) {
        return read("TOUCH", keys.size()).keys(keys).returning(Decoders.integer());
    }

    /** {@code string}, {@code list}, {@code set}, {@code zset}, {@code hash} or {@code stream}; {@code none} when missing. */
    Command<String> type(K key) {
        return read("TYPE", 1).key(key).returning(Decoders.text());
    }

    /**
     * All keys that match the glob pattern. O(N) in the keys of the database, and nobody else is served meanwhile: for
     * {@code redis-cli} and small databases; else {@link ScanCommands#scan(ScanOptions)}.
     */
    Command<List<K>> keys(String pattern) {
        return read("KEYS", 1).text(pattern).returning(types.keys);
    }

    /** Any key of the database; null when it is empty. */
    Command<@Nullable K> randomkey() {
        return read("RANDOMKEY", 0).returning(types.keyOrNull);
    }

    /** The first step of a scan over the keys of the database; see {@link #scan(ScanCursor, ScanOptions)}. */
    Command<ScanPage<K>> scan(ScanCursor cursor) {
        return scan(cursor, ScanOptions.all());
    }

    /**
     * One step of a scan over the keys of the database, from {@link ScanCursor#START} until the cursor is finished. A key
     * that is there from the first step to the last comes at least once; one may come twice; a page may be empty. O(1) a
     * step, O(N) for all.
     */
    Command<ScanPage<K>> scan(ScanCursor cursor, ScanOptions options) {
        return read("SCAN", 7)
                .text(cursor.text())
                .options(Options.given(options))
                .returning(page);
    }

    /** Gives the key another name, over whatever was there. An error when {@code key} is missing. */
    Command<@Nullable Void> rename(K key, K newKey) {
        return write("RENAME", 2).key(key).key(newKey).returning(Decoders.ok());
    }

    /** As {@link #rename(Object, Object)} when {@code newKey} is missing; false when it is there. */
    Command<Boolean> renamenx(K key, K newKey) {
        return write("RENAMENX", 2).key(key).key(newKey).returning(Decoders.bool());
    }

    /** Copies the value with its time to live; false when {@code source} is missing or {@code destination} is there. */
    Command<Boolean> copy(K source, K destination) {
        return write("COPY", 2).key(source).key(destination).returning(Decoders.bool());
    }

    /** As {@link #copy(Object, Object)}, with options. */
    Command<Boolean> copy(K source, K destination, CopyOptions options) {
        return write("COPY", 5)
                .key(source)
                .key(destination)
                .options(Options.given(options))
                .returning(Decoders.bool());
    }

    /** Moves the key into another database; false when it is missing here or there is one of that name there. */
    Command<Boolean> move(K key, int database) {
        return write("MOVE", 2).key(key).number(database).returning(Decoders.bool());
    }

    /** The value in Redis' own serialized form, without its time to live; null when the key is missing. */
    Command<@Nullable Bytes> dump(K key) {
        return read("DUMP", 1).key(key).returning(BYTES_OR_NULL);
    }

    /** Makes a key of what {@link #dump(Object)} gave. {@code BUSYKEY} when it exists. */
    Command<@Nullable Void> restore(K key, Bytes payload) {
        return restore(key, payload, RestoreOptions.Choice.NONE);
    }

    /** As {@link #restore(Object, Bytes)}, with options. */
    Command<@Nullable Void> restore(K key, Bytes payload, RestoreOptions options) {
        RestoreOptions.Choice choice = (RestoreOptions.Choice) Options.given(options);
        return write("RESTORE", 7)
                .key(key)
                .number(choice.timeToLive())
                .bytes(payload.toArray())
                .options(choice)
                .returning(Decoders.ok());
    }

    /**
     * Moves a key to another server, atomically on both; false when it is missing. {@code timeout} is how long one of them
     * may keep silent; past it, {@code IOERR}, and the key may be on both.
     */
    Command<Boolean> migrate(String host, int port, K key, int database, Duration timeout) {
        return write("MIGRATE", 5)
                .text(host)
                .number(port)
                .key(key)
                .number(database)
                .millis(timeout)
                .blocking(timeout)
                .returning(OK_OR_NOKEY);
    }

    /** As {@link #migrate(String, int, Object, int, Duration)} for several keys; false when all of them are missing. */
    Command<Boolean> migrate(
            String host,
            int port,
            Collection<? extends K> keys,
            int database,
            Duration timeout,
            MigrateOptions options) {
        return write("MIGRATE", 12)
                .text(host)
                .number(port)
                .text("")
                .number(database)
                .millis(timeout)
                .blocking(timeout)
                .options(Options.given(options))
                .word("KEYS")
                .keys(keys)
                .returning(OK_OR_NOKEY);
    }

    /** How the value is stored, as {@code listpack}; null when the key is missing. */
    Command<@Nullable String> objectEncoding(K key) {
        return object("ENCODING", key).returning(Decoders.textOrNull());
    }

    /**
     * How often the key is used, logarithmically; null when it is missing. An error unless the server evicts by frequency
     * ({@code maxmemory-policy *-lfu}).
     */
    Command<@Nullable Long> objectFreq(K key) {
        return object("FREQ", key).returning(Decoders.integerOrNull());
    }

    /**
     * How long ago the key was used, in whole seconds; null when it is missing. An error when the server evicts by
     * frequency ({@code maxmemory-policy *-lfu}).
     */
    Command<@Nullable Duration> objectIdletime(K key) {
        return object("IDLETIME", key).returning(SECONDS_OR_NULL);
    }

    /** How many references to the value there are in the server; null when the key is missing. */
    Command<@Nullable Long> objectRefcount(K key) {
        return object("REFCOUNT", key).returning(Decoders.integerOrNull());
    }

    private CommandBuilder<K, V> object(String subcommand, K key) {
        return read("OBJECT", 2).word(subcommand).key(key);
    }
}
