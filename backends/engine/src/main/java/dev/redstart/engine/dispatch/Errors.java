package dev.redstart.engine.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The error texts that more than one command uses, exactly as Redis words them: clients match on them. */
public final class Errors {

    public static final CommandError WRONG_TYPE =
            error("WRONGTYPE Operation against a key holding the wrong kind of value");
    public static final CommandError SYNTAX = error("ERR syntax error");
    public static final CommandError NO_SUCH_KEY = error("ERR no such key");
    public static final CommandError NOT_AN_INTEGER = error("ERR value is not an integer or out of range");
    public static final CommandError NOT_A_FLOAT = error("ERR value is not a valid float");
    public static final CommandError MIN_OR_MAX_NOT_A_FLOAT = error("ERR min or max is not a float");
    public static final CommandError OUT_OF_RANGE = error("ERR value is out of range");
    public static final CommandError NOT_POSITIVE = error("ERR value is out of range, must be positive");
    public static final CommandError INDEX_OUT_OF_RANGE = error("ERR index out of range");
    public static final CommandError OVERFLOW = error("ERR increment or decrement would overflow");
    public static final CommandError NAN_OR_INFINITY = error("ERR increment would produce NaN or Infinity");
    public static final CommandError OFFSET_OUT_OF_RANGE = error("ERR offset is out of range");
    public static final CommandError STRING_TOO_LONG =
            error("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
    public static final CommandError SAME_OBJECT = error("ERR source and destination objects are the same");
    public static final CommandError DB_OUT_OF_RANGE = error("ERR DB index is out of range");
    public static final CommandError INVALID_CURSOR = error("ERR invalid cursor");
    public static final CommandError TIMEOUT_NOT_A_FLOAT = error("ERR timeout is not a float or out of range");
    public static final CommandError TIMEOUT_NOT_AN_INTEGER = error("ERR timeout is not an integer or out of range");
    public static final CommandError TIMEOUT_NEGATIVE = error("ERR timeout is negative");
    public static final CommandError TIMEOUT_OUT_OF_RANGE = error("ERR timeout is out of range");
    public static final CommandError EXEC_ABORT = error("EXECABORT Transaction discarded because of previous errors.");
    public static final CommandError NOT_IN_TRANSACTION = error("ERR Command not allowed inside a transaction");
    public static final CommandError UNBLOCKED = error("UNBLOCKED client unblocked via CLIENT UNBLOCK");
    public static final CommandError NO_AUTH = error("NOAUTH Authentication required.");
    public static final CommandError NOT_WHILE_MONITORING = error("ERR Replica can't interact with the keyspace");
    /** A script has been running for too long already. */
    static final CommandError LOADING = error("LOADING Redis is loading the dataset in memory");

    public static final CommandError BUSY_SCRIPT =
            error("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.");
    /** A function has been running for too long already. */
    public static final CommandError BUSY_FUNCTION =
            error("BUSY Redis is busy running a script. You can only call FUNCTION KILL or SHUTDOWN NOSAVE.");

    public static final CommandError OUT_OF_MEMORY = error("OOM command not allowed when used memory > 'maxmemory'.");
    public static final CommandError UNKILLABLE = error("UNKILLABLE Sorry the script already executed write commands"
            + " against the dataset. You can either wait the script termination or kill the server in a hard way using"
            + " the SHUTDOWN NOSAVE command.");
    public static final CommandError GT_LT_NX =
            error("ERR GT, LT, and/or NX options at the same time are not compatible");
    public static final CommandError NUMKEYS_NOT_POSITIVE = error("ERR numkeys should be greater than 0");
    public static final CommandError TOO_MANY_NUMKEYS =
            error("ERR Number of keys can't be greater than number of args");

    public static final CommandError LONG_RANGE =
            error("ERR value is out of range, value must between" + " -9223372036854775807 and 9223372036854775807");

    /** Not a text of Redis', which would run out of memory instead. */
    public static final CommandError REPLY_TOO_LARGE = error("ERR the reply would have more than 16777216 elements");

    private static final int MAX_ECHO = 128;

    private Errors() {}

    private static CommandError error(String text) {
        return new CommandError(text);
    }

    /** A text of one command only; line breaks, which would end the reply, become blanks. */
    public static CommandError of(String text) {
        return new CommandError(text.replace('\r', ' ').replace('\n', ' '));
    }

    /** {@code name} is that of the row, {@code OBJECT ENCODING} for a subcommand. */
    public static CommandError wrongArity(String name) {
        return of("ERR wrong number of arguments for '"
                + name.toLowerCase(Locale.ROOT).replace(' ', '|') + "' command");
    }

    /** A client that speaks RESP2 and listens to messages could not tell replies from them. */
    public static CommandError notWhileListening(Command command) {
        return of("ERR Can't execute '" + command.shownName() + "': only (P|S)SUBSCRIBE / "
                + "(P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context");
    }

    /** An expiry that is negative, zero or too far away, in the command of that name. */
    public static CommandError invalidExpire(String name) {
        return of("ERR invalid expire time in '" + name.toLowerCase(Locale.ROOT) + "' command");
    }

    /** A command of many databases, of which a cluster has one only. */
    public static CommandError notInCluster(String name) {
        return of("ERR " + name + " is not allowed in cluster mode");
    }

    /** EXEC itself is refused. */
    public static CommandError execAbort(CommandError cause) {
        String text = cause.text();
        return of(
                "EXECABORT Transaction discarded because of: " + (text.startsWith("ERR ") ? text.substring(4) : text));
    }

    /** An integer outside of a range that the error tells. */
    public static CommandError outside(long min, long max) {
        return of("ERR value is out of range, value must between " + min + " and " + max);
    }

    public static CommandError unknownSubcommand(byte[] subcommand, String container) {
        return of("ERR unknown subcommand '" + echo(subcommand, MAX_ECHO) + "'. Try " + container + " HELP.");
    }

    /** A subcommand that takes a range of arguments got another number of them. */
    public static CommandError unknownUse(byte[] subcommand, String container) {
        return of("ERR unknown subcommand or wrong number of arguments for '" + echo(subcommand, MAX_ECHO) + "'. Try "
                + container + " HELP.");
    }

    /** Echoes the beginning of the arguments, about 128 bytes in all. */
    public static CommandError unknownCommand(String name, byte[][] args) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < args.length && shown.length() < MAX_ECHO; i++) {
            String arg = echo(args[i], MAX_ECHO - shown.length());
            shown.append('\'').append(arg).append("' ");
        }
        String start = name.length() > MAX_ECHO ? name.substring(0, MAX_ECHO) : name;
        return of("ERR unknown command '" + start + "', with args beginning with: " + shown);
    }

    /** Bytes as characters one to one, so that the sink can write them back as they were; up to a NUL, as C does. */
    public static String echo(byte[] bytes, int max) {
        int n = 0;
        while (n < bytes.length && n < max && bytes[n] != 0) n++;
        return new String(bytes, 0, n, StandardCharsets.UTF_8);
    }
}
