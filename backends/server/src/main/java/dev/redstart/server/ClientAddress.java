package dev.redstart.server;

import io.netty.channel.Channel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where a client is.
 *
 * @param remote     as {@code 127.0.0.1:52555}, {@code [::1]:52555}, or the socket's path and {@code :0}
 * @param local      where it was received, in the same form
 * @param descriptor number of the socket
 * @param isNear     whether it is on this machine
 */
record ClientAddress(String remote, String local, int descriptor, boolean isNear) {

    /** Stands for file descriptors where they cannot be seen. */
    private static final AtomicInteger COUNTER = new AtomicInteger(7);

    static ClientAddress of(Channel channel, SocketAddress listening) {
        int descriptor = channel instanceof UnixChannel unix ? unix.fd().intValue() : COUNTER.incrementAndGet();
        if (listening instanceof InetSocketAddress)
            return new ClientAddress(
                    text(channel.remoteAddress()),
                    text(channel.localAddress()),
                    descriptor,
                    isNear(channel.remoteAddress()));
        String path = text(listening);
        return new ClientAddress(path, path, descriptor, true);
    }

    private static boolean isNear(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                && inet.getAddress() != null
                && inet.getAddress().isLoopbackAddress();
    }

    static String text(SocketAddress address) {
        if (address instanceof DomainSocketAddress unix) return unix.path() + ":0";
        if (address instanceof UnixDomainSocketAddress unix) return unix.getPath() + ":0";
        if (!(address instanceof InetSocketAddress inet)) return "?:0";
        InetAddress ip = inet.getAddress();
        String host = ip == null ? inet.getHostString() : ip.getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
