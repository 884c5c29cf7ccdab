package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How {@code MIGRATE} moves keys to another server. Immutable; each step gives new options. Shows no password.
 */
public sealed interface MigrateOptions {

    /** The keys stay here, too ({@code COPY}). */
    static Choice copy() {
        return Choice.NONE.copy();
    }

    /** Over keys that exist there ({@code REPLACE}). */
    static Choice replace() {
        return Choice.NONE.replace();
    }

    /** The other server wants this password ({@code AUTH}). */
    static Choice auth(String password) {
        return Choice.NONE.auth(password);
    }

    /** The other server wants this user and password ({@code AUTH2}). */
    static Choice auth(String user, String password) {
        return Choice.NONE.auth(user, password);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements MigrateOptions {

        static final Choice NONE = new Choice(false, false, null, null);

        private final boolean copy;
        private final boolean replace;
        private final @Nullable String user;
        private final @Nullable String password;

        private Choice(boolean copy, boolean replace, @Nullable String user, @Nullable String password) {
            this.copy = copy;
            this.replace = replace;
            this.user = user;
            this.password = password;
        }

        /** See {@link MigrateOptions#copy()}. */
        public Choice copy() {
            return new Choice(true, replace, user, password);
        }

        /** See {@link MigrateOptions#replace()}. */
        public Choice replace() {
            return new Choice(copy, true, user, password);
        }

        /** See {@link MigrateOptions#auth(String)}. */
        public Choice auth(String password) {
            return new Choice(copy, replace, null, Objects.requireNonNull(password, "the password is null"));
        }

        /** See {@link MigrateOptions#auth(String, String)}. */
        public Choice auth(String user, String password) {
            return new Choice(
                    copy,
                    replace,
                    Objects.requireNonNull(user, "the user is null"),
                    Objects.requireNonNull(password, "the password is null"));
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.wordIf(copy, "COPY").wordIf(replace, "REPLACE");
            if (password == null) return;
            if (user == null) command.word("AUTH").text(password);
            else command.word("AUTH2").text(user).text(password);
        }
    }
}
