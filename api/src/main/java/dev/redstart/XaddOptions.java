package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Under which ID {@code XADD} adds an entry, and what becomes of older ones. Immutable; each step gives new options.
 *
 * <pre>{@code redis.xadd("events", XaddOptions.ifExists().trim(TrimOptions.maxlen(1000)), "type", "login");}</pre>
 */
public sealed interface XaddOptions {

    /** Under this ID, which has to be higher than all that the stream ever had. */
    static Choice id(StreamId id) {
        return Choice.NONE.id(id);
    }

    /**
     * Under an ID of this time with the next free sequence ({@code ms-*}); it must not be earlier than the last one.
     *
     * @param millis milliseconds since 1970; unsigned
     */
    static Choice idAt(long millis) {
        return Choice.NONE.idAt(millis);
    }

    /** Only when the stream exists ({@code NOMKSTREAM}); else nothing is added and there is no ID. */
    static Choice ifExists() {
        return Choice.NONE.ifExists();
    }

    /** Trims the stream after adding ({@code MAXLEN}, {@code MINID}). */
    static Choice trim(TrimOptions trim) {
        return Choice.NONE.trim(trim);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements XaddOptions {

        static final Choice NONE = new Choice("*", false, null);

        private final String id;
        private final boolean ifExists;
        private final @Nullable Options trim;

        private Choice(String id, boolean ifExists, @Nullable Options trim) {
            this.id = id;
            this.ifExists = ifExists;
            this.trim = trim;
        }

        /** See {@link XaddOptions#id(StreamId)}. */
        public Choice id(StreamId newId) {
            return new Choice(Objects.requireNonNull(newId, "the ID is null").toString(), ifExists, trim);
        }

        /** See {@link XaddOptions#idAt(long)}. */
        public Choice idAt(long millis) {
            return new Choice(Long.toUnsignedString(millis) + "-*", ifExists, trim);
        }

        /** See {@link XaddOptions#ifExists()}. */
        public Choice ifExists() {
            return new Choice(id, true, trim);
        }

        /** See {@link XaddOptions#trim(TrimOptions)}. */
        public Choice trim(TrimOptions newTrim) {
            return new Choice(id, ifExists, Options.given(newTrim));
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.wordIf(ifExists, "NOMKSTREAM").options(trim).bytes(NumberCodecs.ascii(id));
        }
    }
}
