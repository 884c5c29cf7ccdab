package dev.redstart.spi.server;

import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import org.jspecify.annotations.Nullable;

/** A connection on which both sides talk as they like: of a subscription. For one thread, except {@link #abort()}. */
public interface StreamConnection {

    /**
     * Sends the request; what the server says to it is heard as everything else is.
     *
     * @throws RedisException when the connection is broken
     */
    void say(Request request);

    /**
     * What the server says next, push or reply; null when it has said nothing for so long.
     *
     * @param about  on whose behalf, for the error
     * @param millis above zero
     * @throws RedisException when the connection is broken
     */
    @Nullable
    Reply listen(Request about, int millis);

    /** Closes it under whoever uses it; from any thread, without waiting. */
    void abort();

    /** Closes it in peace when nothing is wrong with it, else at once. */
    void close();
}
