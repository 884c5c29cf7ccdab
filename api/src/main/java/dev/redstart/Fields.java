package dev.redstart;

import dev.redstart.spi.Reply;
import java.util.Map;

/**
 * Replies of named fields, which are maps in RESP3 and names and values in turn in RESP2. Newer servers may add fields, so
 * one takes those that one knows and leaves the others.
 */
final class Fields {

    private static final Decoder<Map<String, Reply>> DECODER = Decoders.map(Decoders.text(), Decoders.reply());

    private Fields() {}

    /** By name, in the order of the reply. */
    static Map<String, Reply> of(Reply reply) {
        return DECODER.decode(reply);
    }

    /** The field that {@code reply} has to have. */
    static Reply required(Map<String, Reply> fields, String name, Reply reply) {
        Reply field = fields.get(name);
        if (field == null) throw new UnexpectedReply("a field " + name, reply);
        return field;
    }
}
