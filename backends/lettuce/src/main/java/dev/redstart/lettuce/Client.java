package dev.redstart.lettuce;

import dev.redstart.spi.server.ServerSettings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.ConnectionBuilder;
import io.lettuce.core.ConnectionEvents;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.DefaultEndpoint;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lettuce's client, for the lines of one handle, with all that it would do on its own account switched off: it neither
 * greets nor reconnects nor repeats nor times out. A line does that, or nobody.
 *
 * <p>Its threads go when the handle is closed and the last line and subscription have ended.
 */
final class Client extends TlsClient {

    /** Silence before the first probe, between probes, probes: a peer that is gone is noticed after about a minute. */
    private static final Duration KEEP_IDLE = Duration.ofSeconds(30);

    private static final Duration KEEP_INTERVAL = Duration.ofSeconds(10);
    private static final int KEEP_COUNT = 3;
    private static final int LONGEST_SHUTDOWN = 2;

    private final ServerSettings settings;
    private final ClientResources resources;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    /** The handle, lines and subscriptions; without any the threads are given back. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean closed;

    private Client(ServerSettings settings, ClientResources resources, @Nullable Tls tls) {
        super(resources, new RedisURI(), tls);
        this.resources = resources;
        this.settings = settings;
        setOptions(options(settings));
    }

    static Client of(ServerSettings settings) {
        // First what can fail.
        Tls tls = Tls.of(settings);
        return new Client(settings, Loops.acquire(), tls);
    }

    /** A failed write is no reason not to read what has come: see {@link Line#unwritable}. */
    @Override
    protected void connectionBuilder(
            Mono<SocketAddress> to, ConnectionBuilder builder, ConnectionEvents events, RedisURI uri) {
        super.connectionBuilder(to, builder, events, uri);
        builder.bootstrap().option(ChannelOption.AUTO_CLOSE, false);
    }

    private RedisURI uri(InetAddress address) {
        RedisURI uri = RedisURI.create(address.getHostAddress(), settings.node().port());
        // Or it says CLIENT SETINFO, which Redis before 7.2 does not know.
        uri.setLibraryName("");
        uri.setLibraryVersion("");
        return uri;
    }

    private static ClientOptions options(ServerSettings settings) {
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                // With it and no password there is nothing for Lettuce to say; the greeting is ours.
                .protocolVersion(ProtocolVersion.RESP2)
                .pingBeforeActivateConnection(false)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .useHashIndexQueue(false)
                .socketOptions(socket(settings))
                .build();
    }

    static SocketOptions socket(ServerSettings settings) {
        return SocketOptions.builder()
                .connectTimeout(Duration.ofMillis(settings.connectTimeout()))
                .keepAlive(SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(KEEP_IDLE)
                        .interval(KEEP_INTERVAL)
                        .count(KEEP_COUNT)
                        .build())
                .tcpNoDelay(true)
                .build();
    }

    @Override
    protected DefaultEndpoint createEndpoint() {
        return new Tap(getOptions(), resources);
    }

    /**
     * A connection on which nothing has been said. Looks the host up as the JVM does, holding up its thread, and tries all
     * its addresses: Netty's own resolver takes seconds of its own, and one address.
     */
    CompletableFuture<Tap> open() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.connectTimeout());
        try {
            return open(InetAddress.getAllByName(settings.node().host()), 0, end);
        } catch (UnknownHostException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** From this address on, as long as there is time for another attempt. */
    private CompletableFuture<Tap> open(InetAddress[] addresses, int index, long end) {
        CompletableFuture<Tap> attempt = connectAsync(ByteArrayCodec.INSTANCE, uri(addresses[index]))
                .toCompletableFuture()
                .thenApply(connection -> (Tap) ((RedisChannelHandler<?, ?>) connection).getChannelWriter());
        if (index == addresses.length - 1) return attempt;
        return attempt.handle((tap, e) ->
                        tap != null || System.nanoTime() - end > 0 ? attempt : open(addresses, index + 1, end))
                .thenCompose(Function.identity());
    }

    /** A line of this handle; begins to connect at once. */
    Line line(ServerSettings of, boolean shared, String purpose) {
        Line line = new Line(this, of, shared, purpose);
        lines.add(line);
        boolean mayLive = retain();
        line.over().thenRun(() -> {
            lines.remove(line);
            if (mayLive) release();
        });
        if (mayLive && !closed) background().execute(line::connect);
        else line.abort();
        return line;
    }

    /** One of the threads that may be held up for a while; what one of them runs, it runs in order. */
    EventExecutor background() {
        return resources.eventExecutorGroup().next();
    }

    /** Keeps the threads; false when they have gone. */
    boolean retain() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) != 0;
    }

    /** Ends what {@link #retain} began. */
    void release() {
        if (users.decrementAndGet() == 0)
            shutdownAsync(0, LONGEST_SHUTDOWN, TimeUnit.SECONDS).whenComplete((done, e) -> Loops.release());
    }

    /** Ends all lines. */
    void end() {
        closed = true;
        lines.forEach(Line::abort);
        release();
    }
}
