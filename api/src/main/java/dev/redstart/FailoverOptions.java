package dev.redstart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How {@code FAILOVER} hands over. Immutable; each step gives new options. */
public sealed interface FailoverOptions {

    /** To this replica ({@code TO}). */
    static Choice to(String host, int port) {
        return Choice.NONE.to(host, port);
    }

    /** Gives up when no replica has caught up within this time ({@code TIMEOUT}); above zero. */
    static Choice within(Duration timeout) {
        return Choice.NONE.within(timeout);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements FailoverOptions {

        static final Choice NONE = new Choice(null, 0, false, null);

        private final @Nullable String host;
        private final int port;
        private final boolean force;
        private final @Nullable Duration timeout;

        private Choice(@Nullable String host, int port, boolean force, @Nullable Duration timeout) {
            this.host = host;
            this.port = port;
            this.force = force;
            this.timeout = timeout;
        }

        /** See {@link FailoverOptions#to(String, int)}. */
        public Choice to(String host, int port) {
            return new Choice(host, port, force, timeout);
        }

        /** See {@link FailoverOptions#within(Duration)}. */
        public Choice within(Duration timeout) {
            return new Choice(host, port, force, Times.positive(timeout));
        }

        /**
         * Past the timeout does not give up, but hands over to a replica that has not caught up: what it lacks is lost
         * ({@code FORCE}). Only with {@link #to} and {@link #within}.
         */
        public Choice force() {
            return new Choice(host, port, true, timeout);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (force && (host == null || timeout == null))
                throw new IllegalArgumentException("force goes only with a replica (to) and a timeout (within)");
            if (host != null) command.word("TO").text(host).number(port);
            command.wordIf(force, "FORCE");
            if (timeout != null) command.word("TIMEOUT").millis(timeout);
        }
    }
}
