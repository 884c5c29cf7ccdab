package dev.redstart.lua.lib;

import dev.redstart.contract.servers.RedisServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Lua of a real server: EVAL with no keys, whose script returns one string. Bytes are Latin-1 characters here. */
final class RealLua implements AutoCloseable {

    private final RedisServer server = RedisServer.builder().start();
    private final Socket socket;
    private final InputStream in;

    RealLua() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        in = new BufferedInputStream(socket.getInputStream());
    }

    String eval(String script) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(latin("*3\r\n$4\r\nEVAL\r\n$" + script.length() + "\r\n" + script + "\r\n$1\r\n0\r\n"));
        socket.getOutputStream().write(request.toByteArray());
        String line = line();
        if (line.charAt(0) != '$') return line;
        int length = Integer.parseInt(line.substring(1));
        byte[] reply = in.readNBytes(length);
        line();
        return new String(reply, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) line.append((char) c);
        return line.substring(0, line.length() - 1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.close();
    }
}
