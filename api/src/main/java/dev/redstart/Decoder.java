package dev.redstart;

import dev.redstart.spi.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of a reply. Never sees an error reply: that has been thrown before. Thread-safe.
 *
 * @see Decoders
 */
@FunctionalInterface
public interface Decoder<T extends @Nullable Object> {

    /**
     * @throws UnexpectedReply when the reply is not of the shape this decoder is for
     * @throws RuntimeException as a codec throws it; the caller sees a {@link dev.redstart.spi.RedisCodecException} about it
     */
    T decode(Reply reply);
}
