package dev.redstart;

import dev.redstart.spi.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What {@code XINFO STREAM ... FULL} tells of a stream, its groups and their consumers. The lists are as long as was asked
 * for, 10 unless said; none of them can be changed.
 *
 * @param length               how many entries it has
 * @param lastGeneratedId      the highest ID it ever gave; the next is higher
 * @param maxDeletedEntryId    the highest ID of a deleted entry; {@link StreamId#MIN} when none was deleted
 * @param entriesAdded         how many entries it ever had
 * @param recordedFirstEntryId its first entry's ID; {@link StreamId#MIN} when it has none
 * @param entries              the first of its entries
 * @param groups               all its groups
 * @param fields               everything as it came, also what newer servers add; in the order of the reply
 * @param <K>                  fields of entries
 * @param <V>                  values of entries
 */
public record StreamFullInfo<K, V>(
        long length,
        StreamId lastGeneratedId,
        StreamId maxDeletedEntryId,
        long entriesAdded,
        StreamId recordedFirstEntryId,
        List<StreamEntry<K, V>> entries,
        List<Group> groups,
        Map<String, Reply> fields) {

    /**
     * A group of consumers.
     *
     * @param name            its name
     * @param lastDeliveredId the last entry that was delivered to one of its consumers
     * @param entriesRead     how many entries, from the first that the stream ever had, count as read; empty when unknown
     * @param lag             how many entries wait to be delivered; empty when the server cannot tell
     * @param pelCount        how many entries are pending
     * @param pending         the first of them
     * @param consumers       all its consumers
     * @param fields          everything as it came
     */
    public record Group(
            String name,
            StreamId lastDeliveredId,
            OptionalLong entriesRead,
            OptionalLong lag,
            long pelCount,
            List<Delivery> pending,
            List<Consumer> consumers,
            Map<String, Reply> fields) {

        private static Group decode(Reply reply) {
            Fields fields = Fields.of(reply);
            return new Group(
                    Decoders.text().decode(fields.get("name")),
                    StreamDecoders.id(fields.get("last-delivered-id")),
                    fields.integerIfKnown("entries-read"),
                    fields.integerIfKnown("lag"),
                    fields.integer("pel-count"),
                    fields.list("pending", Delivery::decode),
                    fields.list("consumers", Consumer::decode),
                    fields.all);
        }
    }

    /**
     * A consumer of a group.
     *
     * @param name       its name
     * @param seenTime   when it last tried to read or claim something
     * @param activeTime when it last got something; null when it never did, and before Redis 7.2
     * @param pelCount   how many entries are pending for it
     * @param pending    the first of them
     * @param fields     everything as it came
     */
    public record Consumer(
            String name,
            Instant seenTime,
            @Nullable Instant activeTime,
            long pelCount,
            List<Delivery> pending,
            Map<String, Reply> fields) {

        private static Consumer decode(Reply reply) {
            Fields fields = Fields.of(reply);
            String name = Decoders.text().decode(fields.get("name"));
            long active = fields.integerOr(-1, "active-time");
            return new Consumer(
                    name,
                    Instant.ofEpochMilli(fields.integer("seen-time")),
                    active < 0 ? null : Instant.ofEpochMilli(active),
                    fields.integer("pel-count"),
                    fields.list("pending", delivery -> Delivery.decode(name, delivery)),
                    fields.all);
        }
    }

    /**
     * An entry that is pending.
     *
     * @param id         the entry, which may have been deleted from the stream
     * @param consumer   who has it
     * @param time       when it was delivered last
     * @param deliveries how many times it was delivered
     */
    public record Delivery(StreamId id, String consumer, Instant time, long deliveries) {

        /** In the list of a group. */
        private static Delivery decode(Reply reply) {
            List<Reply> four = Decoders.elements(reply);
            if (four.size() != 4) throw new UnexpectedReply("an ID, a consumer, a time and a count", reply);
            return of(Decoders.text().decode(four.get(1)), four.get(0), four.get(2), four.get(3));
        }

        /** In the list of a consumer, whose name is not repeated there. */
        private static Delivery decode(String consumer, Reply reply) {
            List<Reply> three = Decoders.elements(reply);
            if (three.size() != 3) throw new UnexpectedReply("an ID, a time and a count", reply);
            return of(consumer, three.get(0), three.get(1), three.get(2));
        }

        private static Delivery of(String consumer, Reply id, Reply millis, Reply deliveries) {
            return new Delivery(
                    StreamDecoders.id(id),
                    consumer,
                    Instant.ofEpochMilli(Decoders.integer().decode(millis)),
                    Decoders.integer().decode(deliveries));
        }
    }

    static <K, V> Decoder<StreamFullInfo<K, V>> decoder(Types<K, V> types) {
        Decoder<StreamEntry<K, V>> entry = StreamDecoders.entry(types);
        return reply -> {
            Fields fields = Fields.of(reply);
            return new StreamFullInfo<>(
                    fields.integer("length"),
                    StreamDecoders.id(fields.get("last-generated-id")),
                    StreamDecoders.id(fields.get("max-deleted-entry-id")),
                    fields.integer("entries-added"),
                    StreamDecoders.id(fields.get("recorded-first-entry-id")),
                    fields.list("entries", entry),
                    fields.list("groups", Group::decode),
                    fields.all);
        };
    }
}
