package dev.redstart.contract.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Freezing and thawing a process. Java sends no SIGSTOP, but {@code kill} is a built-in of every shell. A signal is
 * delivered some time later, so both wait until {@code /proc} shows it; where there is no such file they trust.
 */
final class Signals {
    private static final char STOPPED = 'T';
    private static final char UNKNOWN = ' ';

    private Signals() {}

    static void pause(long pid, Duration limit) {
        send("STOP", pid);
        Await.until(
                limit,
                () -> state(pid) == STOPPED || state(pid) == UNKNOWN,
                () -> new IllegalStateException("process " + pid + " does not pause"));
    }

    static void resume(long pid, Duration limit) {
        send("CONT", pid);
        Await.until(
                limit, () -> !isPaused(pid), () -> new IllegalStateException("process " + pid + " does not resume"));
    }

    static boolean isPaused(long pid) {
        return state(pid) == STOPPED;
    }

    private static void send(String signal, long pid) {
        Command.of("sh", "-c", "kill -" + signal + " " + pid).run().orThrow();
    }

    /** The letter behind the program's name in parentheses. */
    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
