package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Map;

/**
 * What {@code VINFO} tells of a vector set.
 *
 * @param quantization what its vectors are kept as: {@code f32}, {@code int8} or {@code bin}
 * @param dimension    how many components they have, after the reduction if there is one
 * @param size         how many elements there are
 * @param fields       everything as it came, also what newer servers add; in the order of the reply
 */
public record VectorSetInfo(String quantization, long dimension, long size, Map<String, Reply> fields) {

    static VectorSetInfo decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new VectorSetInfo(
                fields.text("quant-type"), fields.integer("vector-dim"), fields.integer("size"), fields.all);
    }
}
