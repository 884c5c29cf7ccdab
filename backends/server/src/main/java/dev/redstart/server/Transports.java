package dev.redstart.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import jdk.net.ExtendedSocketOptions;

/** The ways to the system's sockets: epoll on Linux, else the JDK's own channels. */
enum Transports {
    EPOLL(EpollServerSocketChannel.class, EpollServerDomainSocketChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        SocketAddress unix(Path path) {
            return new DomainSocketAddress(path.toString());
        }

        @Override
        void keepAlive(ChannelConfig config, int idle, int interval, int probes) {
            config.setOption(EpollChannelOption.TCP_KEEPIDLE, idle);
            config.setOption(EpollChannelOption.TCP_KEEPINTVL, interval);
            config.setOption(EpollChannelOption.TCP_KEEPCNT, probes);
        }
    },
    NIO(NioServerSocketChannel.class, NioServerDomainSocketChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        SocketAddress unix(Path path) {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        void keepAlive(ChannelConfig config, int idle, int interval, int probes) {
            config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), idle);
            config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), interval);
            config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), probes);
        }
    };

    /** Probes without an answer after which a connection is given up, in a third of the idle time each, as Redis does. */
    private static final int PROBES = 3;

    final Class<? extends ServerChannel> tcp;
    final Class<? extends ServerChannel> unix;

    Transports(Class<? extends ServerChannel> tcp, Class<? extends ServerChannel> unix) {
        this.tcp = tcp;
        this.unix = unix;
    }

    static Transports choose(boolean nativeWanted) {
        return nativeWanted && Epoll.isAvailable() ? EPOLL : NIO;
    }

    abstract IoHandlerFactory handlers();

    abstract SocketAddress unix(Path path);

    abstract void keepAlive(ChannelConfig config, int idle, int interval, int probes);

    /** {@code tcp-keepalive}. */
    void keepAlive(Channel channel, int seconds) {
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        keepAlive(channel.config(), seconds, Math.max(1, seconds / PROBES), PROBES);
    }
}
