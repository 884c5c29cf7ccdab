package dev.redstart.engine.dispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine runs in: a server process, or somebody's own. All methods are called under the engine's lock. */
public interface Host {

    /** The engine inside a JVM that is somebody else's. */
    Host IN_PROCESS = new Host() {};

    /** How SHUTDOWN is to be done; each as the command's option of that name says. */
    record Shutdown(boolean save, boolean noSave, boolean now, boolean force) {}

    /**
     * SHUTDOWN: has the process end soon, and returns null; else the error, code first. The engine goes on meanwhile, and
     * the client gets no reply.
     */
    default @Nullable String shutdown(Shutdown how) {
        return "ERR the engine runs inside a process of its user, which SHUTDOWN does not end: close its handles";
    }

    /** SHUTDOWN ABORT: true when one was under way, and is not any more. */
    default boolean abortShutdown() {
        return false;
    }

    /** Comes as often as {@code hz} says, with an ordinary clock. */
    default void tick() {}

    /** How much a line of the log matters, as {@code loglevel} has it. */
    enum LogLevel {
        DEBUG,
        VERBOSE,
        NOTICE,
        WARNING
    }

    /** A line for the log. */
    default void log(LogLevel level, String line) {
        System.getLogger("dev.redstart.engine")
                .log(level == LogLevel.WARNING ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, line);
    }

    default void notice(String line) {
        log(LogLevel.NOTICE, line);
    }

    /** A line that somebody should read. */
    default void warning(String line) {
        log(LogLevel.WARNING, line);
    }

    /** Where it listens, each as {@code name=tcp,bind=127.0.0.1,port=6379}. */
    default List<String> listeners() {
        return List.of();
    }

    /** Bytes that came from clients, since the start. */
    default long bytesReceived() {
        return 0;
    }

    /** Bytes that went to clients, since the start. */
    default long bytesSent() {
        return 0;
    }

    /** Clients cut off since what they had sent as one command was too long, since the start. */
    default long cutOffByQuery() {
        return 0;
    }

    /** Clients cut off since they had left too much unread, since the start. */
    default long cutOffByOutput() {
        return 0;
    }

    /** Connections refused because there were too many clients, since the start. */
    default long connectionsRejected() {
        return 0;
    }
}
