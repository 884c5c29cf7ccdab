package dev.redstart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Logs commands that took long, as this side saw them: network and waiting for a connection included, which the server's
 * own SLOWLOG cannot know. One line each through {@link System.Logger} {@code dev.redstart.slow}, level WARNING: command,
 * node, time and outcome, never an argument.
 */
public final class SlowCommandLog implements CommandListener {

    private static final System.Logger LOG = System.getLogger("dev.redstart.slow");

    private final Duration threshold;

    /** Logs what takes at least so long. Commands that wait for data on purpose (BLPOP) are among them. */
    public SlowCommandLog(Duration threshold) {
        if (threshold.isNegative())
            throw new IllegalArgumentException("a slow log's threshold is zero or more, not " + threshold);
        this.threshold = threshold;
    }

    @Override
    public @Nullable Ending started(CommandStart command) {
        return end -> {
            if (end.elapsed().compareTo(threshold) < 0) return;
            LOG.log(System.Logger.Level.WARNING, () -> line(command, end));
        };
    }

    private static String line(CommandStart command, CommandEnd end) {
        String batch = command.batch() == 1 ? "" : " in a pipeline of " + command.batch();
        return command.command() + batch + " on " + command.backend() + " at " + command.node() + " took "
                + end.elapsed().toMillis() + " ms: " + end.outcome().tag();
    }
}
