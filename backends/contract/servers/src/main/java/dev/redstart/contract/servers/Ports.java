package dev.redstart.contract.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Free ports on loopback.
 *
 * <p>They are picked below 32768, where Linux' ephemeral range begins, and not asked from the kernel: a port from that
 * range is given to any client the moment our server is down, and a restart would not get it back (or a client that
 * retries connects to itself). Two JVMs may still pick the same one; {@link RedisServerBuilder#start()} then tries
 * another.
 */
final class Ports {
    /** A node of a cluster talks on its port + 10000 too. */
    static final int BUS = 10_000;

    private static final int FIRST = 11_000;
    private static final int END = 22_000;
    private static final int ATTEMPTS = 2_000;

    private static final Random RANDOM = new Random();
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** A port that is free together with its bus port, and that this JVM was not given before. */
    static synchronized int free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = FIRST + RANDOM.nextInt(END - FIRST);
            if (isFree(port) && isFree(port + BUS) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + END);
    }

    /** A server that is closed for good gives its port back. */
    static synchronized void release(int port) {
        GIVEN.remove(port);
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
