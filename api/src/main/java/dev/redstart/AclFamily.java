package dev.redstart;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Users, and what each may do. Each command speaks to the one server that answers it; on a cluster that is any of the nodes,
 * and a user for all of them is to be made on each. Passwords that are given here stand in no error and no text of ours.
 */
@CommandFamily
final class AclFamily<K, V> extends Family<K, V> {

    private static final Decoder<Set<String>> NAMES = Decoders.set(Decoders.text());
    private static final Decoder<List<String>> TEXTS = Decoders.list(Decoders.text());
    private static final Decoder<@Nullable AclUser> USER_OR_NULL = Decoders.orNull(AclUser::decode);
    private static final Decoder<List<AclLogEntry>> LOG = Decoders.list(AclLogEntry::decode);
    private static final Decoder<@Nullable String> NULL_FOR_OK = reply -> {
        String text = Decoders.string(reply);
        return text.equals("OK") ? null : text;
    };

    AclFamily(Types<K, V> types) {
        super(types);
    }

    /** The user of a connection of this handle. */
    Command<String> aclWhoami() {
        return read("ACL", 1).word("WHOAMI").returning(Decoders.text());
    }

    /** Names of all users. */
    Command<Set<String>> aclUsers() {
        return read("ACL", 1).word("USERS").returning(NAMES);
    }

    /** All users as the lines of an ACL file; the hashes of their passwords are among it. */
    Command<List<String>> aclList() {
        return read("ACL", 1).word("LIST").returning(TEXTS);
    }

    /** A user, or null when there is none of that name. */
    Command<@Nullable AclUser> aclGetuser(String user) {
        return read("ACL", 2).word("GETUSER").text(user).returning(USER_OR_NULL);
    }

    /**
     * Makes the user, who may do nothing, if there is none of that name; then applies these rules in order, all or none of
     * them: {@code on}, {@code >password}, {@code ~key:*}, {@code +@read}, ... A change holds at once, also for connections
     * that are open.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR Error in ACL SETUSER modifier}; a password in that rule is
     *     replaced by {@code (hidden)}
     */
    Command<@Nullable Void> aclSetuser(String user, String... rules) {
        return write("ACL", 2 + rules.length)
                .word("SETUSER")
                .text(user)
                .texts(rules)
                .returning(Decoders.ok());
    }

    /** See {@link #aclSetuser(String, String...)}. */
    Command<@Nullable Void> aclSetuser(String user, Collection<String> rules) {
        return aclSetuser(user, rules.toArray(String[]::new));
    }

    /** Deletes these users, and closes their connections. Gives how many there were. At least one; not {@code default}. */
    Command<Long> aclDeluser(String... users) {
        return write("ACL", 1 + users.length)
                .word("DELUSER")
                .someTexts("user", users)
                .returning(Decoders.integer());
    }

    /** Whether the user may execute that: null when yes, else in the server's words why not. Nothing is executed. */
    Command<@Nullable String> aclDryrun(String user, String command, String... arguments) {
        return read("ACL", 3 + arguments.length)
                .word("DRYRUN")
                .text(user)
                .text(command)
                .texts(arguments)
                .returning(NULL_FOR_OK);
    }

    /** The categories that commands are in. */
    Command<Set<String>> aclCat() {
        return read("ACL", 1).word("CAT").returning(NAMES);
    }

    /** The commands in this category; {@code config|get} for a subcommand. */
    Command<Set<String>> aclCat(String category) {
        return read("ACL", 2).word("CAT").text(category).returning(NAMES);
    }

    /** A password that nobody can guess: 256 bits of the server's randomness, in 64 hexadecimal digits. */
    Command<String> aclGenpass() {
        return read("ACL", 1).word("GENPASS").returning(Decoders.text());
    }

    /** As {@link #aclGenpass()} of so many bits, 1 to 4096, rounded up to whole digits of four. */
    Command<String> aclGenpass(int bits) {
        return read("ACL", 2).word("GENPASS").number(bits).returning(Decoders.text());
    }

    /** What was refused of late, to whom and why, the latest first; at most ten. */
    Command<List<AclLogEntry>> aclLog() {
        return read("ACL", 1).word("LOG").returning(LOG);
    }

    /** As {@link #aclLog()}, at most so many. */
    Command<List<AclLogEntry>> aclLog(int count) {
        return read("ACL", 2).word("LOG").number(count).returning(LOG);
    }

    /** Empties that log. */
    Command<@Nullable Void> aclLogReset() {
        return write("ACL", 2).word("LOG").word("RESET").returning(Decoders.ok());
    }

    /**
     * Replaces all users by those of the server's ACL file, or none when the file has a mistake.
     *
     * @throws dev.redstart.spi.RedisReplyException {@code ERR This Redis instance is not configured to use an ACL file.}
     */
    Command<@Nullable Void> aclLoad() {
        return write("ACL", 1).word("LOAD").returning(Decoders.ok());
    }

    /** Writes all users into the server's ACL file. An error as of {@link #aclLoad} when it has none. */
    Command<@Nullable Void> aclSave() {
        return write("ACL", 1).word("SAVE").returning(Decoders.ok());
    }
}
