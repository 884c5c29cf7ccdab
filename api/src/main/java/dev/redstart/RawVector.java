package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vector as a vector set keeps it: normalised to the length 1, and quantized.
 *
 * @param quantization what {@code data} holds: {@code f32} for floats of four bytes in the server's own byte order,
 *     {@code int8} for signed bytes, {@code bin} for bits in words of eight bytes
 * @param data         the components
 * @param norm         the vector's length before it was normalised
 * @param range        for {@code int8} the component that the byte 127 stands for, else null
 */
public record RawVector(String quantization, Bytes data, double norm, @Nullable Double range) {

    static RawVector decode(Reply reply) {
        List<Reply> parts = Decoders.elements(reply);
        if (parts.size() < 3) throw new UnexpectedReply("a quantization, data, a norm and maybe a range", reply);
        return new RawVector(
                Decoders.text().decode(parts.get(0)),
                Decoders.bytes().decode(parts.get(1)),
                Decoders.decimal().decode(parts.get(2)),
                parts.size() > 3 ? Decoders.decimal().decode(parts.get(3)) : null);
    }
}
