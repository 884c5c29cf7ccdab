package dev.redstart.server.launch;

import dev.redstart.engine.Engine;
import dev.redstart.engine.aof.AppendOnly;
import dev.redstart.engine.config.ConfigException;
import dev.redstart.engine.config.ConfigFile;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.engine.dispatch.Host;
import dev.redstart.engine.persist.rdb.CorruptRdbException;
import dev.redstart.server.RespServer;
import dev.redstart.server.ServerLog.Level;
import dev.redstart.server.ServerOptions;
import dev.redstart.server.TlsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An engine and its port as a process of its own, from the configuration to the last line of the log. */
final class ServerProcess implements Host {

    private static final String DEFAULT_PID_FILE = "/var/run/redis.pid";
    /** What can be said in redis.conf and has no effect yet, if it says anything else than this. */
    private static final Map<String, String> WITHOUT_EFFECT = Map.of("replicaof", "");

    private final ProcessLog log;
    private final ServerConfig config;
    private final Map<String, String> renames;
    private final long pid = ProcessHandle.current().pid();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Engine running;
    /** The signal that is to end it, until that is done. */
    private volatile @Nullable String received;

    private @Nullable RespServer server;

    ServerProcess(ProcessLog log, ConfigFile.Result configuration) {
        this.log = log;
        this.config = configuration.config();
        this.renames = configuration.renames();
    }

    /**
     * Starts, and runs until it is told to end; the process ends with it.
     *
     * @param bare whether neither file nor options were given
     */
    void run(boolean bare) {
        config.onChange("loglevel", log::level);
        log.file(logFile());
        log.log(Level.NOTICE, "oO0OoO0OoO0Oo Redstart is starting oO0OoO0OoO0Oo");
        log.log(
                Level.NOTICE,
                "Redis version=" + Engine.REDIS_VERSION + ", bits=64, commit=00000000, modified=0, pid=" + pid
                        + ", just started");
        if (bare)
            log.log(
                    Level.WARNING,
                    "Warning: no config file specified, using the default config. In order to specify a config file use"
                            + " redstart-server /path/to/redis.conf");
        else log.log(Level.NOTICE, "Configuration loaded");
        tellWhatHasNoEffect();
        Engine engine = open();
        engine.dispatcher().host(this);
        log.serving();
        loadStep(engine::attachFiles);
        running = engine;
        // Before the line with the process, on which scripts connect.
        RespServer port = listen(engine);
        server = port;
        moveWhenTold(engine, port);
        showLogo();
        log.log(Level.NOTICE, "Server initialized");
        writePidFile();
        for (String signal : List.of("TERM", "INT")) Signals.on(signal, this::signalled);
        // Who connects meanwhile is told so, and the process can be ended.
        Thread loader = new Thread(() -> load(engine), "redstart-load");
        loader.setDaemon(true);
        loader.start();
        awaitEnd();
    }

    private Engine open() {
        try {
            return Engine.open(config, renames, Clock.systemUTC());
        } catch (ConfigException e) {
            for (String line : e.reason().split("\n")) log.log(Level.WARNING, line);
            Runtime.getRuntime().halt(1);
            throw new IllegalStateException("halted", e);
        }
    }

    private void load(Engine engine) {
        loadStep(engine::loadFiles);
        for (String kind : kinds()) log.log(Level.NOTICE, "Ready to accept connections " + kind);
    }

    private interface LoadStep {
        void run() throws IOException;
    }

    private void loadStep(LoadStep step) {
        try {
            step.run();
        } catch (IOException | CorruptRdbException e) {
            log.log(Level.WARNING, "Fatal error loading the DB, check server logs. Exiting. (" + e.getMessage() + ")");
            if (e instanceof CorruptRdbException)
                log.log(Level.WARNING, "Terminating server after rdb file reading failure.");
            Runtime.getRuntime().halt(1);
        }
    }

    @Override
    public void log(LogLevel level, String line) {
        log.log(Level.valueOf(level.name()), line);
    }

    private void tellWhatHasNoEffect() {
        WITHOUT_EFFECT.forEach((name, neutral) -> {
            if (!config.get(name).equals(neutral))
                log.log(Level.WARNING, "'" + name + "' is accepted and has no effect in this version of the engine");
        });
    }

    private String logFile() {
        String file = config.get("logfile");
        return file.isEmpty() && config.is("daemonize") ? "/dev/null" : file;
    }

    /** Where scripts look for the process and its port; without art. */
    private void showLogo() {
        if (config.is("always-show-logo"))
            log.write(String.join(
                    "\n",
                    "",
                    "  Redstart " + Engine.REDIS_VERSION + " (00000000/0) 64 bit",
                    "  Running in " + mode() + " mode",
                    "  Port: " + config.get("port"),
                    "  PID: " + pid,
                    "",
                    ""));
        else log.log(Level.NOTICE, "Running mode=" + mode() + ", port=" + config.get("port") + ".");
    }

    private String mode() {
        return config.is("cluster-enabled") ? "cluster" : "standalone";
    }

    private RespServer listen(Engine engine) {
        try {
            return RespServer.listen(engine, options());
        } catch (UncheckedIOException e) {
            log.log(
                    Level.WARNING,
                    "Warning: Could not create server TCP listening socket: "
                            + e.getCause().getMessage());
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "Failed to configure TLS: " + e.getMessage());
        }
        log.log(Level.WARNING, "Failed listening on port " + config.get("port") + " (tcp), aborting.");
        removePidFile();
        Runtime.getRuntime().halt(1);
        throw new IllegalStateException("halted");
    }

    /** CONFIG SET of {@code port} and {@code bind}. */
    private void moveWhenTold(Engine engine, RespServer port) {
        engine.dispatcher().acquire();
        try {
            config.onChange("port", value -> move(port, "Unable to listen on this port. Check server logs."));
            config.onChange("bind", value -> move(port, "Failed to bind to specified addresses."));
        } finally {
            engine.dispatcher().release();
        }
    }

    private void move(RespServer port, String otherwise) {
        try {
            ServerOptions wanted = options();
            port.listenAt(wanted.hosts(), wanted.port());
        } catch (UncheckedIOException e) {
            log.log(
                    Level.WARNING,
                    "Warning: Could not create server TCP listening socket: "
                            + e.getCause().getMessage());
            throw new ConfigException(otherwise);
        }
    }

    private List<String> hosts() {
        return Stream.of(config.get("bind").split(" "))
                .filter(h -> !h.isEmpty())
                .toList();
    }

    private ServerOptions options() {
        int port = (int) config.number("port");
        int tlsPort = (int) config.number("tls-port");
        ServerOptions options = ServerOptions.none()
                .withHosts(hosts())
                .withPort(port == 0 ? ServerOptions.NONE : port)
                .withBacklog((int) config.number("tcp-backlog"))
                .withThreads((int) config.number("io-threads"))
                .withLog(log);
        if (tlsPort != 0) options = options.withTls(tlsPort, tls());
        String socket = config.get("unixsocket");
        if (socket.isEmpty()) return options;
        return options.withUnixSocket(Path.of(socket), Integer.parseInt(config.get("unixsocketperm"), 8));
    }

    private TlsOptions tls() {
        String authorities = config.get("tls-ca-cert-file");
        String password = config.get("tls-key-file-pass");
        return new TlsOptions(
                Path.of(config.get("tls-cert-file")),
                Path.of(config.get("tls-key-file")),
                password.isEmpty() ? null : password,
                authorities.isEmpty() ? null : Path.of(authorities),
                TlsOptions.Clients.of(config.get("tls-auth-clients")));
    }

    private List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        if (config.number("port") != 0) kinds.add("tcp");
        if (!config.get("unixsocket").isEmpty()) kinds.add("unix");
        if (config.number("tls-port") != 0) kinds.add("tls");
        return kinds;
    }

    private @Nullable Path pidFile() {
        String file = config.get("pidfile");
        if (!file.isEmpty()) return Path.of(file);
        return config.is("daemonize") ? Path.of(DEFAULT_PID_FILE) : null;
    }

    private void writePidFile() {
        Path file = pidFile();
        if (file == null) return;
        try {
            Files.writeString(file, pid + "\n");
        } catch (IOException e) {
            log.log(Level.WARNING, "Failed to write PID file: " + e.getMessage());
        }
    }

    private void removePidFile() {
        Path file = pidFile();
        if (file == null) return;
        log.log(Level.NOTICE, "Removing the pid file.");
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.log(Level.WARNING, "Cannot remove " + file + ": " + e.getMessage());
        }
    }

    // The end

    private void signalled(String signal) {
        Engine engine = running;
        boolean insists = signal.equals("SIGINT") && (ending.get() || signal.equals(received));
        if (insists) {
            log.log(Level.WARNING, "You insist... exiting now.");
            if (engine != null) engine.dispatcher().saves().abandon();
            removePidFile();
            Runtime.getRuntime().halt(1);
        }
        log.write(pid + ":signal-handler (" + Instant.now().getEpochSecond() + ") Received " + signal
                + " scheduling shutdown...\n");
        received = signal;
    }

    /** What a signal has asked for is done here, so that there is a moment for SHUTDOWN ABORT. */
    @Override
    public void tick() {
        String signal = received;
        Engine engine = running;
        if (signal == null || engine == null) return;
        String how = config.get(signal.equals("SIGINT") ? "shutdown-on-sigint" : "shutdown-on-sigterm");
        boolean saved = keep(engine, words(how, "save"), words(how, "nosave"));
        if (saved || words(how, "force")) end();
        else log.log(Level.WARNING, "Error trying to save the DB, can't exit.");
        received = null;
    }

    @Override
    public boolean abortShutdown() {
        if (received == null) return false;
        received = null;
        log.log(Level.NOTICE, "Shutdown manually aborted.");
        return true;
    }

    /** Has the log and, as asked for, an RDB file on the disk; false when that failed. Under the lock. */
    private static boolean keep(Engine engine, boolean save, boolean noSave) {
        Dispatcher dispatcher = engine.dispatcher();
        return AppendOnly.of(dispatcher).flush() && dispatcher.saves().saveAtEnd(save, noSave);
    }

    private static boolean words(String flags, String flag) {
        return List.of(flags.split(" ")).contains(flag);
    }

    @Override
    public @Nullable String shutdown(Shutdown how) {
        Engine engine = running;
        boolean saved = engine == null || keep(engine, how.save(), how.noSave());
        if (!saved && !how.force()) return "ERR Errors trying to SHUTDOWN. Check logs.";
        end();
        return null;
    }

    private void end() {
        if (ending.compareAndSet(false, true)) ended.countDown();
    }

    private void awaitEnd() {
        boolean interrupted;
        do {
            try {
                ended.await();
                interrupted = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        } while (interrupted);
        log.log(Level.NOTICE, "User requested shutdown...");
        removePidFile();
        if (server != null) server.close();
        log.log(Level.WARNING, "Redis is now ready to exit, bye bye...");
        System.exit(0);
    }

    @Override
    public List<String> listeners() {
        List<String> listeners = new ArrayList<>();
        String hosts = String.join("", hosts().stream().map(h -> ",bind=" + h).toList());
        if (config.number("port") != 0) listeners.add("name=tcp" + hosts + ",port=" + config.get("port"));
        if (!config.get("unixsocket").isEmpty()) listeners.add("name=unix,bind=" + config.get("unixsocket"));
        if (config.number("tls-port") != 0) listeners.add("name=tls" + hosts + ",port=" + config.get("tls-port"));
        return listeners;
    }

    @Override
    public long bytesReceived() {
        return server == null ? 0 : server.bytesReceived();
    }

    @Override
    public long bytesSent() {
        return server == null ? 0 : server.bytesSent();
    }

    @Override
    public long connectionsRejected() {
        return server == null ? 0 : server.connectionsRejected();
    }

    @Override
    public long cutOffByQuery() {
        return server == null ? 0 : server.cutOffByQuery();
    }

    @Override
    public long cutOffByOutput() {
        return server == null ? 0 : server.cutOffByOutput();
    }
}
