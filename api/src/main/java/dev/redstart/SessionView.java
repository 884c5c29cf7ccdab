package dev.redstart;

import dev.redstart.spi.ConnectionState;
import dev.redstart.spi.Feature;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Request;
import dev.redstart.spi.Session;
import org.jspecify.annotations.Nullable;

/** See {@link RedisSession}. */
final class SessionView<K, V> implements RedisSession<K, V> {

    private final Handle handle;
    private final Session session;
    private final Commands<K, V> commands;

    SessionView(Handle handle, Session session, Commands<K, V> commands) {
        this.handle = handle;
        this.session = session;
        this.commands = commands;
    }

    @Override
    public Commands<K, V> commands() {
        return commands;
    }

    @Override
    public <T extends @Nullable Object> T call(Command<T> command) {
        return handle.decode(command, session.call(command.request()));
    }

    @Override
    public Reply call(String command, String... arguments) {
        return call(CommandTable.request(command, arguments));
    }

    @Override
    public Reply call(Request request) {
        if (ConnectionState.isStreaming(request)) throw handle.needsSession(request);
        return call(Command.of(CommandTable.complete(request), Decoders.reply()));
    }

    @Override
    public void onPush(PushListener listener) {
        handle.require(Feature.PUSH, null);
        Deliveries deliveries = new Deliveries(handle, listener::onGap);
        session.onPush(push -> deliveries.add(() -> listener.onPush(push)));
    }

    @Override
    public void close() {
        session.close();
    }
}
