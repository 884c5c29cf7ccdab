package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What {@code XINFO GROUPS} tells of a group of consumers.
 *
 * @param name            its name
 * @param consumers       how many consumers it has
 * @param pending         how many entries are delivered and not acknowledged
 * @param lastDeliveredId the last entry that was delivered to one of them
 * @param entriesRead     how many entries, from the first that the stream ever had, count as read; empty when unknown
 * @param lag             how many entries wait to be delivered; empty when the server cannot tell, as after the group was set
 *                        to an ID in the middle of the stream, or entries in its way were deleted
 * @param fields          everything as it came, also what newer servers add; in the order of the reply
 */
public record GroupInfo(
        String name,
        long consumers,
        long pending,
        StreamId lastDeliveredId,
        OptionalLong entriesRead,
        OptionalLong lag,
        Map<String, Reply> fields) {

    static GroupInfo decode(Reply reply) {
        Fields fields = Fields.of(reply);
        return new GroupInfo(
                Decoders.text().decode(fields.get("name")),
                fields.integer("consumers"),
                fields.integer("pending"),
                StreamDecoders.id(fields.get("last-delivered-id")),
                fields.integerIfKnown("entries-read"),
                fields.integerIfKnown("lag"),
                fields.all);
    }
}
