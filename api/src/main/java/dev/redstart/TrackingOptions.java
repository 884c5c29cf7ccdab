package dev.redstart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which keys a server tells a client that they have changed. Immutable; each step gives new options.
 *
 * <pre>{@code session.clientTrackingOn(TrackingOptions.broadcast("user:", "order:").noLoop());}</pre>
 */
public sealed interface TrackingOptions {

    /** Of keys that begin with one of these, read before or not ({@code BCAST PREFIX}); of all keys when there is none. */
    static Choice broadcast(String... prefixes) {
        return Choice.NONE.broadcast(prefixes);
    }

    /** Only of keys that a command read right after {@code clientCaching(true)} ({@code OPTIN}). */
    static Choice optIn() {
        return Choice.NONE.optIn();
    }

    /** Not of keys that a command read right after {@code clientCaching(false)} ({@code OPTOUT}). */
    static Choice optOut() {
        return Choice.NONE.optOut();
    }

    /** Not when the connection has changed the key itself ({@code NOLOOP}). */
    static Choice noLoop() {
        return Choice.NONE.noLoop();
    }

    /**
     * Tells another connection, by its number ({@code REDIRECT}): one that is subscribed to the channel
     * {@code __redis__:invalidate}, so that it may speak RESP2.
     */
    static Choice redirect(long clientId) {
        return Choice.NONE.redirect(clientId);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements TrackingOptions {

        static final Choice NONE = new Choice(null, List.of(), false, null);

        private final @Nullable String mode;
        private final List<String> prefixes;
        private final boolean noLoop;
        private final @Nullable Long redirect;

        private Choice(@Nullable String mode, List<String> prefixes, boolean noLoop, @Nullable Long redirect) {
            this.mode = mode;
            this.prefixes = prefixes;
            this.noLoop = noLoop;
            this.redirect = redirect;
        }

        /** See {@link TrackingOptions#broadcast(String...)}; in place of {@link #optIn} and {@link #optOut}. */
        public Choice broadcast(String... prefixes) {
            return new Choice("BCAST", List.of(prefixes), noLoop, redirect);
        }

        /** See {@link TrackingOptions#optIn()}; in place of {@link #broadcast} and {@link #optOut}. */
        public Choice optIn() {
            return new Choice("OPTIN", List.of(), noLoop, redirect);
        }

        /** See {@link TrackingOptions#optOut()}; in place of {@link #broadcast} and {@link #optIn}. */
        public Choice optOut() {
            return new Choice("OPTOUT", List.of(), noLoop, redirect);
        }

        /** See {@link TrackingOptions#noLoop()}. */
        public Choice noLoop() {
            return new Choice(mode, prefixes, true, redirect);
        }

        /** See {@link TrackingOptions#redirect(long)}. */
        public Choice redirect(long clientId) {
            return new Choice(mode, prefixes, noLoop, clientId);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (redirect != null) command.word("REDIRECT").number(redirect);
            for (String prefix : prefixes) command.word("PREFIX").text(prefix);
            if (mode != null) command.word(mode);
            command.wordIf(noLoop, "NOLOOP");
        }
    }
}
