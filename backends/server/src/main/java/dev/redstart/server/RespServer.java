package dev.redstart.server;

import dev.redstart.engine.Engine;
import dev.redstart.server.ServerLog.Level;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine behind a port: whoever speaks RESP2 or RESP3 finds a Redis server there. Closing it ends the connections and
 * leaves the engine open. Thread-safe.
 */
public final class RespServer implements AutoCloseable {

    private static final long CHECK_MILLIS = 250;
    private static final int FIRST_READ_BYTES = 4096;
    private static final int LARGEST_READ_BYTES = 64 * 1024;
    private static final int LARGEST_BACKLOG_BYTES = 256 * 1024 * 1024;

    private final Transports transport;
    private final Port port;
    /** Where connections are accepted: another thread than those of commands, which may wait for it. */
    private final EventLoopGroup acceptor;

    private final EventLoopGroup loops;
    private volatile ServerOptions options;
    /** The TCP ports. */
    private final List<Channel> listening = new CopyOnWriteArrayList<>();

    private @Nullable Channel unixSocket;
    private boolean closed;

    private RespServer(Engine engine, ServerOptions options) {
        this.options = options;
        transport = Transports.choose(options.nativeTransport());
        port = new Port(engine, options.log());
        acceptor = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("redstart-accept", true), transport.handlers());
        loops = new Loops(options.threads(), transport.handlers());
    }

    /**
     * Listens.
     *
     * @throws UncheckedIOException     when an address cannot be had
     * @throws IllegalArgumentException when a certificate cannot be read
     */
    public static RespServer listen(Engine engine, ServerOptions options) {
        RespServer server = new RespServer(engine, options);
        try {
            server.listen();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void listen() {
        listenTcp();
        Path path = options.unixSocket();
        if (path != null) listenUnix(path);
        for (EventExecutor loop : loops)
            loop.scheduleAtFixedRate(() -> check(loop), CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void listenTcp() {
        if (options.port() != ServerOptions.NONE) listenTcp(options.port(), null);
        TlsOptions tls = options.tls();
        if (tls != null && options.tlsPort() != ServerOptions.NONE) listenTcp(options.tlsPort(), tls.context());
    }

    /**
     * Listens at other addresses from now on; connections stay. Where one cannot be had it goes on listening where it did.
     *
     * @param port as {@link ServerOptions#port}
     * @throws UncheckedIOException when an address cannot be had
     */
    public synchronized void listenAt(List<String> hosts, int port) {
        ServerOptions before = options;
        if (closed || hosts.equals(before.hosts()) && port == before.port()) return;
        stopListening();
        options = before.withHosts(hosts).withPort(port);
        try {
            listenTcp();
        } catch (UncheckedIOException e) {
            stopListening();
            options = before;
            listenTcp();
            throw e;
        }
    }

    private void stopListening() {
        for (Channel channel : listening) channel.close().awaitUninterruptibly();
        listening.clear();
    }

    private void check(EventExecutor loop) {
        long now = System.nanoTime();
        for (Connection c : port.connections()) if (c.isOn(loop)) c.check(now);
    }

    private void listenTcp(int number, @Nullable SslContext tls) {
        int chosen = number;
        for (String host : options.hosts()) {
            boolean optional = host.startsWith("-");
            InetSocketAddress address = address(optional ? host.substring(1) : host, chosen);
            try {
                Channel channel = bind(bootstrap(address, tls).channel(transport.tcp), address);
                listening.add(channel);
                // Any free port is the same one at all addresses.
                if (chosen == 0 && channel.localAddress() instanceof InetSocketAddress bound) chosen = bound.getPort();
            } catch (UncheckedIOException e) {
                if (!optional) throw e;
            }
        }
        if (listening.isEmpty() && !options.hosts().isEmpty())
            throw new UncheckedIOException(new BindException("none of the addresses " + options.hosts()));
    }

    private static InetSocketAddress address(String host, int number) {
        return switch (host) {
            case "*" -> new InetSocketAddress("0.0.0.0", number);
            case "::*" -> new InetSocketAddress("::", number);
            default -> new InetSocketAddress(host, number);
        };
    }

    private void listenUnix(Path path) {
        try {
            Files.deleteIfExists(path);
            SocketAddress address = transport.unix(path);
            unixSocket = bind(bootstrap(address, null).channel(transport.unix), address);
            if (options.unixSocketMode() != 0)
                Files.setPosixFilePermissions(path, permissions(options.unixSocketMode()));
        } catch (IOException e) {
            throw new UncheckedIOException("Opening Unix socket " + path + ": " + e.getMessage(), e);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) if ((mode >> (all.length - 1 - i) & 1) != 0) set.add(all[i]);
        return set;
    }

    private ServerBootstrap bootstrap(SocketAddress address, @Nullable SslContext tls) {
        int backlogBytes =
                (int) Math.min(LARGEST_BACKLOG_BYTES, Runtime.getRuntime().maxMemory() / 4);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, loops)
                .option(ChannelOption.SO_BACKLOG, options.backlog())
                // Netty's default wraps each buffer once more, which the many small writes of replies feel.
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(FIRST_READ_BYTES, FIRST_READ_BYTES, LARGEST_READ_BYTES))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(backlogBytes / 2, backlogBytes))
                .childHandler(new Admission(port, transport, address, tls));
        if (address instanceof InetSocketAddress)
            bootstrap.option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true);
        return bootstrap;
    }

    private Channel bind(ServerBootstrap bootstrap, SocketAddress address) {
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess())
            throw new UncheckedIOException(new IOException(
                    "cannot listen at " + ClientAddress.text(address) + ": "
                            + bound.cause().getMessage(),
                    bound.cause()));
        return bound.channel();
    }

    /** The first TCP port that it listens at; -1 when there is none. */
    public int port() {
        for (Channel channel : listening)
            if (channel.localAddress() instanceof InetSocketAddress address) return address.getPort();
        return ServerOptions.NONE;
    }

    /** Where it listens. */
    public List<SocketAddress> addresses() {
        List<SocketAddress> addresses = new ArrayList<>();
        for (Channel channel : listening) addresses.add(channel.localAddress());
        Channel unix = unixSocket;
        if (unix != null) addresses.add(unix.localAddress());
        return addresses;
    }

    /** How many clients are connected. */
    public int clients() {
        return port.count();
    }

    /** Bytes that came from clients so far. */
    public long bytesReceived() {
        return port.traffic().received.sum();
    }

    /** Bytes that went to clients so far. */
    public long bytesSent() {
        return port.traffic().sent.sum();
    }

    /** Connections refused so far because there were too many clients. */
    public long connectionsRejected() {
        return port.traffic().rejected.sum();
    }

    /** Clients cut off so far since what they had sent as one command was too long. */
    public long cutOffByQuery() {
        return port.traffic().cutOffByQuery.sum();
    }

    /** Clients cut off so far since they had left too much unread. */
    public long cutOffByOutput() {
        return port.traffic().cutOffByOutput.sum();
    }

    /** Ends all connections and listens no longer. Idempotent. */
    @Override
    public void close() {
        if (!leavePorts()) return;
        List<ChannelFuture> ending = new ArrayList<>();
        for (Connection c : port.connections()) ending.add(c.end());
        for (ChannelFuture end : ending) end.awaitUninterruptibly();
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        // A script that still runs keeps its loop; it ends with the engine.
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        Path path = options.unixSocket();
        if (path != null) deleteQuietly(path);
    }

    private synchronized boolean leavePorts() {
        if (closed) return false;
        closed = true;
        stopListening();
        Channel unix = unixSocket;
        if (unix != null) unix.close().awaitUninterruptibly();
        return true;
    }

    private void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            port.log(Level.WARNING, "Cannot remove the socket " + path + ": " + e.getMessage());
        }
    }
}
