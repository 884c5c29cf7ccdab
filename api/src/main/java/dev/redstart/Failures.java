package dev.redstart;

import dev.redstart.spi.Capabilities;
import dev.redstart.spi.Phase;
import dev.redstart.spi.RedisCodecException;
import dev.redstart.spi.RedisException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.UnsupportedCommandException;

/** Turns what went wrong into the exceptions a caller sees; the one place that words them. */
final class Failures {

    private Failures() {}

    /** The exception for an error reply. A command the server does not know is an unsupported one, on every backend. */
    static RedisException of(Reply.Error error, String command, Capabilities backend) {
        Origin origin = origin(command, backend);
        return isUnknownCommand(error.message())
                ? new UnsupportedCommandException(error.message(), origin, Phase.REPLIED)
                : new RedisReplyException(error, origin);
    }

    private static boolean isUnknownCommand(String message) {
        return message.startsWith("ERR unknown command") || message.startsWith("ERR unknown subcommand");
    }

    static RedisCodecException cannotEncode(String what, RuntimeException cause) {
        return new RedisCodecException(
                "the codec cannot encode a " + what + ": " + cause, Origin.NONE, Phase.NOT_SENT, cause);
    }

    /** The command took effect, but its reply cannot be made into what the caller wants. */
    static RedisCodecException cannotDecode(RuntimeException cause, Request request, Capabilities backend) {
        String problem =
                cause instanceof UnexpectedReply ? cause.getMessage() : "the codec cannot decode the reply: " + cause;
        return new RedisCodecException(problem, origin(request.name(), backend), Phase.REPLIED, cause);
    }

    static UnsupportedCommandException unsupported(String problem, String command, Capabilities backend) {
        return new UnsupportedCommandException(problem, origin(command, backend), Phase.NOT_SENT);
    }

    static Origin origin(String command, Capabilities backend) {
        return new Origin(command, backend.backend(), backend.node());
    }
}
