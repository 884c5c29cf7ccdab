package dev.redstart;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code HELLO} is to change: always the protocol, and with it the user and the name of the connection. Immutable; each
 * step gives new options.
 *
 * <pre>{@code session.hello(HelloOptions.protocol(3).auth("ada", password).name("worker-7"));}</pre>
 */
public sealed interface HelloOptions {

    /** Speaks this version of RESP from now on: 2 or 3. The server refuses others with {@code NOPROTO}. */
    static Choice protocol(int version) {
        return new Choice(version, null, null, null);
    }

    /** Options chosen so far. */
    final class Choice extends Options implements HelloOptions {

        private final int version;
        private final @Nullable String user;
        private final @Nullable String password;
        private final @Nullable String name;

        private Choice(int version, @Nullable String user, @Nullable String password, @Nullable String name) {
            this.version = version;
            this.user = user;
            this.password = password;
            this.name = name;
        }

        /** Becomes this user first ({@code AUTH}); the user without a name is {@code default}. */
        public Choice auth(String newUser, String newPassword) {
            Objects.requireNonNull(newUser, "a user is null");
            Objects.requireNonNull(newPassword, "a password is null");
            return new Choice(version, newUser, newPassword, name);
        }

        /** Names the connection ({@code SETNAME}); printable ASCII without spaces, empty for no name. */
        public Choice name(String newName) {
            return new Choice(version, user, password, Objects.requireNonNull(newName, "a name is null"));
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            command.number(version);
            if (user != null && password != null)
                command.word("AUTH").text(user).text(password);
            if (name != null) command.word("SETNAME").text(name);
        }
    }
}
