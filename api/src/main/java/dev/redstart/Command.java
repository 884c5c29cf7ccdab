package dev.redstart;

import dev.redstart.spi.Request;
import org.jspecify.annotations.Nullable;

/**
 * A command as a value: what is sent, and how its reply becomes a {@code T}. Immutable; may be sent any number of times, on
 * any backend, in any mode.
 */
public final class Command<T extends @Nullable Object> {

    private final Request request;
    private final Decoder<T> decoder;

    Command(Request request, Decoder<T> decoder) {
        this.request = request;
        this.decoder = decoder;
    }

    /** A command by hand: any request, with the decoder for its reply. */
    public static <T extends @Nullable Object> Command<T> of(Request request, Decoder<T> decoder) {
        return new Command<>(request, decoder);
    }

    public Request request() {
        return request;
    }

    public Decoder<T> decoder() {
        return decoder;
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
