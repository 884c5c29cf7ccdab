package dev.redstart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script with the type of its reply. Immutable; make it once, keep it in a constant.
 *
 * <pre>{@code Script<Long> take = Script.of("return redis.call('DECRBY', KEYS[1], ARGV[1])", Decoders.integer());}</pre>
 */
public final class Script<T extends @Nullable Object> {

    private final String source;
    private final String sha1;
    private final Decoder<T> decoder;
    private final boolean readOnly;

    private Script(String source, String sha1, Decoder<T> decoder, boolean readOnly) {
        this.source = source;
        this.sha1 = sha1;
        this.decoder = decoder;
        this.readOnly = readOnly;
    }

    /** A script that may write. */
    public static <T extends @Nullable Object> Script<T> of(String source, Decoder<T> decoder) {
        return new Script<>(source, sha1(source), decoder, false);
    }

    /** The same as one that only reads: sent as {@code EVALSHA_RO}, may be repeated and may go to a replica. */
    public Script<T> readOnly() {
        return new Script<>(source, sha1, decoder, true);
    }

    public String source() {
        return source;
    }

    /** SHA1 of the source in lower-case hexadecimal: its name on the server. */
    public String sha1() {
        return sha1;
    }

    public Decoder<T> decoder() {
        return decoder;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    private static String sha1(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
