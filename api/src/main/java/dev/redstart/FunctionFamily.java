package dev.redstart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions: Lua that the server keeps by name, in libraries, as it keeps data: persisted, and sent to its replicas. What
 * changes the libraries goes to every primary of a cluster, since each has its own.
 *
 * <pre>{@code
 * redis.functionLoad("""
 *         #!lua name=counters
 *         redis.register_function('up', function(keys, args) return redis.call('INCRBY', keys[1], args[1]) end)""");
 * long n = redis.fcall("up", Decoders.integer(), List.of("n"), List.of("2"));
 * }</pre>
 */
@CommandFamily
final class FunctionFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<FunctionLibrary>> LIBRARIES = Decoders.list(FunctionLibrary::decode);

    FunctionFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Calls a function. Every key that it touches has to be named in {@code keys}. The {@link Decoder} says what its reply is
     * to become; see {@code eval} for how Lua's values arrive.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Function not found}; or what the function fails with
     * @throws dev.redstart.spi.RedisCodecException when the reply is not what {@code decoder} is for; it has run then
     */
    <T extends @Nullable Object> Command<T> fcall(
            String function, Decoder<T> decoder, List<? extends K> keys, List<? extends V> arguments) {
        return write("FCALL", 2 + keys.size() + arguments.size())
                .text(function)
                .countedKeysAndValues(keys, arguments)
                .returning(decoder);
    }

    /**
     * As {@link #fcall}, of a function that is registered with the flag {@code no-writes}; the server refuses any other. It
     * may be repeated, or go to a replica.
     */
    <T extends @Nullable Object> Command<T> fcallRo(
            String function, Decoder<T> decoder, List<? extends K> keys, List<? extends V> arguments) {
        return read("FCALL_RO", 2 + keys.size() + arguments.size())
                .text(function)
                .countedKeysAndValues(keys, arguments)
                .returning(decoder);
    }

    /**
     * Loads a library and gives its name. Its first line is {@code #!lua name=<name>}, and it has to register a function.
     *
     * @throws dev.redstart.spi.RedisReplyException when it does not compile, or the server has a library of that name or one
     *     of the functions
     */
    Command<String> functionLoad(String code) {
        return write("FUNCTION", 2).word("LOAD").text(code).allPrimaries().returning(Decoders.text());
    }

    /** As {@link #functionLoad}, in the place of a library of the same name if there is one ({@code REPLACE}). */
    Command<String> functionLoadReplace(String code) {
        return write("FUNCTION", 3)
                .word("LOAD")
                .word("REPLACE")
                .text(code)
                .allPrimaries()
                .returning(Decoders.text());
    }

    /** All libraries, without their code. */
    Command<List<FunctionLibrary>> functionList() {
        return read("FUNCTION", 1).word("LIST").returning(LIBRARIES);
    }

    /** The libraries whose name fits this pattern ({@code LIBRARYNAME}), without their code. */
    Command<List<FunctionLibrary>> functionList(String pattern) {
        return named(pattern).returning(LIBRARIES);
    }

    /** All libraries, with their code. */
    Command<List<FunctionLibrary>> functionListWithCode() {
        return read("FUNCTION", 2).word("LIST").word("WITHCODE").returning(LIBRARIES);
    }

    /** The libraries whose name fits this pattern ({@code LIBRARYNAME}), with their code. */
    Command<List<FunctionLibrary>> functionListWithCode(String pattern) {
        return named(pattern).word("WITHCODE").returning(LIBRARIES);
    }

    private CommandBuilder<K, V> named(String pattern) {
        return read("FUNCTION", 4).word("LIST").word("LIBRARYNAME").text(pattern);
    }

    /**
     * Deletes a library with all its functions.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Library not found}
     */
    Command<@Nullable Void> functionDelete(String library) {
        return write("FUNCTION", 2).word("DELETE").text(library).allPrimaries().returning(Decoders.ok());
    }

    /** Deletes all libraries; in the way that the server's setting {@code lazyfree-lazy-user-flush} says. */
    Command<@Nullable Void> functionFlush() {
        return write("FUNCTION", 1).word("FLUSH").allPrimaries().returning(Decoders.ok());
    }

    /** Deletes all libraries, waiting for their memory to be freed or not. */
    Command<@Nullable Void> functionFlush(FlushMode mode) {
        return write("FUNCTION", 2)
                .word("FLUSH")
                .word(mode.name())
                .allPrimaries()
                .returning(Decoders.ok());
    }

    /** All libraries in Redis' own serialized form, for {@link #functionRestore(Bytes)}. */
    Command<Bytes> functionDump() {
        return read("FUNCTION", 1).word("DUMP").returning(Decoders.bytes());
    }

    /** As {@link #functionRestore(Bytes, FunctionRestorePolicy)} with {@link FunctionRestorePolicy#APPEND}. */
    Command<@Nullable Void> functionRestore(Bytes payload) {
        return write("FUNCTION", 2)
                .word("RESTORE")
                .bytes(payload.toArray())
                .allPrimaries()
                .returning(Decoders.ok());
    }

    /** Loads the libraries that {@link #functionDump} gave: all of them, or, with an error, none. */
    Command<@Nullable Void> functionRestore(Bytes payload, FunctionRestorePolicy policy) {
        return write("FUNCTION", 3)
                .word("RESTORE")
                .bytes(payload.toArray())
                .word(policy.name())
                .allPrimaries()
                .returning(Decoders.ok());
    }

    /** What runs now, and how many libraries and functions there are. The server answers it also while it is busy. */
    Command<FunctionStats> functionStats() {
        return read("FUNCTION", 1).word("STATS").returning(FunctionStats::decode);
    }

    /**
     * Ends the function that runs now, which then fails; only while it has not written anything.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code NOTBUSY} when none runs, {@code UNKILLABLE} when it has written
     */
    Command<@Nullable Void> functionKill() {
        return write("FUNCTION", 1).word("KILL").allPrimaries().returning(Decoders.ok());
    }
}
