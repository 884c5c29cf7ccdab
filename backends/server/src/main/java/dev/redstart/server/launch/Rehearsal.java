package dev.redstart.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts the server, sends it a few commands and SHUTDOWN: what the launcher runs once to have the JVM write its archive of
 * loaded classes, with which later starts take a third of the time.
 */
public final class Rehearsal {

    private static final String COMMANDS = "SET a 1\r\nGET a\r\nINCR a\r\nRPUSH l 1\r\nLRANGE l 0 -1\r\nHSET h f v\r\n"
            + "ZADD z 1 m\r\nSADD s m\r\nINFO\r\nCONFIG GET maxclients\r\nnosuch\r\nSHUTDOWN NOSAVE\r\n";

    private Rehearsal() {}

    /** @throws IOException when no port is free */
    public static void main(String[] args) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Thread client = new Thread(() -> talk(port), "rehearsal");
        client.setDaemon(true);
        client.start();
        String directory = Files.createTempDirectory("redstart").toString();
        Main.main(
                new String[] {"--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", directory, "--save", ""
                });
    }

    private static void talk(int port) {
        Socket connected = null;
        while (connected == null) {
            try {
                connected = new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        try (Socket socket = connected) {
            socket.getOutputStream().write(COMMANDS.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
