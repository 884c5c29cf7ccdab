package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code XINFO STREAM} tells of a stream.
 *
 * @param length               how many entries it has
 * @param lastGeneratedId      the highest ID it ever gave; the next is higher
 * @param maxDeletedEntryId    the highest ID of a deleted entry; {@link StreamId#MIN} when none was deleted
 * @param entriesAdded         how many entries it ever had
 * @param recordedFirstEntryId its first entry's ID; {@link StreamId#MIN} when it has none
 * @param groups               how many groups of consumers it has
 * @param firstEntry           its first entry; null when it has none
 * @param lastEntry            its last entry; null when it has none
 * @param fields               everything as it came, also what newer servers add and how the server keeps the stream; in the
 *                             order of the reply
 * @param <K>                  fields of entries
 * @param <V>                  values of entries
 */
public record StreamInfo<K, V>(
        long length,
        StreamId lastGeneratedId,
        StreamId maxDeletedEntryId,
        long entriesAdded,
        StreamId recordedFirstEntryId,
        long groups,
        @Nullable StreamEntry<K, V> firstEntry,
        @Nullable StreamEntry<K, V> lastEntry,
        Map<String, Reply> fields) {

    static <K, V> Decoder<StreamInfo<K, V>> decoder(Types<K, V> types) {
        Decoder<@Nullable StreamEntry<K, V>> entry = Decoders.orNull(StreamDecoders.entry(types));
        return reply -> {
            Fields fields = Fields.of(reply);
            return new StreamInfo<>(
                    fields.integer("length"),
                    StreamDecoders.id(fields.get("last-generated-id")),
                    StreamDecoders.id(fields.get("max-deleted-entry-id")),
                    fields.integer("entries-added"),
                    StreamDecoders.id(fields.get("recorded-first-entry-id")),
                    fields.integer("groups"),
                    entry.decode(fields.get("first-entry")),
                    entry.decode(fields.get("last-entry")),
                    fields.all);
        };
    }
}
