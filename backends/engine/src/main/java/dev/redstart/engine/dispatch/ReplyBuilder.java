package dev.redstart.engine.dispatch;

import dev.redstart.spi.Reply;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sink of in-process calls: makes the {@link Reply} that the caller gets, in RESP3's shapes. Reusable, one reply at a
 * time.
 */
public final class ReplyBuilder implements ReplySink {

    private enum Kind {
        ARRAY,
        MAP,
        SET,
        PUSH
    }

    private static final class Frame {
        final Kind kind;
        final List<Reply> elements;
        /** How many are still to come; negative when {@link ReplyBuilder#end} will tell. */
        int missing;

        Frame(Kind kind, int size) {
            this.kind = kind;
            this.missing = size;
            elements = new ArrayList<>(size < 0 ? 10 : Math.min(size, 1 << 16));
        }

        Reply finish() {
            return switch (kind) {
                case ARRAY -> new Reply.Array(elements);
                case SET -> new Reply.SetOf(elements);
                case MAP -> new Reply.MapOf(pairs());
                case PUSH -> new Reply.Push(kindOfPush(), elements.subList(1, elements.size()));
            };
        }

        private List<Map.Entry<Reply, Reply>> pairs() {
            List<Map.Entry<Reply, Reply>> pairs = new ArrayList<>(elements.size() / 2);
            for (int i = 0; i + 1 < elements.size(); i += 2) pairs.add(Map.entry(elements.get(i), elements.get(i + 1)));
            return pairs;
        }

        private String kindOfPush() {
            Reply first = elements.get(0);
            if (first instanceof Reply.Text t) return t.value();
            if (first instanceof Reply.Blob b) return new String(b.value(), java.nio.charset.StandardCharsets.UTF_8);
            throw new IllegalStateException("a push begins with its kind, not " + first);
        }
    }

    /** So many elements one of unknown size may have: {@code SRANDMEMBER key -9000000000000000000} must not eat the heap. */
    private static final int MOST_ELEMENTS = 1 << 24;

    private final ArrayList<Frame> open = new ArrayList<>(4);
    private @Nullable Reply result;

    /** The finished reply; the builder is ready for the next. */
    public Reply take() {
        Reply reply = result;
        result = null;
        if (reply == null || !open.isEmpty()) {
            open.clear();
            throw new IllegalStateException("the command did not finish its reply");
        }
        return reply;
    }

    /** Forgets everything. */
    public void reset() {
        open.clear();
        result = null;
    }

    private void add(Reply reply) {
        if (open.isEmpty()) result = reply;
        else addToTop(reply);
    }

    private void addToTop(Reply element) {
        Reply reply = element;
        while (true) {
            Frame top = open.get(open.size() - 1);
            if (top.missing < 0 && top.elements.size() == MOST_ELEMENTS) throw Errors.REPLY_TOO_LARGE;
            top.elements.add(reply);
            if (top.missing < 0 || --top.missing > 0) return;
            open.remove(open.size() - 1);
            reply = top.finish();
            if (open.isEmpty()) {
                result = reply;
                return;
            }
        }
    }

    private void open(Kind kind, int size) {
        if (size == 0) add(new Frame(kind, 0).finish());
        else open.add(new Frame(kind, size));
    }

    @Override
    public void text(String value) {
        add(new Reply.Text(value));
    }

    @Override
    public void ok() {
        add(Reply.OK);
    }

    @Override
    public void blob(byte[] value, int offset, int length) {
        add(new Reply.Blob(Arrays.copyOfRange(value, offset, offset + length)));
    }

    @Override
    public void integer(long value) {
        add(Reply.integer(value));
    }

    @Override
    public void dbl(double value) {
        add(new Reply.Double(value));
    }

    @Override
    public void bool(boolean value) {
        add(new Reply.Bool(value));
    }

    @Override
    public void bigNumber(String digits) {
        try {
            add(new Reply.BigNumber(new BigInteger(digits)));
        } catch (NumberFormatException e) {
            text(digits);
        }
    }

    @Override
    public void verbatim(String format, byte[] value) {
        add(new Reply.Verbatim(format, value.clone()));
    }

    @Override
    public void nullBulk() {
        add(Reply.NULL);
    }

    @Override
    public void nullArray() {
        add(Reply.NULL);
    }

    @Override
    public void error(String message) {
        add(new Reply.Error(message));
    }

    @Override
    public void array(int size) {
        open(Kind.ARRAY, size);
    }

    @Override
    public void map(int pairs) {
        open(Kind.MAP, pairs * 2);
    }

    @Override
    public void set(int size) {
        open(Kind.SET, size);
    }

    @Override
    public void push(int size) {
        open(Kind.PUSH, size);
    }

    @Override
    public void openArray() {
        open.add(new Frame(Kind.ARRAY, -1));
    }

    @Override
    public void openMap() {
        open.add(new Frame(Kind.MAP, -1));
    }

    @Override
    public void openSet() {
        open.add(new Frame(Kind.SET, -1));
    }

    @Override
    public void end() {
        add(open.remove(open.size() - 1).finish());
    }

    @Override
    public boolean resp3() {
        return true;
    }

    @Override
    public long mark() {
        int depth = open.size();
        int written = depth == 0 ? 0 : open.get(depth - 1).elements.size();
        return (long) depth << 32 | written;
    }

    @Override
    public void rewind(long mark) {
        int depth = (int) (mark >>> 32);
        int written = (int) mark;
        while (open.size() > depth) open.remove(open.size() - 1);
        if (depth == 0) {
            result = null;
            return;
        }
        Frame top = open.get(depth - 1);
        int surplus = top.elements.size() - written;
        if (top.missing >= 0) top.missing += surplus;
        top.elements.subList(written, top.elements.size()).clear();
    }
}
