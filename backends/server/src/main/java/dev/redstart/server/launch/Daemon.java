package dev.redstart.server.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code daemonize yes}: a JVM cannot fork, so it starts itself once more, in a session of its own, and ends. */
final class Daemon {

    /** In the environment of the one that stays. */
    private static final String MARK = "REDSTART_DAEMON";
    /** The script that started this process. */
    private static final String LAUNCHER = "REDSTART_LAUNCHER";

    private Daemon() {}

    /** Whether this process is the one that stays. */
    static boolean isChild() {
        return System.getenv(MARK) != null;
    }

    /** Starts it; what was read from standard input is given to it there. */
    static void start(String[] args, String standardInput) throws IOException {
        String launcher = System.getenv(LAUNCHER);
        if (launcher == null) throw new IOException("only bin/redstart-server can do that");
        List<String> words = new ArrayList<>(List.of("setsid", launcher));
        words.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(MARK, "1");
        try (OutputStream in = builder.start().getOutputStream()) {
            in.write(standardInput.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
