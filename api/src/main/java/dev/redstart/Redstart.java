package dev.redstart;

import dev.redstart.spi.Driver;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Opens backends by URL.
 *
 * <pre>{@code
 * try (Redis redis = Redstart.open("redstart:engine:mem:orders")) { ... }        // inside this JVM, no server
 * try (Redis redis = Redstart.open("redstart:jedis:redis://cache:6379/0")) { ... }
 * try (Redis redis = Redstart.open()) { ... }                                    // wherever the configuration says
 * }</pre>
 */
public final class Redstart {

    private Redstart() {}

    /**
     * Opens the backend that the configuration names: system property {@code redstart.url}, else environment variable
     * {@code REDSTART_URL}, else {@code redstart.url} in {@code redstart.properties} on the class path.
     *
     * @throws RedisConfigException when none of them is set: there is no silent default
     */
    public static Redis open() {
        return open(ConfigLookup.url());
    }

    /**
     * Opens the backend at this URL; returns when a first connection has succeeded.
     *
     * @throws RedisConfigException when the URL cannot work; says what is allowed
     * @throws dev.redstart.spi.RedisConnectionException when nobody answers there
     * @throws dev.redstart.spi.RedisReplyException when the server refuses us
     */
    public static Redis open(String url) {
        return builder(url).open();
    }

    /** For what cannot travel in a URL. */
    public static Builder builder(String url) {
        return new Builder(url);
    }

    /** All of Redstart over a transport that is open already; closing the result closes it. */
    public static Redis over(Transport transport) {
        ThreadPoolExecutor executor = Executors.callbacks();
        return new RedisHandle(new Handle(transport, executor), executor);
    }

    /** Opens one URL with resources that cannot be written in it. Not thread-safe. */
    public static final class Builder {

        private final String url;
        private Clock clock = Clock.systemUTC();
        private @Nullable Executor executor;
        private @Nullable SSLContext sslContext;
        private @Nullable Supplier<Resources.Credentials> credentials;
        private @Nullable Driver driver;
        private @Nullable CommandListener listener;

        private Builder(String url) {
            this.url = url;
        }

        /** The time for what this JVM times itself, as the engine's expiry; a {@link dev.redstart.spi.MovableClock} in tests. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /**
         * Runs callbacks and listeners; stays yours to shut down, after the handle. Unless given, the handle has its own
         * small pool of daemon threads. A callback that blocks keeps one of them from the others; what this executor
         * refuses runs on a daemon thread of ours.
         */
        public Builder executor(Executor value) {
            executor = value;
            return this;
        }

        /** Trust and keys for TLS, instead of the JVM's default. */
        public Builder sslContext(SSLContext value) {
            sslContext = value;
            return this;
        }

        /** Asked at each new connection, instead of the credentials in the URL: for passwords that rotate. */
        public Builder credentials(Supplier<Resources.Credentials> value) {
            credentials = value;
            return this;
        }

        /** This driver instead of the one that the class path has under the URL's name: for OSGi, JPMS, native images. */
        public Builder driver(Driver value) {
            driver = value;
            return this;
        }

        /**
         * Hears of every command: {@link CommandMeters}, {@link CommandObservations}, {@link SlowCommandLog}, or one of your
         * own; several by {@link CommandListener#and}. Without one, nothing is measured and nothing paid.
         */
        public Builder commandListener(CommandListener value) {
            listener = value;
            return this;
        }

        /** See {@link Redstart#open(String)}. */
        public Redis open() {
            ThreadPoolExecutor owned = executor == null ? Executors.callbacks() : null;
            Executor callbacks = owned == null ? Objects.requireNonNull(executor) : owned;
            Resources resources = new Resources(clock, callbacks, sslContext, credentials);
            Transport transport = Drivers.open(url, resources, driver);
            if (listener != null) transport = new ObservedTransport(transport, listener);
            return new RedisHandle(new Handle(transport, callbacks), owned);
        }
    }
}
