package dev.redstart.engine.command;

import dev.redstart.engine.dispatch.Call;
import dev.redstart.engine.dispatch.ClientLink;
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

    /** Inside this JVM, by a Unix socket, or from the loopback address. */
    private static boolean isLocal(@Nullable ClientLink link) {
        if (link == null) return true;
        String address = link.address();
        return address.endsWith(":0") || address.startsWith("127.") || address.startsWith("[::1]") || address.startsWith("::1");
    }
}
