package dev.redstart.contract.servers;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of a real Redis on loopback, with a folder of its own. Port, folder and configuration file stay the same
 * over {@link #stop()}, {@link #kill()} and {@link #start()}, so that a client can be watched while its server goes away
 * and comes back; {@link #close()} ends it for good and deletes the folder.
 *
 * <p>Safe for use by several threads, except that one that starts or stops it makes the others wait.
 */
public final class RedisServer implements AutoCloseable {
    static final String CONFIG = "redis.conf";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 30;
    private static final int TAIL_BYTES = 16 * 1024;

    private final RedisBinaries binaries;
    private final int port;
    private final Path folder;
    private final @Nullable String password;
    private final @Nullable TestCertificates certificates;
    private final boolean sentinel;
    private volatile @Nullable Process process;
    private boolean closed;

    RedisServer(
            RedisBinaries binaries,
            int port,
            Path folder,
            @Nullable String password,
            @Nullable TestCertificates certificates,
            boolean sentinel) {
        this.binaries = binaries;
        this.port = port;
        this.folder = folder;
        this.password = password;
        this.certificates = certificates;
        this.sentinel = sentinel;
    }

    public static RedisServerBuilder builder() {
        return new RedisServerBuilder();
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}, on the same port; returns when it answers. */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        if (isRunning()) {
            return;
        }
        File log = log().toFile();
        ProcessBuilder builder = sentinel
                ? new ProcessBuilder(binaries.server().toString(), CONFIG, "--sentinel")
                : new ProcessBuilder(binaries.server().toString(), CONFIG);
        builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        try {
            Running.add(this);
            process = builder.start();
        } catch (IOException e) {
            throw new RedisStartException("Cannot run " + binaries.server(), e);
        }
        Await.until(START_LIMIT, this::isReady, () -> failure("does not answer"));
    }

    /** Ends it as an operator would (SIGTERM): with an AOF or save points nothing is lost. */
    public synchronized void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        askToStop();
        awaitEnd(running, STOP_LIMIT);
    }

    /** Ends it as a power cut would (SIGKILL). */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running, STOP_LIMIT);
        }
    }

    public synchronized void restart() {
        stop();
        start();
    }

    /** Freezes the process (SIGSTOP): connections stay open and nothing answers, like a network that lost its cable. */
    public synchronized void pause() {
        Signals.pause(runningPid(), CALL_LIMIT);
    }

    /** Undoes {@link #pause()}. */
    public synchronized void resume() {
        Signals.resume(runningPid(), CALL_LIMIT);
    }

    public boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Ends the process and deletes its folder. */
    @Override
    public synchronized void close() {
        if (!closed) {
            stop();
            closed = true;
            Running.remove(this);
            Folders.delete(folder);
            Ports.release(port);
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** Such as {@code redis://127.0.0.1:12345}, {@code rediss://} with TLS, with {@code :password@} where there is one. */
    public String uri() {
        return (certificates == null ? "redis://" : "rediss://") + userInfo() + host() + ":" + port;
    }

    /** Such as {@code 8.0.6}. */
    public String version() {
        return binaries.version();
    }

    public long pid() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(this + " was not started");
        }
        return running.pid();
    }

    /** Where it keeps redis.conf, its log, and whatever it saves. */
    public Path folder() {
        return folder;
    }

    public Optional<String> password() {
        return Optional.ofNullable(password);
    }

    public Optional<TestCertificates> certificates() {
        return Optional.ofNullable(certificates);
    }

    /** The last lines that it logged. */
    public String logTail() {
        try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            file.seek(start);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            return Command.tail(new String(bytes, StandardCharsets.UTF_8), TAIL_LINES);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Sends one command over a connection of its own; for setting a server up, not for measuring it.
     *
     * @return {@code String}, {@code Long}, {@code List} of these, or null
     * @throws IllegalStateException with the server's words, when they are an error
     */
    public @Nullable Object call(String... words) {
        try (RespClient client = connect(CALL_LIMIT)) {
            Object reply = client.call(words);
            if (reply instanceof RespClient.Failure failure) {
                throw new IllegalStateException(failure.message());
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(this + " does not answer", e);
        }
    }

    @Override
    public String toString() {
        return (sentinel ? "Redis Sentinel " : "Redis ") + version() + " on " + host() + ":" + port;
    }

    String userInfo() {
        return password == null
                ? ""
                : ":" + URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20") + "@";
    }

    RedisBinaries binaries() {
        return binaries;
    }

    /** First half of {@link #stop()}, so that many servers can end at the same time. */
    void askToStop() {
        Process running = process;
        if (running != null && running.isAlive()) {
            running.destroy();
            // A frozen process sees no signal before it runs again.
            if (Signals.isPaused(running.pid())) {
                Signals.resume(running.pid(), CALL_LIMIT);
            }
        }
    }

    /** Also called by the shutdown hook, which must not wait for a lock that a stuck test may hold. */
    void endNow() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
        Folders.delete(folder);
    }

    /** Ready is: it answers PING, it has loaded its data, and it is our process and not one that took the port before us. */
    private boolean isReady() {
        if (!isRunning()) {
            throw failure("ended before it answered");
        }
        try (RespClient client = connect(Duration.ofSeconds(1))) {
            Object pong = client.call("PING");
            // Any other error, NOAUTH above all, comes from a server that is up.
            if (pong instanceof RespClient.Failure failure) {
                return !failure.startsWith("LOADING");
            }
            Object info = client.call("INFO", "server");
            return !(info instanceof String text) || text.contains("process_id:" + pid() + "\r\n");
        } catch (IOException e) {
            return false;
        }
    }

    private RespClient connect(Duration timeout) throws IOException {
        RespClient client = RespClient.connect(port, certificates, timeout);
        if (password != null) {
            try {
                client.call("AUTH", password);
            } catch (IOException e) {
                client.close();
                throw e;
            }
        }
        return client;
    }

    private void awaitEnd(Process running, Duration limit) {
        try {
            if (!running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
                running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The number of a process that ended may already belong to another one. */
    private long runningPid() {
        if (!isRunning()) {
            throw new IllegalStateException(this + " is not running");
        }
        return pid();
    }

    private Path log() {
        return folder.resolve("redis.log");
    }

    private RedisStartException failure(String what) {
        return new RedisStartException(this + " " + what + "; its last words:\n" + logTail());
    }
}
