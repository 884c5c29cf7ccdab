package dev.redstart.server.launch;

import dev.redstart.engine.Engine;
import dev.redstart.engine.config.ServerConfig;
import dev.redstart.server.RespServer;
import dev.redstart.server.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Starts, answers a few commands, ends: what the launcher runs once to have the JVM write its archive of loaded classes,
 * with which later starts take a third of the time.
 */
public final class Rehearsal {

    private static final String COMMANDS =
            "SET a 1\r\nGET a\r\nINCR a\r\nRPUSH l 1\r\nLRANGE l 0 -1\r\nHSET h f v\r\nINFO\r\nCONFIG GET maxclients\r\nQUIT\r\n";

    private Rehearsal() {}

    /** @throws IOException when it cannot talk to itself */
    public static void main(String[] args) throws IOException {
        new ProcessLog().level("nothing");
        try (Engine engine = Engine.open(new ServerConfig(), Clock.systemUTC());
                RespServer server = RespServer.listen(engine, ServerOptions.loopback(0));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(COMMANDS.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
