package dev.redstart.contract;

import dev.redstart.Redis;
import dev.redstart.Redstart;
import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Transport;
import org.jspecify.annotations.Nullable;

/** Makes backends under test. */
public final class TestBackends {

    private TestBackends() {}

    /**
     * The backend at {@code url}, opened when it is first used. Everything in all its databases will be deleted.
     *
     * @param name as it is to stand in the report, as {@code jedis/resp3}
     */
    public static TestBackend of(String name, String url) {
        return new ByUrl(name, url, null);
    }

    /**
     * The same where the driver thinks more of the other side than is there: a driver of real Redis, say, at a port behind
     * which there is none. What {@code limits} lacks counts as lacking.
     */
    public static TestBackend of(String name, String url, Capabilities limits) {
        return new ByUrl(name, url, limits);
    }

    /** Opens as a user does, then takes the transport out and puts another handle over it, one that takes notes. */
    private static final class ByUrl implements TestBackend {

        private final String name;
        private final String url;
        private final @Nullable Capabilities limits;
        private final SentCommands sent = new SentCommands();
        private @Nullable Redis opened;
        private @Nullable Redis recorded;

        ByUrl(String name, String url, @Nullable Capabilities limits) {
            this.name = name;
            this.url = url;
            this.limits = limits;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String url() {
            return url;
        }

        @Override
        public synchronized Redis redis() {
            Redis redis = recorded;
            if (redis == null) {
                opened = Redstart.open(url);
                recorded = redis = Redstart.over(new RecordingTransport(opened.unwrap(Transport.class), sent, limits));
            }
            return redis;
        }

        @Override
        public synchronized void close() {
            if (recorded != null) recorded.close();
            if (opened != null) opened.close();
            recorded = null;
            opened = null;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
