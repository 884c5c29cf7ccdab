package dev.redstart.engine.command;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Another server, spoken to from within a command: commands are sent in a row, then their one-line replies are read. */
final class RemoteServer implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    /**
     * Connects.
     *
     * @throws IllegalArgumentException for a port that is none
     */
    RemoteServer(String host, int port, int timeoutMillis) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        } catch (IOException | IllegalArgumentException e) {
            socket.close();
            throw e;
        }
    }

    void queue(String name, byte[]... args) throws IOException {
        head('*', args.length + 1);
        bulk(name.getBytes(StandardCharsets.US_ASCII));
        for (byte[] arg : args) bulk(arg);
    }

    private void head(char kind, int n) throws IOException {
        out.write((kind + Integer.toString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void bulk(byte[] bytes) throws IOException {
        head('$', bytes.length);
        out.write(bytes);
        out.write('\r');
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }

    /** The next reply, which is one line: its text if it is an error, else null. */
    @Nullable
    String error() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) != '\n'; ) {
            if (c < 0) throw new EOFException();
            line.append((char) c);
        }
        String text = line.toString().strip();
        return text.startsWith("-") ? text.substring(1) : null;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Everything that mattered has been read.
        }
    }
}
