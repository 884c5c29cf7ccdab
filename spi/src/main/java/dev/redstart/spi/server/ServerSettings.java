package dev.redstart.spi.server;

import dev.redstart.spi.Endpoint;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.Request;
import dev.redstart.spi.Resources;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the URL and the resources say to a driver for a single server, once for all its connections; see
 * {@link dev.redstart.spi.Option#COMMON}. Times are milliseconds. Immutable.
 *
 * @param driver      its name
 * @param sslContext  null for the JVM's default
 * @param credentials asked at each new connection; may give null
 * @param poolWait    how long a caller may wait for a connection
 * @param silence     how long a subscription may hear nothing before it asks the server whether it is there
 * @param readOnly    whether connections say READONLY, so that a replica of a cluster answers reads itself
 */
public record ServerSettings(
        String driver,
        Endpoint.Node node,
        boolean tls,
        @Nullable SSLContext sslContext,
        Supplier<Resources.@Nullable Credentials> credentials,
        int database,
        int timeout,
        int connectTimeout,
        int poolSize,
        int poolWait,
        @Nullable String clientName,
        boolean resp3,
        int silence,
        boolean readOnly) {

    private static final int SILENCE = 10_000;

    /**
     * Reads them.
     *
     * @throws RedisConfigException for a target that is no single server, or a value that is not allowed
     */
    public static ServerSettings of(Endpoint endpoint) {
        return of(endpoint, endpoint.standalone());
    }

    /**
     * Those for the first node of {@code server}, however it hangs together with others; see {@link #withNode}.
     *
     * @throws RedisConfigException for a value that is not allowed
     */
    public static ServerSettings of(Endpoint endpoint, Endpoint.Server server) {
        Supplier<Resources.Credentials> provider = endpoint.resources().credentials();
        Duration threeSeconds = Duration.ofSeconds(3);
        return new ServerSettings(
                endpoint.driver(),
                server.nodes().get(0),
                server.tls(),
                endpoint.resources().sslContext(),
                provider == null ? server::credentials : provider::get,
                server.database(),
                (int) endpoint.duration("timeout", threeSeconds).toMillis(),
                (int) endpoint.duration("connectTimeout", threeSeconds).toMillis(),
                endpoint.integer("poolSize", 8, 1, 10_000),
                (int) endpoint.duration("poolWait", threeSeconds).toMillis(),
                endpoint.text("clientName", null),
                endpoint.oneOf("protocol", "resp3", "resp2", "resp3").equals("resp3"),
                SILENCE,
                false);
    }

    /** Whether open waits for a first connection ({@code connect=eager}, the default). */
    public static boolean isEager(Endpoint endpoint) {
        return endpoint.oneOf("connect", "eager", "eager", "lazy").equals("eager");
    }

    /** The same with another database. */
    public ServerSettings withDatabase(int index) {
        return with(node, credentials, index, silence, readOnly);
    }

    /** The same with another {@link #silence()}. */
    public ServerSettings withSilence(int millis) {
        return with(node, credentials, database, millis, readOnly);
    }

    /** The same for another server. */
    public ServerSettings withNode(Endpoint.Node other) {
        return with(other, credentials, database, silence, readOnly);
    }

    /** The same with connections that only read: see {@link #readOnly()}. */
    public ServerSettings withReadOnly() {
        return with(node, credentials, database, silence, true);
    }

    /** The same for another user. */
    public ServerSettings withCredentials(Supplier<Resources.@Nullable Credentials> who) {
        return with(node, who, database, silence, readOnly);
    }

    private ServerSettings with(
            Endpoint.Node at, Supplier<Resources.@Nullable Credentials> who, int index, int quiet, boolean reading) {
        return new ServerSettings(
                driver,
                at,
                tls,
                sslContext,
                who,
                index,
                timeout,
                connectTimeout,
                poolSize,
                poolWait,
                clientName,
                resp3,
                quiet,
                reading);
    }

    /** Where a failure of {@code command} happened. */
    public Origin origin(@Nullable String command) {
        return new Origin(command, driver, node.toString());
    }

    /** How long the connection may stay silent before the reply to {@code request}; 0 for ever. */
    public int patience(Request request) {
        long own = request.timeoutMillis();
        return switch (request.lane()) {
            // The server answers within its own timeout; ours is longer, so that no popped element meets a closed
            // socket. Where nobody said how long it blocks, any deadline might come too early.
            case BLOCKING -> own <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE - timeout, own) + timeout;
            case SHARED, PINNED -> own <= 0 ? timeout : (int) Math.min(Integer.MAX_VALUE, own);
        };
    }

    /** A time as one writes it in the URL. */
    public static String text(long millis) {
        return millis >= 1000 && millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /** Driver, node and database, without secret. */
    @Override
    public String toString() {
        return driver + " at " + node + "/" + database;
    }
}
