package dev.redstart.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server answered with an error. {@link #code()} is its first word: {@code WRONGTYPE}, {@code OOM}, {@code ERR}. */
public final class RedisReplyException extends RedisException {

    private static final long serialVersionUID = 1L;

    /** What Redis appends to the error of a script: {@code ... script: <name>, on @user_script:3.} */
    private static final Pattern IN_SCRIPT = Pattern.compile(" script: ([^ ,]+), on @?[^ ]+:(\\d+)\\.$");

    private final String reply;

    public RedisReplyException(Reply.Error error, Origin origin) {
        super(error.message(), origin, Phase.REPLIED, null);
        this.reply = error.message();
    }

    /** The first word of the error, as {@code WRONGTYPE}. */
    public String code() {
        return Reply.Error.codeOf(reply);
    }

    /** The whole error as it came over the wire. */
    public String reply() {
        return reply;
    }

    /** The SHA1 of the script, or the name of the function, that failed; null when the error is not one of a script. */
    public @Nullable String script() {
        Matcher suffix = IN_SCRIPT.matcher(reply);
        return suffix.find() ? suffix.group(1) : null;
    }

    /** The line of the script or library at which it failed, from 1; 0 when the error is not one of a script. */
    public int scriptLine() {
        Matcher suffix = IN_SCRIPT.matcher(reply);
        return suffix.find() ? Integer.parseInt(suffix.group(2)) : 0;
    }
}
