package dev.redstart.server;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** An engine of its own behind a free port of this machine. */
final class TestPort implements AutoCloseable {

    private final Engine engine;
    private final RespServer server;

    private TestPort(Engine engine, RespServer server) {
        this.engine = engine;
        this.server = server;
    }

    /** @param parameters name and value in turn, as in redis.conf */
    static TestPort open(String... parameters) {
        return open(ServerOptions.loopback(0), parameters);
    }

    static TestPort open(ServerOptions options, String... parameters) {
        ServerConfig config = new ServerConfig();
        for (int i = 0; i < parameters.length; i += 2)
            config.load(parameters[i], List.of(parameters[i + 1].split(" ")));
        Engine engine = Engine.open(config, Clock.systemUTC());
        return new TestPort(engine, RespServer.listen(engine, options));
    }

    Engine engine() {
        return engine;
    }

    RespServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    Wire connect() throws IOException {
        return Wire.connect(port());
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
