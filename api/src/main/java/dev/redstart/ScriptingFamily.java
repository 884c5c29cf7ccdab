package dev.redstart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lua scripts that run on the server, atomically. A script gets the keys as {@code KEYS} and the arguments as {@code ARGV};
 * the {@link Decoder} says what its reply is to become: a Lua number comes as an integer without its fraction, a table as an
 * array up to its first nil, true as 1, false and nil as null. For a script that is run often, see {@link Script}.
 */
@CommandFamily
final class ScriptingFamily<K, V> extends Family<K, V> {

    private static final Decoder<List<Boolean>> FLAGS = Decoders.list(Decoders.bool());

    ScriptingFamily(Types<K, V> types) {
        super(types);
    }

    /**
     * Runs the script. Every key that it touches has to be named in {@code keys}.
     *
     * @throws dev.redstart.spi.RedisReplyException when the script does not compile, fails, or gives an error
     * @throws dev.redstart.spi.RedisCodecException when the reply is not what {@code decoder} is for; the script has run then
     */
    <T extends @Nullable Object> Command<T> eval(
            String script, Decoder<T> decoder, List<? extends K> keys, List<? extends V> arguments) {
        return run(write("EVAL", 2 + keys.size() + arguments.size()), script, decoder, keys, arguments);
    }

    /** As {@link #eval}, of a script that only reads: the server refuses its writes. It may be repeated, or go to a replica. */
    <T extends @Nullable Object> Command<T> evalRo(
            String script, Decoder<T> decoder, List<? extends K> keys, List<? extends V> arguments) {
        return run(read("EVAL_RO", 2 + keys.size() + arguments.size()), script, decoder, keys, arguments);
    }

    /**
     * As {@link #eval}, of a script that the server knows already, by its SHA1 in hexadecimal.
     *
     * @throws dev.redstart.spi.RedisReplyException also with the code {@code NOSCRIPT}: the server does not know it (any more)
     */
    <T extends @Nullable Object> Command<T> evalsha(
            String sha1, Decoder<T> decoder, List<? extends K> keys, List<? extends V> arguments) {
        return run(write("EVALSHA", 2 + keys.size() + arguments.size()), sha1, decoder, keys, arguments);
    }

    /** As {@link #evalsha}, of a script that only reads; see {@link #evalRo}. */
    <T extends @Nullable Object> Command<T> evalshaRo(
            String sha1, Decoder<T> decoder, List<? extends K> keys, List<? extends V> arguments) {
        return run(read("EVALSHA_RO", 2 + keys.size() + arguments.size()), sha1, decoder, keys, arguments);
    }

    private static <K, V, T extends @Nullable Object> Command<T> run(
            CommandBuilder<K, V> command,
            String script,
            Decoder<T> decoder,
            List<? extends K> keys,
            List<? extends V> arguments) {
        return command.text(script).countedKeysAndValues(keys, arguments).returning(decoder);
    }

    /** Compiles the script and keeps it, without running it. Gives its SHA1 in hexadecimal; on a cluster, on every node. */
    Command<String> scriptLoad(String script) {
        return write("SCRIPT", 2)
                .word("LOAD")
                .text(script)
                .idempotent()
                .allPrimaries()
                .returning(Decoders.text());
    }

    /** For each of these SHA1s in order whether the server knows its script; at least one. */
    Command<List<Boolean>> scriptExists(String... sha1s) {
        return read("SCRIPT", 1 + sha1s.length)
                .word("EXISTS")
                .someTexts("SHA1", sha1s)
                .returning(FLAGS);
    }

    /** Forgets all scripts; in the way that the server's setting {@code lazyfree-lazy-user-flush} says. */
    Command<@Nullable Void> scriptFlush() {
        return write("SCRIPT", 1).word("FLUSH").allPrimaries().returning(Decoders.ok());
    }

    /** Forgets all scripts, waiting for their memory to be freed or not. */
    Command<@Nullable Void> scriptFlush(FlushMode mode) {
        return write("SCRIPT", 2).word("FLUSH").word(mode.name()).allPrimaries().returning(Decoders.ok());
    }

    /**
     * Ends the script that runs now, which then fails; only while it has not written anything.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code NOTBUSY} when none runs, {@code UNKILLABLE} when it has written
     */
    Command<@Nullable Void> scriptKill() {
        return write("SCRIPT", 1).word("KILL").allPrimaries().returning(Decoders.ok());
    }
}
