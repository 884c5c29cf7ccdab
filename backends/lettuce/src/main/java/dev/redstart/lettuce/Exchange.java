package dev.redstart.lettuce;

import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.ReplyHandler;
import dev.redstart.spi.Request;
import dev.redstart.spi.server.ServerFailures;
import dev.redstart.spi.server.ServerSettings;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, as Lettuce sees it. It goes from waiting to claimed (about to be written, from where there is no
 * way back) to settled; whoever settles it tells the handler, so that it hears once whatever happens at the same time.
 */
final class Exchange implements RedisCommand<byte[], byte[], Reply>, ProtocolKeyword {

    private static final int WAITING = 0;
    private static final int CLAIMED = 1;
    private static final int SETTLED = 2;

    private final Request request;
    private final ReplyHandler handler;
    private final ServerSettings settings;
    private final long size;
    private final AtomicInteger state = new AtomicInteger();
    private final ReplyOutput output = new ReplyOutput();
    private volatile @Nullable Line line;

    Exchange(Request request, ReplyHandler handler, ServerSettings settings) {
        this.request = request;
        this.handler = handler;
        this.settings = settings;
        this.size = Wire.size(request);
    }

    /** Bytes on the wire, about. */
    long size() {
        return size;
    }

    /** Milliseconds; 0 for ever. */
    int patience() {
        return settings.patience(request);
    }

    RedisException.Origin origin() {
        return settings.origin(request.name());
    }

    /** About to be written to this line; false when somebody has settled it before. */
    boolean claim(Line writer) {
        line = writer;
        return state.compareAndSet(WAITING, CLAIMED);
    }

    void reply(Reply reply) {
        if (settle()) ServerFailures.reply(handler, reply);
    }

    void fail(RedisException failure) {
        if (settle()) ServerFailures.fail(handler, failure);
    }

    /** Its caller has waited for long enough; the reply may still come, and is dropped then. */
    void failLate(long waited) {
        fail(ServerFailures.late(waited, origin()));
    }

    private boolean settle() {
        return state.getAndSet(SETTLED) != SETTLED;
    }

    /** Takes it back, if it still waits. */
    void withdraw() {
        if (state.compareAndSet(WAITING, SETTLED))
            ServerFailures.fail(
                    handler, new RedisConnectionException("cancelled before it was sent", origin(), Phase.NOT_SENT));
    }

    @Override
    public void encode(ByteBuf out) {
        Wire.encode(request, out);
    }

    @Override
    public void complete() {
        line().answered(this, output.take());
    }

    /** Lettuce could not write it, or could not decode its reply; that a read failed, the line hears before us. */
    @Override
    public boolean completeExceptionally(Throwable cause) {
        if (cause instanceof IOException) line().unwritable(cause);
        else line().broke(cause);
        return true;
    }

    @Override
    public void cancel() {
        line().broke(null);
    }

    private Line line() {
        Line current = line;
        if (current == null) throw new IllegalStateException("was never written");
        return current;
    }

    @Override
    public boolean isDone() {
        return state.get() == SETTLED;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public CommandOutput<byte[], byte[], Reply> getOutput() {
        return output;
    }

    @Override
    public void setOutput(CommandOutput<byte[], byte[], Reply> other) {
        throw new UnsupportedOperationException("the reply is built by its own output");
    }

    /** None: the arguments are encoded as they are, and may be secret. */
    @Override
    public @Nullable CommandArgs<byte[], byte[]> getArgs() {
        return null;
    }

    @Override
    public ProtocolKeyword getType() {
        return this;
    }

    @Override
    public byte[] getBytes() {
        return request.nameBytes();
    }

    /** The command's name, as Lettuce's log shows it. */
    @Override
    public String toString() {
        return request.name();
    }
}
