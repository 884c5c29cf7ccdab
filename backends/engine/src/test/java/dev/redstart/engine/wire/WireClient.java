package dev.redstart.engine.wire;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.Words;
import dev.redstart.engine.dispatch.ClientLink;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.ReplySink;
import dev.redstart.engine.dispatch.Waiter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/** A client with a connection as the port gives it one, all of it in memory: what was sent to it can be read. */
final class WireClient implements ClientLink {

    private static int descriptors = 8;

    private final Engine engine;
    private final String address;
    private final int descriptor = descriptors++;
    private final ClientSession session;
    private final WireSink out;
    private boolean closed;

    WireClient(Engine engine) {
        this(engine, "127.0.0.1:" + (50_000 + descriptors));
    }

    WireClient(Engine engine, String address) {
        this.engine = engine;
        this.address = address;
        this.session = engine.connect(0, this);
        this.out = new WireSink(session::protocol);
    }

    ClientSession session() {
        return session;
    }

    boolean isClosed() {
        return closed || session.ended();
    }

    /** Sends a line as one types it, and returns what has come since the last call. */
    String send(String line) {
        List<String> words = Objects.requireNonNull(Words.split(line));
        byte[][] args = new byte[words.size() - 1][];
        for (int i = 1; i < words.size(); i++) args[i - 1] = words.get(i).getBytes(StandardCharsets.ISO_8859_1);
        Waiter waiter = new Waiter() {
            @Override
            public void answered() {}

            @Override
            public void abandoned() {}
        };
        engine.call(session, words.get(0).toUpperCase(Locale.ROOT), args, out, waiter);
        return out.take();
    }

    /** What has come since the last call. */
    String received() {
        return out.take();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String localAddress() {
        return "127.0.0.1:6379";
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public long queryBytes() {
        return 0;
    }

    @Override
    public long outputBytes() {
        return 0;
    }

    @Override
    public void push(Consumer<ReplySink> message) {
        message.accept(out);
    }

    @Override
    public void close(boolean flushed) {
        closed = true;
    }
}
