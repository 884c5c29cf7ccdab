package dev.redstart.engine.dispatch;

import org.jspecify.annotations.Nullable;

/** What is dangerous for a server that others reach, so that its configuration has to allow it. */
public final class Protection {

    private Protection() {}

    /** Whether the parameter, {@code no}, {@code yes} or {@code local}, allows this client to do it. */
    public static boolean allows(ClientSession session, String parameter) {
        return switch (session.call().dispatcher().config().get(parameter)) {
            case "yes" -> true;
            case "local" -> isLocal(session.link());
            default -> false;
        };
    }

    /** Why the client may not send the command, which is {@link Flag#PROTECTED}; null when it may. */
    static @Nullable CommandError objection(ClientSession session, Command command) {
        boolean debug = command.name().equals("DEBUG");
        String parameter = debug ? "enable-debug-command" : "enable-module-command";
        if (allows(session, parameter)) return null;
        return Errors.of("ERR " + (debug ? "DEBUG" : "MODULE") + " command not allowed. If the " + parameter
                + " option is set to \"local\", you can run it from a local connection, otherwise you need to set this"
                + " option in the configuration file, and then restart the server.");
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
