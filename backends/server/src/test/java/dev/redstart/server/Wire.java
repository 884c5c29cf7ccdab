package dev.redstart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says and hears every byte itself; characters are bytes, one to one. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static Wire connect(int port) throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    Wire send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends a command as an array of bulk strings. */
    Wire command(String... words) throws IOException {
        return send(encoded(words));
    }

    static String encoded(String... words) {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words)
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        return text.toString();
    }

    /** Reads as many bytes as expected, and compares. */
    Wire expect(String text) throws IOException {
        byte[] read = in.readNBytes(text.length());
        assertThat(new String(read, StandardCharsets.ISO_8859_1)).isEqualTo(text);
        return this;
    }

    /** A line without its end. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) line.write(b);
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Reads a bulk string. */
    String bulk() throws IOException {
        String header = line();
        assertThat(header).startsWith("$");
        byte[] content = in.readNBytes(Integer.parseInt(header.substring(1)));
        expect("\r\n");
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** The server closes the connection, after whatever it may still have sent. */
    void expectClosed() throws IOException {
        try {
            while (in.read() >= 0) {
                // What was under way.
            }
        } catch (SocketException e) {
            // Reset, since it had not read all that was sent.
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
