package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Decoders of the replies that hold entries of streams. */
final class StreamDecoders {

    private StreamDecoders() {}

    static StreamId id(Reply reply) {
        return StreamId.parse(Decoders.string(reply));
    }

    /** ID and fields; null in place of the fields for an entry that was deleted. */
    static <K, V> Decoder<StreamEntry<K, V>> entry(Types<K, V> types) {
        return reply -> {
            List<Reply> two = Decoders.elements(reply);
            if (two.size() != 2) throw new UnexpectedReply("an ID and the fields of an entry", reply);
            List<FieldValue<K, V>> fields = new ArrayList<>();
            Decoders.forEachPair(
                    two.get(1),
                    (field, value) -> fields.add(new FieldValue<>(types.key.decode(field), types.value.decode(value))));
            return new StreamEntry<>(id(two.get(0)), Collections.unmodifiableList(fields));
        };
    }

    /** The entries of each stream: a map from RESP3, pairs from RESP2; null becomes an empty map. */
    static <K, V> Decoder<Map<K, List<StreamEntry<K, V>>>> byStream(Types<K, V> types) {
        return Decoders.map(types.key, Decoders.list(entry(types)));
    }
}
