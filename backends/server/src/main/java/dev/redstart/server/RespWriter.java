package dev.redstart.server;

import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.structure.Numbers;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The sink of a connection: RESP2 or RESP3, written straight into the buffer that goes to the socket.
 *
 * <p>The header of an aggregate that tells its size only at its {@link #end} is written behind its elements' backs: room
 * for the shortest header is left free, and a longer one moves the elements a few bytes on. How many elements there are
 * comes out of a single counter, whatever is nested inside: each value counts one, and an aggregate of known size takes
 * as many off as it announces.
 */
final class RespWriter implements ReplySink {

    private static final int MEDIUM_CRLF = '\r' << 8 | '\n';
    /** {@code *5\r\n}. */
    private static final int SHORTEST_HEADER = 4;

    private static final int LONGEST_HEADER = 1 + Numbers.MAX_LONG_CHARS + 2;
    private static final int SMALL_BULK = 128;
    private static final byte[] NULL_BULK = ascii("$-1\r\n");
    private static final byte[] NULL_ARRAY = ascii("*-1\r\n");
    private static final byte[] NULL = ascii("_\r\n");
    private static final byte[] OK = ascii("+OK\r\n");

    private final BooleanSupplier resp3;
    private final byte[] scratch = new byte[LONGEST_HEADER + SMALL_BULK + 2];
    private ByteBuf out;
    /** Values written, less those that aggregates have announced: since the last open one began, its elements. */
    private int count;
    /** For each aggregate open: where its header goes, its type, the count outside of it. */
    private int[] starts = {};

    private byte[] types = {};
    private int[] outside = {};
    private int depth;

    /**
     * @param out   where to write, until {@link #into} says otherwise
     * @param resp3 the protocol that the client speaks at the moment
     */
    RespWriter(ByteBuf out, BooleanSupplier resp3) {
        this.out = out;
        this.resp3 = resp3;
    }

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    /** Goes on in another buffer; between replies only. */
    void into(ByteBuf buffer) {
        out = buffer;
        depth = 0;
        count = 0;
    }

    @Override
    public boolean resp3() {
        return resp3.getAsBoolean();
    }

    private void header(char type, long n) {
        if (n >= 0 && n < 10) {
            out.writeInt(type << 24 | (int) ('0' + n) << 16 | MEDIUM_CRLF);
            return;
        }
        out.writeBytes(scratch, 0, compose(type, n));
    }

    private int compose(int type, long n) {
        scratch[0] = (byte) type;
        int end = 1 + Numbers.write(n, scratch, 1);
        scratch[end] = '\r';
        scratch[end + 1] = '\n';
        return end + 2;
    }

    private void line(char type, byte[] content) {
        out.ensureWritable(content.length + 3);
        out.writeByte(type).writeBytes(content).writeShort(MEDIUM_CRLF);
    }

    private void bulk(byte[] content, int offset, int length) {
        if (length <= SMALL_BULK) {
            // One write instead of three: each of them checks the buffer.
            int start = compose('$', length);
            System.arraycopy(content, offset, scratch, start, length);
            scratch[start + length] = '\r';
            scratch[start + length + 1] = '\n';
            out.writeBytes(scratch, 0, start + length + 2);
            return;
        }
        out.ensureWritable(LONGEST_HEADER + length + 2);
        header('$', length);
        out.writeBytes(content, offset, length).writeShort(MEDIUM_CRLF);
    }

    @Override
    public void text(String value) {
        count++;
        line('+', value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void ok() {
        count++;
        out.writeBytes(OK);
    }

    @Override
    public void error(String message) {
        count++;
        line('-', message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void blob(byte[] value, int offset, int length) {
        count++;
        bulk(value, offset, length);
    }

    @Override
    public void integer(long value) {
        count++;
        header(':', value);
    }

    @Override
    public void dbl(double value) {
        count++;
        int end = 1 + Numbers.writeDouble(value, scratch, 1);
        if (resp3()) {
            scratch[0] = ',';
            scratch[end] = '\r';
            scratch[end + 1] = '\n';
            out.writeBytes(scratch, 0, end + 2);
        } else {
            byte[] digits = Arrays.copyOfRange(scratch, 1, end);
            bulk(digits, 0, digits.length);
        }
    }

    @Override
    public void bool(boolean value) {
        count++;
        if (resp3()) out.writeInt('#' << 24 | (value ? 't' : 'f') << 16 | MEDIUM_CRLF);
        else header(':', value ? 1 : 0);
    }

    @Override
    public void bigNumber(String digits) {
        count++;
        byte[] text = digits.getBytes(StandardCharsets.UTF_8);
        if (resp3()) line('(', text);
        else bulk(text, 0, text.length);
    }

    @Override
    public void verbatim(String format, byte[] value) {
        count++;
        if (!resp3()) {
            bulk(value, 0, value.length);
            return;
        }
        out.ensureWritable(LONGEST_HEADER + value.length + 6);
        header('=', value.length + 4L);
        out.writeBytes(ascii(format)).writeByte(':').writeBytes(value).writeShort(MEDIUM_CRLF);
    }

    @Override
    public void nullBulk() {
        count++;
        out.writeBytes(resp3() ? NULL : NULL_BULK);
    }

    @Override
    public void nullArray() {
        count++;
        out.writeBytes(resp3() ? NULL : NULL_ARRAY);
    }

    private void aggregate(char type, long size, long elements) {
        count += 1 - (int) elements;
        header(type, size);
    }

    @Override
    public void array(int size) {
        aggregate('*', size, size);
    }

    @Override
    public void map(int pairs) {
        if (resp3()) aggregate('%', pairs, pairs * 2L);
        else aggregate('*', pairs * 2L, pairs * 2L);
    }

    @Override
    public void set(int size) {
        aggregate(resp3() ? '~' : '*', size, size);
    }

    @Override
    public void push(int size) {
        aggregate(resp3() ? '>' : '*', size, size);
    }

    @Override
    public boolean attributes(int pairs) {
        if (!resp3()) return false;
        count -= pairs * 2; // they stand before an element and are none
        header('|', pairs);
        return true;
    }

    private void open(char type) {
        if (depth == starts.length) {
            int room = Math.max(4, depth * 2);
            starts = Arrays.copyOf(starts, room);
            types = Arrays.copyOf(types, room);
            outside = Arrays.copyOf(outside, room);
        }
        starts[depth] = out.writerIndex();
        types[depth] = (byte) type;
        outside[depth] = count;
        depth++;
        count = 0;
        out.writeZero(SHORTEST_HEADER);
    }

    @Override
    public void openArray() {
        open('*');
    }

    @Override
    public void openMap() {
        open('%');
    }

    @Override
    public void openSet() {
        open('~');
    }

    @Override
    public void end() {
        depth--;
        int elements = count;
        count = outside[depth] + 1;
        int type = types[depth];
        if (!resp3()) type = '*';
        int length = compose(type, type == '%' ? elements / 2 : elements);
        int start = starts[depth];
        int body = start + SHORTEST_HEADER;
        int longer = length - SHORTEST_HEADER;
        if (longer > 0) {
            out.ensureWritable(longer);
            int bytes = out.writerIndex() - body;
            out.writerIndex(out.writerIndex() + longer);
            // Moves within one buffer, as memmove does.
            out.setBytes(body + longer, out, body, bytes);
        }
        out.setBytes(start, scratch, 0, length);
    }

    @Override
    public long mark() {
        return (long) out.writerIndex() << 32 | count & 0xffffffffL;
    }

    @Override
    public void rewind(long mark) {
        int position = (int) (mark >>> 32);
        out.writerIndex(position);
        count = (int) mark;
        while (depth > 0 && starts[depth - 1] >= position) depth--;
    }
}
