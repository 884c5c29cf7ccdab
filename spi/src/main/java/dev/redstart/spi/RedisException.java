package dev.redstart.spi;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything that goes wrong between a call and its reply. Unchecked. Says which command, on which backend and
 * node, and how far it got ({@link #phase()}). Arguments never appear in a message: they may be secrets.
 */
public abstract class RedisException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Origin origin;
    private final Phase phase;

    /**
     * Where a failure happened. A part that is not known is null and left out of the message.
     *
     * @param command command name without arguments, as {@code GET} or {@code OBJECT}
     * @param backend name of the driver, as {@code jedis}
     * @param node    address of the server, as {@code 127.0.0.1:6379}, or what the backend calls itself
     */
    public record Origin(@Nullable String command, @Nullable String backend, @Nullable String node) {

        /** Nothing is known, as for a URL that cannot be parsed. */
        public static final Origin NONE = new Origin(null, null, null);

        /** The same backend and node with another command. */
        public Origin command(@Nullable String name) {
            return new Origin(name, backend, node);
        }

        private String suffix(Phase phase) {
            if (command == null && backend == null) return "";
            StringBuilder s = new StringBuilder(" [");
            if (command != null) s.append(command).append(backend == null ? "" : " on ");
            if (backend != null) s.append(backend);
            if (node != null) s.append(" at ").append(node);
            return s.append(", ")
                    .append(phase.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(']')
                    .toString();
        }
    }

    RedisException(String problem, Origin origin, Phase phase, @Nullable Throwable cause) {
        super(problem + origin.suffix(phase), cause);
        this.origin = origin;
        this.phase = phase;
    }

    /** Name of the command that failed, without arguments; null when no single command is to blame. */
    public @Nullable String command() {
        return origin.command();
    }

    /** Name of the driver, as {@code jedis}; null when none had been chosen yet. */
    public @Nullable String backend() {
        return origin.backend();
    }

    /** Address of the server, or what the backend calls itself; null when none was involved. */
    public @Nullable String node() {
        return origin.node();
    }

    /** How far the command got. */
    public Phase phase() {
        return phase;
    }
}
