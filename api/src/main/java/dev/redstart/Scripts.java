package dev.redstart;

import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a {@link Script} travels: by SHA1 first, by its text when the server does not know it. */
final class Scripts {

    private Scripts() {}

    static <K, V, T extends @Nullable Object> Command<T> bySha1(
            Commands<K, V> commands, Script<T> script, List<? extends K> keys, List<? extends V> arguments) {
        return script.isReadOnly()
                ? commands.scripting().evalshaRo(script.sha1(), script.decoder(), keys, arguments)
                : commands.scripting().evalsha(script.sha1(), script.decoder(), keys, arguments);
    }

    static <K, V, T extends @Nullable Object> Command<T> byText(
            Commands<K, V> commands, Script<T> script, List<? extends K> keys, List<? extends V> arguments) {
        return script.isReadOnly()
                ? commands.scripting().evalRo(script.source(), script.decoder(), keys, arguments)
                : commands.scripting().eval(script.source(), script.decoder(), keys, arguments);
    }

    static boolean isUnknown(Reply reply) {
        return reply instanceof Reply.Error error && error.code().equals("NOSCRIPT");
    }

    static void require(Handle handle) {
        handle.require(Feature.SCRIPTS, "a script");
    }
}
