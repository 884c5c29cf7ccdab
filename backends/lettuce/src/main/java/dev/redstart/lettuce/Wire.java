package dev.redstart.lettuce;

import dev.redstart.spi.Request;
import io.netty.buffer.ByteBuf;

/** Requests as bytes: an array of bulk strings, arguments as they are. */
final class Wire {

    private static final byte[] CRLF = {'\r', '\n'};

    /** What an element takes besides its bytes, about. */
    private static final int OVERHEAD = 16;

    private Wire() {}

    static void encode(Request request, ByteBuf out) {
        byte[][] arguments = request.arguments();
        header(out, '*', arguments.length + 1);
        bulk(out, request.nameBytes());
        for (byte[] argument : arguments) bulk(out, argument);
    }

    /** Bytes it will take, about. */
    static long size(Request request) {
        long size = OVERHEAD;
        for (byte[] argument : request.arguments()) size += argument.length + OVERHEAD;
        return size;
    }

    private static void bulk(ByteBuf out, byte[] bytes) {
        header(out, '$', bytes.length);
        out.writeBytes(bytes).writeBytes(CRLF);
    }

    private static void header(ByteBuf out, char type, int count) {
        out.writeByte(type);
        int power = 1;
        while (count / power >= 10) power *= 10;
        for (int rest = count; power > 0; power /= 10) {
            out.writeByte('0' + rest / power);
            rest %= power;
        }
        out.writeBytes(CRLF);
    }
}
