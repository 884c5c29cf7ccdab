package dev.redstart.redisson;

import dev.redstart.spi.Request;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes a request as Redis reads it: an array of bulk strings. */
final class RequestEncoder {

    private RequestEncoder() {}

    static void encode(Request request, ByteBuf out) {
        byte[][] arguments = request.arguments();
        header('*', arguments.length + 1, out);
        bulk(request.nameBytes(), out);
        for (byte[] argument : arguments) bulk(argument, out);
    }

    private static void bulk(byte[] bytes, ByteBuf out) {
        header('$', bytes.length, out);
        out.writeBytes(bytes);
        end(out);
    }

    private static void header(char type, int number, ByteBuf out) {
        out.writeByte(type);
        if (number < 10) out.writeByte('0' + number);
        else out.writeCharSequence(Integer.toString(number), StandardCharsets.US_ASCII);
        end(out);
    }

    private static void end(ByteBuf out) {
        out.writeByte('\r').writeByte('\n');
    }
}
