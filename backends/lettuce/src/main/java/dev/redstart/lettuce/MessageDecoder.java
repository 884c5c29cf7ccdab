package dev.redstart.lettuce;

import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import io.lettuce.core.protocol.RedisStateMachine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection that has stopped to be a dialogue of commands and replies: messages, confirmations, the lines of
 * MONITOR, each as a {@link Reply}. The decoding is Lettuce's. Lettuce's own publish and subscribe has no MONITOR, and
 * cannot tell which of several names the server has confirmed.
 */
final class MessageDecoder extends ByteToMessageDecoder {

    private final RedisStateMachine machine = new RedisStateMachine();
    private final ReplyOutput output = new ReplyOutput();
    private final Consumer<Reply> listener;
    private @Nullable ChannelHandlerContext context;

    MessageDecoder(Consumer<Reply> listener) {
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Writes it past Lettuce, which expects no reply. */
    void write(Request request) {
        ChannelHandlerContext current = context;
        if (current == null) throw new IllegalStateException("not in a pipeline");
        ByteBuf bytes = current.alloc().buffer();
        Wire.encode(request, bytes);
        current.writeAndFlush(bytes, current.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext current, ByteBuf in, List<Object> unused) {
        if (machine.decode(in, output)) listener.accept(output.take());
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext removed) {
        machine.close();
    }
}
