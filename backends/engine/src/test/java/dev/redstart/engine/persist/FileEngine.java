package dev.redstart.engine.persist;

import dev.redstart.engine.Engine;
import dev.redstart.engine.TestEngine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.ReplyBuilder;
import dev.redstart.spi.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** An engine on a directory; spoken to by lines. */
public final class FileEngine implements AutoCloseable {

    public final Engine engine;
    private final ClientSession session;
    private final ReplyBuilder reply = new ReplyBuilder();

    /** {@code settings}: names and values in turn; nothing is saved by itself. */
    public FileEngine(Path directory, String... settings) throws IOException {
        this(Disk.REAL, directory, settings);
    }

    public FileEngine(Disk disk, Path directory, String... settings) throws IOException {
        ServerConfig config = new ServerConfig();
        config.load("dir", List.of(directory.toString()));
        config.load("save", List.of(""));
        config.load("enable-debug-command", List.of("yes"));
        for (int i = 0; i < settings.length; i += 2) config.load(settings[i], List.of(settings[i + 1]));
        engine = Engine.open(config, Clock.systemUTC());
        engine.dispatcher().saves().disk(disk);
        try {
            engine.openFiles();
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
        session = engine.connect(0);
    }

    /** From any thread. */
    public String run(String line) {
        String[] text = new String[1];
        atomically(() -> text[0] = runHeld(line));
        return text[0];
    }

    /** Runs lines with nobody in between. */
    public void atomically(Runnable lines) {
        engine.dispatcher().acquire();
        try {
            lines.run();
        } finally {
            engine.dispatcher().release();
        }
    }

    /** The same as {@link #run} for who holds the lock. */
    public String runHeld(String line) {
        Request request = TestEngine.request(line);
        engine.dispatcher().execute(session, request.name(), request.arguments(), reply, null);
        return TestEngine.text(reply.take());
    }

    @Override
    public void close() {
        engine.close();
    }
}
