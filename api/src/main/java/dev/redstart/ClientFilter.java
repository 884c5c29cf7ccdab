package dev.redstart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which clients {@code CLIENT KILL} closes: those that all of it applies to. Immutable; each step gives a new filter. */
public sealed interface ClientFilter {

    /** The client with this number ({@code ID}). */
    static Choice id(long id) {
        return Choice.NONE.id(id);
    }

    /** Clients of this type ({@code TYPE}). */
    static Choice type(ClientType type) {
        return Choice.NONE.type(type);
    }

    /** The client with this address, as {@code 127.0.0.1:52555} ({@code ADDR}). */
    static Choice address(String address) {
        return Choice.NONE.address(address);
    }

    /** Clients that are connected to this address of the server ({@code LADDR}). */
    static Choice localAddress(String address) {
        return Choice.NONE.localAddress(address);
    }

    /** Clients that are this user ({@code USER}). */
    static Choice user(String user) {
        return Choice.NONE.user(user);
    }

    /** Clients that have been connected for at least so long, rounded up to a second ({@code MAXAGE}). Since Redis 7.4. */
    static Choice connectedFor(Duration age) {
        return Choice.NONE.connectedFor(age);
    }

    /** Filters chosen so far. */
    final class Choice extends Options implements ClientFilter {

        static final Choice NONE = new Choice(null, null, null, null, null, null, null);

        private final @Nullable Long id;
        private final @Nullable ClientType type;
        private final @Nullable String address;
        private final @Nullable String localAddress;
        private final @Nullable String user;
        private final @Nullable Duration age;
        private final @Nullable Boolean sparesMe;

        private Choice(
                @Nullable Long id,
                @Nullable ClientType type,
                @Nullable String address,
                @Nullable String localAddress,
                @Nullable String user,
                @Nullable Duration age,
                @Nullable Boolean sparesMe) {
            this.id = id;
            this.type = type;
            this.address = address;
            this.localAddress = localAddress;
            this.user = user;
            this.age = age;
            this.sparesMe = sparesMe;
        }

        /** See {@link ClientFilter#id(long)}. */
        public Choice id(long id) {
            return new Choice(id, type, address, localAddress, user, age, sparesMe);
        }

        /** See {@link ClientFilter#type(ClientType)}. */
        public Choice type(ClientType type) {
            return new Choice(id, type, address, localAddress, user, age, sparesMe);
        }

        /** See {@link ClientFilter#address(String)}. */
        public Choice address(String address) {
            return new Choice(id, type, address, localAddress, user, age, sparesMe);
        }

        /** See {@link ClientFilter#localAddress(String)}. */
        public Choice localAddress(String address) {
            return new Choice(id, type, this.address, address, user, age, sparesMe);
        }

        /** See {@link ClientFilter#user(String)}. */
        public Choice user(String user) {
            return new Choice(id, type, address, localAddress, user, age, sparesMe);
        }

        /** See {@link ClientFilter#connectedFor(Duration)}. */
        public Choice connectedFor(Duration age) {
            return new Choice(id, type, address, localAddress, user, Times.positive(age), sparesMe);
        }

        /** Whether the connection that asks is spared, if the rest applies to it ({@code SKIPME}); it is, if not said. */
        public Choice skipMe(boolean yes) {
            return new Choice(id, type, address, localAddress, user, age, yes);
        }

        @Override
        void appendTo(CommandBuilder<?, ?> command) {
            if (id != null) command.word("ID").number(id);
            if (type != null) command.word("TYPE").word(type.name());
            if (address != null) command.word("ADDR").text(address);
            if (localAddress != null) command.word("LADDR").text(localAddress);
            if (user != null) command.word("USER").text(user);
            if (age != null) command.word("MAXAGE").number(Times.wholeSeconds(age));
            if (sparesMe != null) command.word("SKIPME").word(sparesMe ? "YES" : "NO");
        }
    }
}
