package dev.redstart.lettuce;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.protocol.ConnectionFacade;
import io.lettuce.core.protocol.DefaultEndpoint;
import io.lettuce.core.resource.ClientResources;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce's end of one connection, opened up for its {@link Line}: the event loop, when bytes come, and how it ends.
 * Commands go straight into the endpoint, below Lettuce's connection object: that one keeps a transaction of its own from
 * MULTI to EXEC, which would flatten the replies.
 */
final class Tap extends DefaultEndpoint {

    private static final String WATCHER = "redstart-watcher";

    private volatile @Nullable RedisChannelHandler<?, ?> facade;
    private volatile @Nullable Channel active;
    private volatile @Nullable Line line;
    private volatile @Nullable Throwable cause;

    Tap(ClientOptions options, ClientResources resources) {
        super(options, resources);
    }

    /** Lettuce's connection object, which must be closed with it. */
    @Override
    public void setConnectionFacade(ConnectionFacade connection) {
        facade = (RedisChannelHandler<?, ?>) connection;
        super.setConnectionFacade(connection);
    }

    /** Called on the event loop before anything is written. */
    @Override
    public void notifyChannelActive(Channel channel) {
        active = channel;
        ChannelPipeline pipeline = channel.pipeline();
        // Behind TLS, which has what went wrong with it to say.
        if (pipeline.get(Tls.NAME) == null) pipeline.addFirst(WATCHER, new Watcher());
        else pipeline.addAfter(Tls.NAME, WATCHER, new Watcher());
        super.notifyChannelActive(channel);
    }

    private Channel channel() {
        Channel open = active;
        if (open == null) throw new IllegalStateException("not connected");
        return open;
    }

    /** From now on the line hears. On the event loop. */
    void listen(Line listener) {
        line = listener;
        addListener(message -> listener.pushed(Pushes.reply(message)));
        if (!channel().isActive()) listener.broke(cause);
    }

    /** Sees and hears before Lettuce does. */
    private final class Watcher extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            Line listener = line;
            if (listener != null) listener.read();
            context.fireChannelRead(bytes);
        }

        /** It goes no further: Lettuce would give it to one command and log it. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            cause = failure;
            Line listener = line;
            if (listener != null) listener.broke(failure);
            context.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            Line listener = line;
            if (listener != null) listener.broke(cause);
            context.fireChannelInactive();
        }
    }

    /** Runs it on the event loop; at once when this is its thread. */
    void run(Runnable work) {
        if (channel().eventLoop().inEventLoop()) work.run();
        else channel().eventLoop().execute(work);
    }

    ScheduledFuture<?> schedule(Runnable work, long nanos) {
        return channel().eventLoop().schedule(work, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Turns the connection into a stream: everything that comes from now on goes to the listener, and Lettuce, which waits
     * for replies to commands, gets none of it. On the event loop.
     */
    void stream(Request request, Consumer<Reply> listener) {
        MessageDecoder decoder = new MessageDecoder(listener);
        channel().pipeline().addAfter(WATCHER, "redstart-messages", decoder);
        decoder.write(request);
    }

    /** As {@link #stream}, later. On the event loop. */
    void say(Request request) {
        channel().pipeline().get(MessageDecoder.class).write(request);
    }

    /** Closes it, without waiting. */
    void end() {
        RedisChannelHandler<?, ?> connection = facade;
        if (connection != null) connection.closeAsync();
    }
}
