package dev.redstart.lettuce;

import dev.redstart.spi.Reply;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Reply} from what Lettuce's decoder reports, and keeps every type that it reports. Lettuce's own outputs
 * are each made for one type, and fail the whole reply on the others.
 *
 * <p>An element is reported by one call, an aggregate by a call of {@code multi...} before its elements; after each of them
 * comes {@link #complete}, with the number of aggregates that are still open. {@code +QUEUED} is not reported at all, only
 * completed: that is how it is known.
 *
 * <p>For one reply after another: {@link #take} gives it and makes room. Not thread-safe.
 */
final class ReplyOutput extends CommandOutput<byte[], byte[], Reply> {

    /** Lists grow with what arrives, whatever the peer announced. */
    private static final int MOST_EXPECTED = 256;

    /** The innermost aggregate. */
    private @Nullable Open open;

    private int depth;
    private @Nullable Reply latest;

    ReplyOutput() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    /** What kind of aggregate. */
    private enum Kind {
        ARRAY,
        MAP,
        SET
    }

    /** An aggregate whose elements are still coming. */
    private record Open(Kind kind, List<Reply> elements, @Nullable Open parent) {

        Reply close() {
            return switch (kind) {
                case ARRAY -> new Reply.Array(elements);
                case SET -> new Reply.SetOf(elements);
                case MAP -> {
                    List<Map.Entry<Reply, Reply>> entries = new ArrayList<>(elements.size() / 2);
                    for (int i = 0; i + 1 < elements.size(); i += 2)
                        entries.add(Map.entry(elements.get(i), elements.get(i + 1)));
                    yield new Reply.MapOf(entries);
                }
            };
        }
    }

    /** The reply that was completed last; forgets it. */
    Reply take() {
        Reply reply = latest;
        if (reply == null) throw new IllegalStateException("no reply was decoded");
        latest = null;
        return reply;
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        latest = bytes == null ? Reply.NULL : new Reply.Blob(copy(bytes));
    }

    /** Not called by Lettuce 7.7, which reports simple strings as bulk strings. */
    @Override
    public void setSingle(ByteBuffer bytes) {
        String text = text(bytes);
        latest = text.equals("OK") ? Reply.OK : new Reply.Text(text);
    }

    @Override
    public void setBigNumber(ByteBuffer bytes) {
        latest = new Reply.BigNumber(new BigInteger(text(bytes)));
    }

    @Override
    public void set(long integer) {
        latest = Reply.integer(integer);
    }

    @Override
    public void set(double number) {
        latest = new Reply.Double(number);
    }

    @Override
    public void set(boolean value) {
        latest = new Reply.Bool(value);
    }

    /** An error is a value here: {@link #hasError()} stays false, so that Lettuce completes the command as any other. */
    @Override
    public void setError(ByteBuffer error) {
        latest = new Reply.Error(text(error));
    }

    /** Lettuce's way of saying that a command was cancelled, or with null that all starts again. */
    @Override
    public void setError(@Nullable String error) {
        open = null;
        depth = 0;
        latest = error == null ? null : new Reply.Error(error);
    }

    @Override
    public void multi(int count) {
        begin(Kind.ARRAY, count);
    }

    @Override
    public void multiArray(int count) {
        begin(Kind.ARRAY, count);
    }

    @Override
    public void multiPush(int count) {
        begin(Kind.ARRAY, count);
    }

    @Override
    public void multiMap(int count) {
        begin(Kind.MAP, count * 2);
    }

    @Override
    public void multiSet(int count) {
        begin(Kind.SET, count);
    }

    private void begin(Kind kind, int count) {
        if (count < 0) {
            latest = Reply.NULL;
        } else {
            open = new Open(kind, new ArrayList<>(Math.min(count, MOST_EXPECTED)), open);
            depth++;
        }
    }

    @Override
    public void complete(int stillOpen) {
        Reply done = latest;
        Open innermost = open;
        if (innermost != null && depth > stillOpen) {
            done = innermost.close();
            open = innermost = innermost.parent;
            depth--;
        }
        if (done == null) done = Reply.QUEUED;
        if (innermost == null) {
            latest = done;
        } else {
            innermost.elements.add(done);
            latest = null;
        }
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
