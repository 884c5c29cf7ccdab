package dev.redstart.engine.wire;

import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.structure.Numbers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.IntSupplier;

/** Writes replies as they go over the wire, in the protocol that the client has chosen at that moment. */
final class WireSink implements ReplySink {

    /** An aggregate of which only its end tells the size. */
    private record Open(char resp3, char resp2, ByteArrayOutputStream outer) {}

    private final IntSupplier protocol;
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private final ArrayDeque<int[]> counts = new ArrayDeque<>();
    private ByteArrayOutputStream out = new ByteArrayOutputStream();

    WireSink(IntSupplier protocol) {
        this.protocol = protocol;
    }

    /** What was written since the last call, byte by byte. */
    String take() {
        String text = out.toString(StandardCharsets.ISO_8859_1);
        out.reset();
        return text;
    }

    private void line(String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Of the aggregates of unknown size, only the innermost counts its own elements. */
    private int depthToSkip;

    private void element(int children) {
        if (counts.isEmpty()) return;
        if (depthToSkip > 0) depthToSkip--;
        else counts.peek()[0]++;
        depthToSkip += children;
    }

    @Override
    public void text(String value) {
        element(0);
        line("+" + value);
    }

    @Override
    public void blob(byte[] value, int offset, int length) {
        element(0);
        line("$" + length);
        out.write(value, offset, length);
        line("");
    }

    @Override
    public void integer(long value) {
        element(0);
        line(":" + value);
    }

    @Override
    public void dbl(double value) {
        element(0);
        String text = new String(Numbers.toBytes(value), StandardCharsets.US_ASCII);
        if (resp3()) line("," + text);
        else line("$" + text.length() + "\r\n" + text);
    }

    @Override
    public void bool(boolean value) {
        element(0);
        if (resp3()) line(value ? "#t" : "#f");
        else line(value ? ":1" : ":0");
    }

    @Override
    public void bigNumber(String digits) {
        element(0);
        line(resp3() ? "(" + digits : "$" + digits.length() + "\r\n" + digits);
    }

    @Override
    public void verbatim(String format, byte[] value) {
        element(0);
        line(resp3() ? "=" + (value.length + 4) : "$" + value.length);
        if (resp3()) out.writeBytes((format + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(value);
        line("");
    }

    @Override
    public void nullBulk() {
        element(0);
        line(resp3() ? "_" : "$-1");
    }

    @Override
    public void nullArray() {
        element(0);
        line(resp3() ? "_" : "*-1");
    }

    @Override
    public void error(String message) {
        element(0);
        line("-" + message);
    }

    @Override
    public void array(int size) {
        element(size);
        line("*" + size);
    }

    @Override
    public void map(int pairs) {
        element(pairs * 2);
        line(resp3() ? "%" + pairs : "*" + pairs * 2);
    }

    @Override
    public void set(int size) {
        element(size);
        line((resp3() ? "~" : "*") + size);
    }

    @Override
    public void push(int size) {
        element(size);
        line((resp3() ? ">" : "*") + size);
    }

    private void open(char resp3, char resp2) {
        element(0);
        open.push(new Open(resp3, resp2, out));
        counts.push(new int[1]);
        out = new ByteArrayOutputStream();
    }

    @Override
    public void openArray() {
        open('*', '*');
    }

    @Override
    public void openMap() {
        open('%', '*');
    }

    @Override
    public void openSet() {
        open('~', '*');
    }

    @Override
    public void end() {
        Open ended = open.pop();
        int count = counts.pop()[0];
        byte[] elements = out.toByteArray();
        out = ended.outer;
        char type = resp3() ? ended.resp3 : ended.resp2;
        line(type + Integer.toString(type == '%' ? count / 2 : count));
        out.writeBytes(elements);
    }

    @Override
    public boolean resp3() {
        return protocol.getAsInt() == 3;
    }

    @Override
    public long mark() {
        return out.size();
    }

    @Override
    public void rewind(long mark) {
        byte[] kept = out.toByteArray();
        out.reset();
        out.write(kept, 0, (int) mark);
        depthToSkip = 0;
    }
}
