package dev.redstart.engine.persist.rdb;

import dev.redstart.engine.keyspace.Databases;
import dev.redstart.engine.keyspace.Keyspace;
import dev.redstart.engine.keyspace.Limits;
import dev.redstart.engine.keyspace.Value;
import dev.redstart.engine.persist.FunctionStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads an RDB file of version 1 to 12 into databases, key by key: memory is used for what is loaded, not for the file. A
 * collection that an old server wrote empty is left out; fields whose time has come are not, they go like all others do.
 */
public final class RdbLoader {

    private static final int MAX_VERSION = 12;
    private static final int WITH_CHECKSUM = 5;
    private static final int MODULE_OLD = 6;
    private static final int MODULE = 7;
    private static final String MODULE_NAME_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** Hears now and then how far it is. */
    @FunctionalInterface
    public interface Progress {
        void loaded(long bytes, long keys);

        /** One more key is there. */
        default void key() {}

        /** A key was left out because nothing is in it. */
        default void empty(byte[] key) {}
    }

    /**
     * How to load.
     *
     * @param now          milliseconds since the epoch
     * @param checksum     whether the file's checksum has to be right
     * @param keepsExpired whether keys whose time has come are loaded, too, since commands follow that were given before
     * @param replaces     whether a key may take the place of one that is there; else that is an error
     */
    public record Options(boolean checksum, boolean keepsExpired, boolean replaces, long now) {}

    /**
     * What was loaded.
     *
     * @param keys    how many
     * @param expired how many were left out because their time had come
     * @param empty   how many were left out because they were empty
     * @param bytes   length of the file: where it ends in {@code in}
     * @param aux     what the file says about itself, as {@code redis-ver}
     */
    public record Result(long keys, long expired, long empty, long bytes, Map<String, String> aux) {}

    private final Databases databases;
    private final Options options;
    private final FunctionStore functions;
    private final Progress progress;
    private final RdbInput in;
    private final ValueReader values;
    private final Map<String, String> aux = new LinkedHashMap<>();
    private Keyspace db;
    private long keys;
    private long expired;
    private long empty;
    private long expireAt = Value.NEVER;
    private long idle = -1;
    private int frequency = -1;

    private RdbLoader(
            InputStream source,
            long size,
            Databases databases,
            Limits limits,
            FunctionStore functions,
            Options options,
            Progress progress) {
        in = new RdbInput(source, size, this::tell);
        this.databases = databases;
        this.functions = functions;
        this.options = options;
        this.progress = progress;
        values = new ValueReader(in, limits);
        db = databases.get(0);
    }

    /**
     * Loads a file, under the engine's lock. What was loaded before an error stays loaded. It may read more of {@code in}
     * than the file; where that ends says {@link Result#bytes}.
     *
     * @param size of what is to come, at most: no length in the file is believed beyond it
     * @throws CorruptRdbException when the file is damaged, or has what the engine has not
     */
    public static Result load(
            InputStream in,
            long size,
            Databases databases,
            Limits limits,
            FunctionStore functions,
            Options options,
            Progress progress)
            throws IOException {
        try {
            return new RdbLoader(in, size, databases, limits, functions, options, progress).load();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Result load() {
        int version = version();
        for (int code = in.get(); code != Opcode.END; code = in.get()) item(code);
        if (version >= WITH_CHECKSUM) checksum();
        tell();
        return new Result(keys, expired, empty, in.offset(), aux);
    }

    private void tell() {
        progress.loaded(in.offset(), keys);
    }

    private int version() {
        String head = new String(in.raw(9), StandardCharsets.ISO_8859_1);
        if (!head.matches("REDIS[0-9]{4}")) throw in.corrupt("Wrong signature trying to load DB from file");
        int version = Integer.parseInt(head.substring(5));
        if (version < 1 || version > MAX_VERSION) throw in.corrupt("Can't handle RDB format version " + version);
        return version;
    }

    private void checksum() {
        long actual = in.checksum();
        long expected = in.fixed();
        // 0: written without.
        if (options.checksum() && expected != 0 && expected != actual)
            throw in.corrupt(String.format("RDB CRC error: the file says %x, and has %x", expected, actual));
    }

    private void item(int code) {
        switch (code) {
            case Opcode.EXPIRE_SECONDS -> expireAt = little(4) * 1000;
            case Opcode.EXPIRE_MILLIS -> expireAt = in.fixed();
            case Opcode.FREQUENCY -> frequency = in.get();
            case Opcode.IDLE -> idle = in.number();
            case Opcode.SELECT_DB -> select(in.number());
            case Opcode.RESIZE_DB -> skipNumbers(2);
            case Opcode.SLOT_INFO -> skipNumbers(3);
            case Opcode.AUX -> aux.put(text(in.string()), text(in.string()));
            case Opcode.FUNCTION -> function(in.string());
            case Opcode.FUNCTION_PRE_GA -> throw in.corrupt("Pre-release function format not supported");
            case Opcode.MODULE_AUX ->
                throw in.corrupt("The RDB file contains AUX module data I can't load: no matching module '"
                        + moduleName(in.number()) + "'");
            case MODULE_OLD, MODULE -> {
                in.string();
                throw in.corrupt("The RDB file contains module data I can't load: no matching module type '"
                        + moduleName(in.number()) + "'");
            }
            default -> key(code);
        }
    }

    /** Nine signs of six bits each stand above the version. */
    private static String moduleName(long id) {
        StringBuilder name = new StringBuilder();
        for (int shift = 58; shift >= 10; shift -= 6) name.append(MODULE_NAME_SIGNS.charAt((int) (id >>> shift) & 63));
        return name.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long little(int width) {
        long n = 0;
        for (int i = 0; i < width; i++) n |= (long) in.get() << 8 * i;
        // Signed, as the clock of that time.
        return (int) n;
    }

    private void skipNumbers(int count) {
        for (int i = 0; i < count; i++) in.number();
    }

    private void select(long index) {
        if (index < 0 || index >= databases.count())
            throw in.corrupt("Data file was created with a Redis server configured to handle more than "
                    + databases.count() + " databases");
        db = databases.get((int) index);
    }

    private void function(byte[] source) {
        try {
            functions.load(source, options.replaces());
        } catch (IllegalArgumentException e) {
            throw in.corrupt("Failed loading a function library: " + e.getMessage());
        }
    }

    private void key(int type) {
        byte[] key = in.string();
        Value value = values.read(type);
        if (value.isEmpty()) skip(key);
        else if (!options.keepsExpired() && expireAt <= options.now()) expired++;
        else store(key, value);
        expireAt = Value.NEVER;
        idle = -1;
        frequency = -1;
        progress.key();
    }

    private void skip(byte[] key) {
        empty++;
        progress.empty(key);
    }

    private void store(byte[] key, Value value) {
        if (!options.replaces() && db.peek(key) != null) throw in.corrupt("RDB has duplicated key '" + text(key) + "'");
        db.set(key, value);
        if (idle >= 0) db.idleSeconds(key, idle);
        if (frequency >= 0) db.frequency(key, frequency);
        if (expireAt != Value.NEVER) db.expiry(key, expireAt);
        keys++;
    }
}
