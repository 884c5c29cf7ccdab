package dev.redstart.server;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a port is opened, and with what. Whatever {@code CONFIG SET} can change while it is open, passwords and limits, is
 * the engine's and not here. Immutable: each method gives changed options.
 *
 * @param hosts           names or addresses to listen at; {@code *} for all of IPv4, {@code ::*} for all of IPv6; one with
 *                        a {@code -} in front may fail
 * @param port            0 for any that is free, {@link #NONE} for no TCP
 * @param tlsPort         the same for TCP under TLS
 * @param tls             certificates; null when there is no TLS
 * @param unixSocket      path of a socket to listen at; null for none
 * @param unixSocketMode  its permissions, as {@code 0700}; 0 to leave them as they come
 * @param backlog         connections that the system may hold until they are accepted
 * @param threads         event loops, on which commands run, too: {@code io-threads}. With one, as Redis has it, what
 *                        clients do takes effect in the order in which the system heard of it, across connections
 * @param nativeTransport whether to use epoll where there is one
 * @param log             where to tell what happens
 */
public record ServerOptions(
        List<String> hosts,
        int port,
        int tlsPort,
        @Nullable TlsOptions tls,
        @Nullable Path unixSocket,
        int unixSocketMode,
        int backlog,
        int threads,
        boolean nativeTransport,
        ServerLog log) {

    /** In place of a port number: not at all. */
    public static final int NONE = -1;

    private static final int DEFAULT_BACKLOG = 511;

    public ServerOptions {
        hosts = List.copyOf(hosts);
    }

    /** Nowhere yet, but on this machine only when a port is added. */
    public static ServerOptions none() {
        return new ServerOptions(
                List.of("127.0.0.1"), NONE, NONE, null, null, 0, DEFAULT_BACKLOG, 1, true, ServerLog.ofPlatform());
    }

    /** A port that only this machine can reach; 0 for any that is free. */
    public static ServerOptions loopback(int port) {
        return none().withPort(port);
    }

    public ServerOptions withHosts(List<String> hosts) {
        return new ServerOptions(
                hosts, port, tlsPort, tls, unixSocket, unixSocketMode, backlog, threads, nativeTransport, log);
    }

    public ServerOptions withPort(int port) {
        return new ServerOptions(
                hosts, port, tlsPort, tls, unixSocket, unixSocketMode, backlog, threads, nativeTransport, log);
    }

    public ServerOptions withTls(int tlsPort, TlsOptions tls) {
        return new ServerOptions(
                hosts, port, tlsPort, tls, unixSocket, unixSocketMode, backlog, threads, nativeTransport, log);
    }

    public ServerOptions withUnixSocket(Path path, int mode) {
        return new ServerOptions(hosts, port, tlsPort, tls, path, mode, backlog, threads, nativeTransport, log);
    }

    public ServerOptions withBacklog(int backlog) {
        return new ServerOptions(
                hosts, port, tlsPort, tls, unixSocket, unixSocketMode, backlog, threads, nativeTransport, log);
    }

    public ServerOptions withThreads(int threads) {
        return new ServerOptions(
                hosts, port, tlsPort, tls, unixSocket, unixSocketMode, backlog, threads, nativeTransport, log);
    }

    public ServerOptions withNativeTransport(boolean nativeTransport) {
        return new ServerOptions(
                hosts, port, tlsPort, tls, unixSocket, unixSocketMode, backlog, threads, nativeTransport, log);
    }

    public ServerOptions withLog(ServerLog log) {
        return new ServerOptions(
                hosts, port, tlsPort, tls, unixSocket, unixSocketMode, backlog, threads, nativeTransport, log);
    }
}
