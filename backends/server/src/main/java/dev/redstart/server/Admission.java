package dev.redstart.server;

import dev.redstart.server.ServerLog.Level;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Receives new connections: turns away those that are too many or come from too far, and furnishes the others. */
@ChannelHandler.Sharable
final class Admission extends ChannelInitializer<Channel> {

    static final String TOO_MANY = "-ERR max number of clients reached\r\n";

    static final String TOO_FAR =
            "-DENIED Redis is running in protected mode because protected mode is enabled and no password is set for"
                    + " the default user. In this mode connections are only accepted from the loopback interface. If you"
                    + " want to connect from external computers to Redis you may adopt one of the following solutions: 1)"
                    + " Just disable protected mode sending the command 'CONFIG SET protected-mode no' from the loopback"
                    + " interface by connecting to Redis from the same host the server is running, however MAKE SURE Redis"
                    + " is not publicly accessible from internet if you do so. Use CONFIG REWRITE to make this change"
                    + " permanent. 2) Alternatively you can just disable the protected mode by editing the Redis"
                    + " configuration file, and setting the protected mode option to 'no', and then restarting the server."
                    + " 3) If you started the server manually just for testing, restart it with the '--protected-mode no'"
                    + " option. 4) Set up an authentication password for the default user. NOTE: You only need to do one"
                    + " of the above things in order for the server to start accepting connections from the outside.\r\n";

    private final Port port;
    private final Transports transport;
    private final SocketAddress listening;
    private final @Nullable SslContext tls;

    Admission(Port port, Transports transport, SocketAddress listening, @Nullable SslContext tls) {
        this.port = port;
        this.transport = transport;
        this.listening = listening;
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
        ClientAddress address = ClientAddress.of(channel, listening);
        if (!port.enter()) {
            port.log(Level.VERBOSE, "Error accepting a client connection: max number of clients reached");
            refuse(channel, TOO_MANY);
            return;
        }
        channel.closeFuture().addListener(closed -> port.leave());
        if (isTooFar(address)) {
            refuse(channel, TOO_FAR);
            return;
        }
        int keepAlive = port.settings().keepAliveSeconds;
        if (keepAlive > 0 && listening instanceof InetSocketAddress) transport.keepAlive(channel, keepAlive);
        if (tls != null) channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        Connection connection = new Connection(port, channel, address);
        port.connections().add(connection);
        channel.closeFuture().addListener(closed -> {
            port.connections().remove(connection);
            connection.ended();
        });
        channel.pipeline().addLast(connection);
        port.log(Level.VERBOSE, "Accepted " + address.remote());
    }

    /** Protected mode: without a password only this machine gets in. */
    private boolean isTooFar(ClientAddress address) {
        return port.settings().protectedMode
                && !address.isNear()
                && port.engine()
                        .dispatcher()
                        .access()
                        .users()
                        .defaultUser()
                        .rules()
                        .isWithoutPassword();
    }

    /** In the clear, also when TLS would come first: no better than Redis, but seldom worse than silence. */
    private static void refuse(Channel channel, String reply) {
        channel.eventLoop().execute(() -> channel.writeAndFlush(Unpooled.copiedBuffer(reply, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE));
    }
}
