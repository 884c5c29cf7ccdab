package dev.redstart.spi;

/** The server answered with an error. {@link #code()} is its first word: {@code WRONGTYPE}, {@code OOM}, {@code ERR}. */
public final class RedisReplyException extends RedisException {

    private static final long serialVersionUID = 1L;

    private final String reply;

    public RedisReplyException(Reply.Error error, Origin origin) {
        super(error.message(), origin, Phase.REPLIED, null);
        this.reply = error.message();
    }

    /** The first word of the error, as {@code WRONGTYPE}. */
    public String code() {
        return Reply.Error.codeOf(reply);
    }

    /** The whole error as it came over the wire. */
    public String reply() {
        return reply;
    }
}
