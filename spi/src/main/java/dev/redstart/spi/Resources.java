package dev.redstart.spi;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What cannot travel in a URL.
 *
 * @param clock       the time for everything that this JVM times itself: the engine's expiry, blocking timeouts, stream IDs
 * @param executor    runs callbacks, listeners and completions; owned by whoever gave it
 * @param sslContext  trust and keys for TLS; null means the JVM's default
 * @param credentials asked at each new connection; null means those of the URL
 */
public record Resources(
        Clock clock, Executor executor, @Nullable SSLContext sslContext, @Nullable Supplier<Credentials> credentials) {

    /**
     * Who we are to the server.
     *
     * @param user     null for the default user
     * @param password never shown
     */
    public record Credentials(@Nullable String user, String password) {
        @Override
        public String toString() {
            return "Credentials[" + (user == null ? "default" : user) + ", ***]";
        }
    }
}
