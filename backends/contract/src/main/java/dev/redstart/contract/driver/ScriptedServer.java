package dev.redstart.contract.driver;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer that does on each connection what the test says, byte by byte. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    /** What it does on a connection; when it returns, the connection is closed. */
    @FunctionalInterface
    public interface Script {
        /** Plays one connection. */
        void play(Peer peer) throws Exception;
    }

    private ScriptedServer(Script script) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(() -> accept(script));
    }

    /** Plays the script on every connection. */
    public static ScriptedServer of(Script script) throws IOException {
        return new ScriptedServer(script);
    }

    /** Greets in RESP3, then goes on with the script. */
    public static ScriptedServer greeting(Script script) throws IOException {
        return of(peer -> {
            peer.greet();
            script.play(peer);
        });
    }

    private void accept(Script script) {
        try {
            while (true) {
                Peer peer = new Peer(listener.accept(), accepted.getAndIncrement());
                peers.add(peer);
                daemon(() -> peer.play(script));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many connections it has got. */
    public int connections() {
        return accepted.get();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Where it is, as a driver's URL ends. */
    public String address(String options) {
        return "redis://127.0.0.1:" + port() + options;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Peer peer : peers) peer.close();
    }

    /** One connection, from the server's side. */
    public static final class Peer {

        private final Socket socket;
        private final InputStream in;
        private final int number;

        Peer(Socket socket, int number) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
            this.number = number;
        }

        private void play(Script script) {
            try (socket) {
                script.play(this);
            } catch (Exception e) {
                // The client has gone, or the test is over; what the test wants to know it asks the client.
            }
        }

        /** 0 for the first connection that the server got. */
        public int number() {
            return number;
        }

        /** Answers HELLO. */
        public void greet() throws IOException {
            read();
            send("%2\r\n+version\r\n+8.0.6\r\n+proto\r\n:3\r\n");
        }

        /** The next command, word by word. */
        public List<String> read() throws IOException {
            int count = (int) header('*');
            List<String> words = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] word = in.readNBytes((int) header('$'));
                in.readNBytes(2);
                words.add(new String(word, StandardCharsets.UTF_8));
            }
            return words;
        }

        private long header(char type) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) throw new EOFException();
                line.append((char) b);
            }
            if (line.charAt(0) != type) throw new IOException("expected " + type + ", got " + line);
            return Long.parseLong(line.substring(1).strip());
        }

        /** Sends just that. */
        public void send(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /** Until the client goes away. */
        public void awaitEnd() throws IOException {
            while (in.read() >= 0) {
                // Whatever it says, nobody answers.
            }
        }

        private void close() throws IOException {
            socket.close();
        }
    }
}
