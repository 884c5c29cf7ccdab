package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.RedisConnectionException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into the exceptions a caller sees; the one place that words them. */
final class Failures {

    /** A rule that {@code ACL SETUSER} refused, which the server quotes: from the sign of a password to the end of the quote. */
    private static final Pattern PASSWORD_RULE =
            Pattern.compile("(modifier '|starting at ')(\\(.*? )?([<>#!]).*('(: |\\.$))", Pattern.DOTALL);

    private Failures() {}

    /** The exception for an error reply. A command the server does not know is an unsupported one, on every backend. */
    static RedisException of(Reply.Error error, String command, Capabilities backend) {
        Origin origin = origin(command, backend);
        return isUnknownCommand(error.message())
                ? new UnsupportedCommandException(error.message(), origin, Phase.REPLIED)
                : new RedisReplyException(new Reply.Error(withoutPassword(error.message())), origin);
    }

    /** The server's words, without the password that it quotes in this one error. */
    private static String withoutPassword(String message) {
        if (!message.contains(" ACL SETUSER ") && !message.contains(" acl selector ")) return message;
        return PASSWORD_RULE.matcher(message).replaceFirst("$1$2$3(hidden)$4");
    }

    private static boolean isUnknownCommand(String message) {
        return message.startsWith("ERR unknown command") || message.startsWith("ERR unknown subcommand");
    }

    /** Says what kind of argument it is, not which: the codec's own words, which may quote it, are in the cause. */
    static RedisCodecException cannotEncode(String what, Origin origin, RuntimeException cause) {
        String problem =
                "the codec cannot encode a " + what + " (" + cause.getClass().getName() + ")";
        return new RedisCodecException(problem, origin, Phase.NOT_SENT, cause);
    }

    /** The command took effect, but its reply cannot be made into what the caller wants. */
    static RedisCodecException cannotDecode(RuntimeException cause, Request request, Capabilities backend) {
        String problem = cause instanceof UnexpectedReply shown
                ? String.valueOf(shown.getMessage())
                : "the codec cannot decode the reply: " + cause;
        return new RedisCodecException(problem, origin(request.name(), backend), Phase.REPLIED, cause);
    }

    /** A message that was published cannot be made into what the listener wants. */
    static RedisCodecException cannotDecodeMessage(RuntimeException cause, Capabilities backend) {
        String problem = "the codec cannot decode a message: " + cause;
        return new RedisCodecException(problem, origin(null, backend), Phase.REPLIED, cause);
    }

    /** A transport threw what it must not throw; nobody knows how far the command got. */
    static RedisException brokenTransport(RuntimeException e, Request request, Capabilities backend) {
        if (e instanceof RedisException named) return named;
        return new RedisConnectionException(
                "the transport failed: " + e, origin(request.name(), backend), Phase.UNKNOWN, e);
    }

    static UnsupportedCommandException unsupported(String problem, @Nullable String command, Capabilities backend) {
        return new UnsupportedCommandException(problem, origin(command, backend), Phase.NOT_SENT);
    }

    static Origin origin(@Nullable String command, Capabilities backend) {
        return new Origin(command, backend.backend(), backend.node());
    }
}
