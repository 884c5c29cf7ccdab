package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientLink;
import dev.redstart.engine.dispatch.CommandError;
import dev.redstart.engine.dispatch.Errors;
import org.jspecify.annotations.Nullable;

/** What is dangerous for a server that others reach, so that its configuration has to allow it. */
final class Protection {

    private Protection() {}

    /** Whether the parameter, {@code no}, {@code yes} or {@code local}, allows this client to do it. */
    static boolean allows(Call call, String parameter) {
        return switch (call.dispatcher().config().get(parameter)) {
            case "yes" -> true;
            case "local" -> isLocal(call.session().link());
            default -> false;
        };
    }

    /** What one is told who is not allowed to. */
    static CommandError refusal(String command, String parameter) {
        return Errors.of("ERR " + command + " command not allowed. If the " + parameter + " option is set to \"local\","
                + " you can run it from a local connection, otherwise you need to set this option in the configuration"
                + " file, and then restart the server.");
    }

    /** Inside this JVM, by a Unix socket, or from the loopback address. */
    private static boolean isLocal(@Nullable ClientLink link) {
        if (link == null) return true;
        String address = link.address();
        return address.endsWith(":0")
                || address.startsWith("127.")
                || address.startsWith("[::1]")
                || address.startsWith("::1");
    }
}
