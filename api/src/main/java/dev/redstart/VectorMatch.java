package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element that {@code VSIM} found.
 *
 * @param element    the element
 * @param score      how similar its vector is: 1 for the same direction, 0 for the opposite
 * @param attributes its attributes, a JSON object, or null when it has none
 */
public record VectorMatch<V>(V element, double score, @Nullable String attributes) {

    /**
     * For {@code WITHSCORES WITHATTRIBS}: element, score and attributes in turn in RESP2, in RESP3 a map from the element to
     * the other two. Null becomes an empty list; the list cannot be changed.
     */
    static <V> Decoder<List<VectorMatch<V>>> list(Decoder<V> element) {
        return reply -> {
            List<VectorMatch<V>> list = new ArrayList<>();
            if (reply instanceof Reply.MapOf map) {
                for (Map.Entry<Reply, Reply> e : map.entries()) {
                    List<Reply> two = Decoders.elements(e.getValue());
                    if (two.size() != 2) throw new UnexpectedReply("a score and attributes of each element", reply);
                    list.add(of(element, e.getKey(), two.get(0), two.get(1)));
                }
            } else {
                List<Reply> flat = Decoders.elements(reply);
                if (flat.size() % 3 != 0) throw new UnexpectedReply("elements, scores and attributes in turn", reply);
                for (int i = 0; i < flat.size(); i += 3)
                    list.add(of(element, flat.get(i), flat.get(i + 1), flat.get(i + 2)));
            }
            return Collections.unmodifiableList(list);
        };
    }

    private static <V> VectorMatch<V> of(Decoder<V> decoder, Reply element, Reply score, Reply attributes) {
        return new VectorMatch<>(
                decoder.decode(element),
                Decoders.decimal().decode(score),
                Decoders.textOrNull().decode(attributes));
    }
}
