package dev.redstart;

import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a {@link Script} travels: by SHA1 first, by its text when the server does not know it. */
final class Scripts {

    private Scripts() {}

    static <K, V, T extends @Nullable Object> Command<T> bySha1(
            Handle handle,
            Commands<K, V> commands,
            Script<T> script,
            List<? extends K> keys,
            List<? extends V> arguments) {
        Command<T> command = script.isReadOnly()
                ? commands.scripting().evalshaRo(script.sha1(), script.decoder(), keys, arguments)
                : commands.scripting().evalsha(script.sha1(), script.decoder(), keys, arguments);
        return supported(handle, command);
    }

    static <K, V, T extends @Nullable Object> Command<T> byText(
            Handle handle,
            Commands<K, V> commands,
            Script<T> script,
            List<? extends K> keys,
            List<? extends V> arguments) {
        Command<T> command = script.isReadOnly()
                ? commands.scripting().evalRo(script.source(), script.decoder(), keys, arguments)
                : commands.scripting().eval(script.source(), script.decoder(), keys, arguments);
        return supported(handle, command);
    }

    private static <T extends @Nullable Object> Command<T> supported(Handle handle, Command<T> command) {
        handle.require(Feature.SCRIPTS, command.request().name());
        return command;
    }

    /** The same run by the script's text; what has been encoded for the run by SHA1 is used again. */
    static <K, V> Request byText(Handle handle, Commands<K, V> commands, Script<?> script, Request bySha1) {
        Request bare = byText(handle, commands, script, List.of(), List.of()).request();
        byte[][] arguments = bySha1.arguments();
        Request.Builder request = script.isReadOnly()
                ? Request.read(bare.name(), arguments.length)
                : Request.write(bare.name(), arguments.length);
        // The text in place of the SHA1, then how many keys there are, the keys, the rest.
        request.arg(bare.arguments()[0]).arg(arguments[1]);
        int firstArgument = 2 + bySha1.keyPositions().length;
        for (int i = 2; i < firstArgument; i++) request.key(arguments[i]);
        for (int i = firstArgument; i < arguments.length; i++) request.arg(arguments[i]);
        return request.build();
    }

    static boolean isUnknown(Reply reply) {
        return reply instanceof Reply.Error error && error.code().equals("NOSCRIPT");
    }
}
