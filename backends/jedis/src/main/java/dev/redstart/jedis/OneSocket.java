package dev.redstart.jedis;

import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.server.ServerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The socket of one connection. Jedis asks its factory again whenever it finds the socket closed, and would go on with a
 * fresh one that has no user, no database and no {@code WATCH}: this one has a single socket to give.
 */
final class OneSocket implements JedisSocketFactory {

    /** Seconds of silence, seconds between probes, probes: a peer that is gone is noticed after about a minute. */
    private static final int KEEP_IDLE = 30;

    private static final int KEEP_INTERVAL = 10;
    private static final int KEEP_COUNT = 3;

    private final ServerSettings settings;
    private final boolean interruptible;
    private volatile @Nullable Socket raw;
    private volatile boolean aborted;
    private boolean given;
    private @Nullable OutputStream output;

    /** @param interruptible whether an interrupt of the thread that reads closes the socket */
    OneSocket(ServerSettings settings, boolean interruptible) {
        this.settings = settings;
        this.interruptible = interruptible;
    }

    @Override
    public Socket createSocket() {
        if (given) throw new JedisConnectionException("this connection was closed");
        given = true;
        try {
            Socket plain = connect();
            Socket socket = settings.tls() ? encrypt(plain) : plain;
            socket.setSoTimeout(settings.timeout());
            output = socket.getOutputStream();
            return socket;
        } catch (IOException e) {
            abort();
            throw new JedisConnectionException(e);
        }
    }

    /** Closes the TCP socket, below TLS: whoever reads or writes wakes, and nobody waits for a farewell. */
    void abort() {
        aborted = true;
        Socket socket = raw;
        if (socket == null) return;
        try {
            socket.close();
        } catch (IOException e) {
            // It was to go away, and it has.
        }
    }

    /** Of the socket given, above TLS. */
    OutputStream output() {
        if (output == null) throw new IllegalStateException("not connected");
        return output;
    }

    boolean isAborted() {
        return aborted;
    }

    /** Tries every address of the host; the time allowed is for all of them together. */
    private Socket connect() throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.connectTimeout());
        InetAddress[] addresses = InetAddress.getAllByName(settings.node().host());
        IOException failure = null;
        for (int i = 0; i < addresses.length; i++) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) / (addresses.length - i);
            Socket socket = interruptible ? SocketChannel.open().socket() : new Socket();
            try {
                raw = socket;
                prepare(socket);
                socket.connect(
                        new InetSocketAddress(addresses[i], settings.node().port()), (int) Math.max(1, left));
                if (aborted) throw new IOException("closed while it connected");
                return socket;
            } catch (IOException e) {
                socket.close();
                if (failure != null) e.addSuppressed(failure);
                failure = e;
            }
        }
        throw failure == null ? new IOException("the host has no address") : failure;
    }

    private static void prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        keepAlive(socket, ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_IDLE);
        keepAlive(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_INTERVAL);
        keepAlive(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_COUNT);
    }

    /** Not every operating system lets a socket have its own times; then those of the system hold. */
    private static void keepAlive(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (socket.supportedOptions().contains(option)) socket.setOption(option, value);
    }

    private SSLSocket encrypt(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(plain, settings.node().host(), settings.node().port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        // Without this word Java checks that the certificate is trusted, but not that it is this host's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(settings.connectTimeout());
        socket.startHandshake();
        return socket;
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

    @Override
    public String toString() {
        return settings.node().toString();
    }
}
