package dev.redstart.server.launch;

import dev.redstart.server.ServerLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The log of the process, in the form in which redis-server writes it and scripts read it:
 * {@code 4711:M 24 Nov 2026 13:54:17.123 * Ready to accept connections tcp}. A file is opened anew for each line, so that
 * it can be moved away. Thread-safe.
 */
final class ProcessLog implements ServerLog {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ROOT);
    private static final String MARKS = ".-*#";

    private final long pid = ProcessHandle.current().pid();
    private final OutputStream standard = new FileOutputStream(FileDescriptor.out);
    private volatile Level least = Level.NOTICE;
    /** Empty for standard output. */
    private volatile String file = "";
    /** {@code C} until the server runs, then {@code M}. */
    private volatile char role = 'C';

    /** Lines below that level are left out; as in redis.conf, {@code nothing} leaves out all. */
    void level(String word) {
        least = switch (word) {
            case "debug" -> Level.DEBUG;
            case "verbose" -> Level.VERBOSE;
            case "notice" -> Level.NOTICE;
            default -> Level.WARNING;
        };
        silent = word.equals("nothing");
    }

    private volatile boolean silent;

    /** Where it goes; empty for standard output. */
    void file(String path) {
        file = path;
    }

    /** From now on it is the server that speaks, not the one who starts it. */
    void serving() {
        role = 'M';
    }

    @Override
    public void log(Level level, String line) {
        if (silent || level.compareTo(least) < 0) return;
        write(pid + ":" + role + " " + LocalDateTime.now().format(TIME) + " " + MARKS.charAt(level.ordinal()) + " "
                + line + "\n");
    }

    /** A line as it stands, whatever the level. */
    synchronized void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (file.isEmpty()) {
                standard.write(bytes);
            } else {
                try (OutputStream out = new FileOutputStream(file, true)) {
                    out.write(bytes);
                }
            }
        } catch (IOException e) {
            // There is nowhere left to say so.
        }
    }
}
