package dev.redstart.engine.wire;

import dev.redstart.engine.config.Words;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A bare connection to a real server: lines go out, replies come back byte by byte. */
final class WireServer implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    WireServer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a line and returns one reply. */
    String send(String line) {
        post(line);
        return receive();
    }

    /** Sends a line. */
    void post(String line) {
        List<String> words = Objects.requireNonNull(Words.split(line));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String word : words)
            request.writeBytes(("$" + word.length() + "\r\n" + word + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request.toByteArray());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One reply or message. */
    String receive() {
        try {
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            read(reply);
            return reply.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(ByteArrayOutputStream to) throws IOException {
        String line = line(to);
        int n = "*%~>$=!".indexOf(line.charAt(0)) >= 0 ? Integer.parseInt(line.substring(1)) : -1;
        switch (line.charAt(0)) {
            case '*', '~', '>' -> {
                for (int i = 0; i < n; i++) read(to);
            }
            case '%' -> {
                for (int i = 0; i < n * 2; i++) read(to);
            }
            case '$', '=', '!' -> {
                if (n >= 0) to.writeBytes(in.readNBytes(n + 2));
            }
            default -> {
                // The line is all of it.
            }
        }
    }

    private String line(ByteArrayOutputStream to) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c; (c = in.read()) != '\n'; ) {
            if (c < 0) throw new EOFException();
            line.write(c);
        }
        line.write('\n');
        to.writeBytes(line.toByteArray());
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
