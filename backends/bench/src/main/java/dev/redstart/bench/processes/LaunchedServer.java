package dev.redstart.bench.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Our server as a process, on a free port of loopback; ended by {@link #close}. */
final class LaunchedServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private LaunchedServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns when it accepts connections. */
    static LaunchedServer start(String launcher, String... more) throws IOException {
        int port = freePort();
        List<String> words = new ArrayList<>(
                List.of(launcher, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
        words.addAll(List.of(more));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        BufferedReader log = process.inputReader();
        List<String> said = new ArrayList<>();
        for (String line; (line = log.readLine()) != null; ) {
            said.add(line);
            if (!line.contains("Ready to accept connections")) continue;
            Thread reader = new Thread(() -> drain(log), "log of the server");
            reader.setDaemon(true);
            reader.start();
            return new LaunchedServer(process, port);
        }
        throw new IOException(launcher + " did not start:\n" + String.join("\n", said));
    }

    private static void drain(BufferedReader log) {
        try (log) {
            log.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It was ended.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
