package dev.redstart;

import dev.redstart.spi.Reply;

/**
 * A decoder met a reply of another type; the message shows which. A caller sees it as the cause of a
 * {@link dev.redstart.spi.RedisCodecException}, which adds the command and the backend.
 */
public final class UnexpectedReply extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedReply(String expected, Reply reply) {
        super("expected " + expected + ", but the reply is " + shorten(reply.toString()));
    }

    private static String shorten(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }
}
