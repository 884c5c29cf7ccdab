package dev.redstart.engine.dispatch;

import dev.redstart.engine.acl.AclLog;
import dev.redstart.engine.acl.Denial;
import dev.redstart.engine.acl.Latin;
import dev.redstart.engine.acl.User;
import dev.redstart.engine.acl.UserRules;
import dev.redstart.engine.acl.Users;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: the one place that holds clients to the rules of their users. What it refuses goes into the log and is
 * counted. Used under the engine's lock, except where it says otherwise.
 *
 * <p>A client inside this JVM need not log in, for whoever holds the engine holds its data; but it is a user as others are,
 * {@code default} if it does not say otherwise.
 */
public final class AccessControl {

    /** From where a command comes. */
    enum Context {
        TOPLEVEL,
        MULTI,
        LUA;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many were refused since the engine was opened; CONFIG RESETSTAT leaves that alone. */
    public static final class Counts {
        private long auth;
        private long command;
        private long key;
        private long channel;

        /** Logins. */
        public long auth() {
            return auth;
        }

        /** Commands of which the user may not run any. */
        public long command() {
            return command;
        }

        /** Commands on keys that the user may not use. */
        public long key() {
            return key;
        }

        /** Commands on channels that the user may not use. */
        public long channel() {
            return channel;
        }

        private void add(Denial.Kind kind) {
            switch (kind) {
                case COMMAND -> command++;
                case KEY -> key++;
                case CHANNEL -> channel++;
            }
        }
    }

    /** What who could not log in is told. */
    public static final CommandError WRONG_PASSWORD =
            Errors.of("WRONGPASS invalid username-password pair or user is disabled.");

    /** Somebody inside this JVM who listens as a user without being a client. */
    public interface Guest {

        User user();

        /** Whether it listens to what is not among those channels (patterns, too). */
        boolean listensBeyond(List<String> channels);

        /** It may no longer listen; called under the lock. */
        void evict();
    }

    private final Set<Guest> guests = new LinkedHashSet<>();
    private final Dispatcher dispatcher;
    private final Users users = new Users();
    private final AclLog log = new AclLog();
    private final Counts counts = new Counts();

    AccessControl(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    public Users users() {
        return users;
    }

    public AclLog log() {
        return log;
    }

    public Counts counts() {
        return counts;
    }

    // Who somebody is

    /** Whether a client that comes now has to log in. May be asked without the lock. */
    public boolean isLoginRequired() {
        return users.isLoginRequired();
    }

    /** Whether the client may do nothing before it has logged in. May be asked without the lock. */
    public boolean awaitsLogin(ClientSession session) {
        return !session.isAuthenticated() && isLoginRequired();
    }

    /** As one that has only just connected. */
    void welcome(ClientSession session) {
        session.become(users.defaultUser(), !isLoginRequired());
    }

    /** A client inside this JVM is that user from now on, who has logged in elsewhere. Needs no lock. */
    public void admit(ClientSession session, User user) {
        session.become(user, true);
    }

    /** Whether the password lets that user in, whom the client then is. {@code word} is the command as it was sent. */
    public boolean login(ClientSession session, String name, String password, String word) {
        User user = users.find(name);
        if (user == null || !user.rules().accept(password)) {
            counts.auth++;
            remember(session, "auth", contextOf(session), word, name);
            return false;
        }
        session.become(user, true);
        return true;
    }

    // What somebody may do

    private static Context contextOf(ClientSession session) {
        return session.inTransaction() ? Context.MULTI : Context.TOPLEVEL;
    }

    /** Why the client may not run that command now; null when it may. */
    @Nullable
    CommandError objection(ClientSession session, Command command, byte[][] args) {
        if (session.user().rules().isUnlimited()) return null;
        Denial denial = session.user().rules().check(command.facts(), args);
        if (denial == null) return null;
        session.call().refused(command, args);
        remember(denial, session.user(), session, command, args, contextOf(session));
        return error("NOPERM " + reason(denial, session.user(), command));
    }

    /** Why EXEC may not run a command that it had been allowed to queue; null when it may. */
    @Nullable
    CommandError objectionInExec(ClientSession session, Command command, byte[][] args) {
        Denial denial = session.user().rules().check(command.facts(), args);
        if (denial == null) return null;
        remember(denial, session.user(), session, command, args, Context.MULTI);
        String reason =
                switch (denial.kind()) {
                    case COMMAND -> "no permission to execute the command or subcommand";
                    case KEY -> "no permission to touch the specified keys";
                    case CHANNEL -> "no permission to access one of the channels used as arguments";
                };
        return Errors.of(
                "NOPERM ACLs rules changed between the moment the transaction was accumulated and the EXEC call."
                        + " This command is no longer allowed for the following reason: " + reason);
    }

    /** Why a script of that client may not run the command; null when it may. */
    @Nullable
    CommandError objectionInScript(ClientSession caller, Command command, byte[][] args) {
        Denial denial = caller.user().rules().check(command.facts(), args);
        if (denial == null) return null;
        remember(denial, caller.user(), caller, command, args, Context.LUA);
        return error("ERR ACL failure in script: " + reason(denial, caller.user(), command));
    }

    private void remember(
            Denial denial, User user, ClientSession client, Command command, byte[][] args, Context context) {
        counts.add(denial.kind());
        String object =
                denial.kind() == Denial.Kind.COMMAND ? command.shownName() : Latin.text(args[denial.position()]);
        remember(client, denial.kind().name().toLowerCase(Locale.ROOT), context, object, user.name());
    }

    private void remember(ClientSession client, String reason, Context context, String object, String user) {
        AclLog.Refusal refusal = new AclLog.Refusal(reason, context.word(), object, user);
        long now = dispatcher.time().millis();
        StringBuilder line = new StringBuilder();
        ClientLine.append(line, client, now);
        log.add(refusal, now, line.toString().strip());
    }

    private static CommandError error(String text) {
        return Errors.of(Latin.readable(text));
    }

    private static String reason(Denial denial, User user, Command command) {
        return switch (denial.kind()) {
            case COMMAND ->
                "User " + user.name() + " has no permissions to run the '" + command.shownName() + "' command";
            case KEY -> "No permissions to access a key";
            case CHANNEL -> "No permissions to access a channel";
        };
    }

    /** The same, naming the key or channel. */
    public static String explain(Denial denial, User user, Command command, byte[][] args) {
        if (denial.kind() == Denial.Kind.COMMAND) return reason(denial, user, command);
        String kind = denial.kind() == Denial.Kind.KEY ? "key" : "channel";
        return "User " + user.name() + " has no permissions to access the '" + Latin.text(args[denial.position()])
                + "' " + kind;
    }

    /** Why that user may not listen to those names, without a client that sends a command; null when it may. */
    public @Nullable CommandError objectionToListening(User user, String command, byte[][] names) {
        Command row = dispatcher.commands().find(command);
        Denial denial = row == null ? null : user.rules().check(row.facts(), names);
        return row == null || denial == null ? null : error("NOPERM " + reason(denial, user, row));
    }

    // Changes of users

    /** ACL SETUSER. Clients that listen to what their user may no longer listen to have to go. */
    public void set(String name, UserRules rules) {
        User user = users.find(name);
        List<String> narrowed = user == null ? null : rules.narrowedChannels(user.rules());
        if (narrowed != null) {
            disconnect(s -> s.user() == user && listensBeyond(s, narrowed));
            evict(g -> g.user() == user && g.listensBeyond(narrowed));
        }
        users.put(name, rules);
    }

    /** ACL DELUSER: false when there is none. Its clients have to go. */
    public boolean delete(String name) {
        User user = users.remove(name);
        if (user == null) return false;
        disconnect(s -> s.user() == user);
        evict(g -> g.user() == user);
        return true;
    }

    /** ACL LOAD: these users and no others. */
    public void replaceAll(Map<String, UserRules> rules) {
        for (User user : List.copyOf(users.all())) if (!rules.containsKey(user.name())) delete(user.name());
        rules.forEach(this::set);
    }

    private static boolean listensBeyond(ClientSession session, List<String> channels) {
        Listening listening = session.listening();
        return listening != null && listening.hasBeyond(channels);
    }

    private void evict(Predicate<Guest> condition) {
        guests.stream().filter(condition).toList().forEach(Guest::evict);
    }

    /** It listens from now on. */
    public void come(Guest guest) {
        guests.add(guest);
    }

    /** It listens no more. */
    public void go(Guest guest) {
        guests.remove(guest);
    }

    private void disconnect(Predicate<ClientSession> condition) {
        for (ClientSession session : dispatcher.clients().end(condition)) welcome(session);
    }
}
