package dev.redstart.redisson;

import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.redisson.client.NettyHook;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisClientConfig;
import org.redisson.client.RedisConnection;
import org.redisson.client.handler.RedisConnectionHandler;
import org.redisson.misc.RedisURI;

/**
 * Opens connections with Redisson's {@link RedisClient}, and is the one class that knows what Redisson is made of.
 *
 * <p>Redisson's hook ({@link NettyHook}) shows each channel when its pipeline stands and nothing has been sent. There we
 * keep what opens and secures the connection and take out what comes behind, whose habits are not ours: a watchdog that
 * connects again in silence and sends waiting commands anew, a queue that flushes each command alone, a decoder that
 * flattens maps and turns a nested error into the failure of its command. Our {@link RespHandler} takes their place.
 *
 * <p>Redisson's greeting is empty here (no password, database, name or protocol in its configuration): ours follows it.
 */
final class RedissonWire implements NettyHook {

    /** Seconds of silence, seconds between probes, probes: a peer that is gone is noticed after about a minute. */
    private static final int KEEP_IDLE = 30;

    private static final int KEEP_INTERVAL = 10;
    private static final int KEEP_COUNT = 3;

    private final ServerSettings settings;
    private final @Nullable RespHandler ours;
    private volatile @Nullable Channel channel;
    private volatile @Nullable RuntimeException unfit;

    private RedissonWire(ServerSettings settings, @Nullable RespHandler ours) {
        this.settings = settings;
        this.ours = ours;
    }

    /** For a native client: changes nothing but the SSLContext, which Redisson has no setting for. */
    static NettyHook secure(ServerSettings settings) {
        return new RedissonWire(settings, null);
    }

    /**
     * Connects to the first address of the host that answers, and gives the end of its pipeline; TCP and TLS are up then. The
     * time allowed is for all addresses together. Not to be called on an event loop.
     *
     * @throws RedisException when there is no connection; the phase is NOT_SENT
     */
    static RespHandler connect(ServerSettings settings, Workers workers, Origin origin) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.connectTimeout());
        Throwable failure = null;
        try {
            InetAddress[] addresses = InetAddress.getAllByName(settings.node().host());
            for (int i = 0; i < addresses.length; i++) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) / (addresses.length - i);
                RespHandler handler = new RespHandler();
                failure = new RedissonWire(settings, handler).open(addresses[i], workers, (int) Math.max(1, left));
                if (failure == null) return handler;
            }
        } catch (UnknownHostException e) {
            failure = e;
        }
        if (failure == null) failure = new IOException("the host has no address");
        throw ServerFailures.connecting(failure, settings, origin, failure);
    }

    /** What went wrong, or null. */
    private @Nullable Throwable open(InetAddress address, Workers workers, int millis) {
        // A client for each connection: it would keep the first address that it found for ever.
        RedisClient client = RedisClient.create(config(address, workers, millis));
        Throwable failure;
        try {
            failure = outcome(client.connectAsync().toCompletableFuture(), millis);
        } catch (RejectedExecutionException e) {
            // The event loops have ended: the handle was closed meanwhile.
            failure = e;
        }
        Channel opened = channel;
        if (failure != null && opened != null) opened.close();
        RuntimeException notOurRedisson = unfit;
        if (notOurRedisson != null) throw notOurRedisson;
        return failure;
    }

    private RedisClientConfig config(InetAddress address, Workers workers, int millis) {
        RedisURI uri = new RedisURI(
                settings.tls() ? "rediss" : "redis",
                settings.node().host(),
                settings.node().port());
        return new RedisClientConfig()
                .setAddress(new InetSocketAddress(address, settings.node().port()), uri)
                .setResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                .setGroup(workers.loops())
                .setTimer(workers.timer())
                // For a listener to new connections, which we do not have.
                .setExecutor(ImmediateEventExecutor.INSTANCE)
                .setConnectTimeout(millis)
                .setPingConnectionInterval(0)
                .setTcpNoDelay(true)
                .setKeepAlive(true)
                .setTcpKeepAliveIdle(KEEP_IDLE)
                .setTcpKeepAliveInterval(KEEP_INTERVAL)
                .setTcpKeepAliveCount(KEEP_COUNT)
                .setNettyHook(this);
    }

    /** Waits, also when interrupted: it is not for long, and the flag stays set. */
    private static @Nullable Throwable outcome(CompletableFuture<RedisConnection> opening, int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    opening.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            return new SocketTimeoutException("not within " + millis + " ms");
        } catch (ExecutionException e) {
            return rootOf(e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Without the wrappings of futures; a timeout as the JDK calls it. */
    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while ((root instanceof ExecutionException || root instanceof CompletionException) && root.getCause() != null)
            root = root.getCause();
        return root instanceof ConnectTimeoutException ? new SocketTimeoutException(root.getMessage()) : root;
    }

    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {
        // What we want of the bootstrap, Redisson has settings for.
    }

    @Override
    public void afterChannelInitialization(Channel fresh) {
        try {
            if (settings.tls()) secure(fresh.pipeline());
            if (ours == null) return;
            channel = fresh;
            takeOver(fresh, ours);
        } catch (RuntimeException e) {
            // Netty would close the channel and hide why.
            unfit = e;
            throw e;
        }
    }

    /** Takes out all that Redisson put behind the handler that greets, and puts {@code handler} there. */
    private static void takeOver(Channel fresh, ChannelHandler handler) {
        // A failed write must not throw away replies that have come; see RespHandler.
        fresh.config().setAutoClose(false);
        ChannelPipeline pipeline = fresh.pipeline();
        List<ChannelHandler> behind = new ArrayList<>();
        boolean greets = false;
        for (Map.Entry<String, ChannelHandler> entry : pipeline) {
            if (greets) behind.add(entry.getValue());
            greets |= entry.getValue() instanceof RedisConnectionHandler;
        }
        if (!greets) throw unknown(pipeline, RedisConnectionHandler.class);
        behind.forEach(pipeline::remove);
        pipeline.addLast(handler);
    }

    /** Puts our context in the place of the one that Redisson built from files. Checks the host's name, too. */
    private void secure(ChannelPipeline pipeline) {
        ChannelHandlerContext theirs = pipeline.context(SslHandler.class);
        if (theirs == null) throw unknown(pipeline, SslHandler.class);
        SSLEngine engine = context()
                .createSSLEngine(settings.node().host(), settings.node().port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(settings.connectTimeout());
        // Netty tells those behind that the handshake of a handler taken out has failed: they are not to hear it.
        ChannelHandler deaf = new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                ReferenceCountUtil.release(event);
            }
        };
        pipeline.addAfter(theirs.name(), null, deaf);
        pipeline.replace(SslHandler.class, null, handler);
        pipeline.remove(deaf);
    }

    private static IllegalStateException unknown(ChannelPipeline pipeline, Class<?> missed) {
        return new IllegalStateException("this version of Redisson is unknown to us: no " + missed.getSimpleName()
                + " in its pipeline " + pipeline.names());
    }

    private SSLContext context() {
        SSLContext given = settings.sslContext();
        if (given != null) return given;
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new RedisConfigException("the JVM's default TLS context cannot be made: " + e.getMessage(), e);
        }
    }
}
