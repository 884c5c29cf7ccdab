package dev.redstart.engine;

import dev.redstart.engine.acl.Latin;
import dev.redstart.engine.acl.User;
import dev.redstart.engine.acl.Users;
import dev.redstart.engine.dispatch.AccessControl;
import dev.redstart.engine.dispatch.ClientSession;
import dev.redstart.engine.dispatch.Dispatcher;
import dev.redstart.spi.Endpoint;
import dev.redstart.spi.Option;
import dev.redstart.spi.RedisConfigException;
import dev.redstart.spi.RedisException.Origin;
import dev.redstart.spi.RedisReplyException;
import dev.redstart.spi.Reply;
import dev.redstart.spi.Resources;
import dev.redstart.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Opens engines for drivers: for {@link EngineDriver}, and for one that keeps keys in a {@link Storage} of its own. */
public final class EngineOpener {

    private EngineOpener() {}

    /** The options that every engine takes. */
    public static List<Option> options() {
        return EngineOptions.ALL;
    }

    /**
     * An engine of its own, gone when it is closed.
     *
     * @throws RedisConfigException when an option of {@link #options} is wrong
     */
    public static Transport openPrivate(Endpoint endpoint, Storage storage) {
        EngineOptions options = EngineOptions.parse(endpoint);
        return open(
                endpoint,
                SharedEngine.openPrivate(
                        endpoint.driver(),
                        options,
                        storage,
                        endpoint.resources().clock()));
    }

    /**
     * The engine that this driver has open in this JVM for the endpoint's target, else a new one; gone when its last handle
     * is closed.
     *
     * @throws RedisConfigException when an option of {@link #options} is wrong, or that engine was opened with others
     */
    public static Transport openShared(Endpoint endpoint, Storage storage) {
        EngineOptions options = EngineOptions.parse(endpoint);
        return open(
                endpoint,
                SharedEngine.openNamed(
                        endpoint.driver(),
                        endpoint.target(),
                        options,
                        storage,
                        endpoint.resources().clock()));
    }

    private static Transport open(Endpoint endpoint, SharedEngine engine) {
        User user = null;
        try {
            user = user(endpoint, engine);
            long timeout = EngineOptions.timeout(endpoint).toNanos();
            return new EngineTransport(new EngineHandle(engine, timeout, user), 0);
        } finally {
            if (user == null) engine.release();
        }
    }

    /** Who the handle is. It stays that one: a user deleted later has no rights any more, not even if made again. */
    private static User user(Endpoint endpoint, SharedEngine shared) {
        Resources.Credentials credentials = EngineOptions.credentials(endpoint);
        Dispatcher dispatcher = shared.engine().dispatcher();
        if (credentials == null) return dispatcher.access().users().defaultUser();
        String name = credentials.user() == null ? Users.DEFAULT : bytewise(credentials.user());
        ClientSession session = dispatcher.connect(0);
        dispatcher.acquire();
        try {
            if (dispatcher.access().login(session, name, bytewise(credentials.password()), "AUTH"))
                return session.user();
        } finally {
            dispatcher.release();
        }
        throw new RedisReplyException(
                new Reply.Error(AccessControl.WRONG_PASSWORD.text()),
                new Origin("AUTH", shared.driver(), shared.node()));
    }

    private static String bytewise(String text) {
        return Latin.text(text.getBytes(StandardCharsets.UTF_8));
    }
}
