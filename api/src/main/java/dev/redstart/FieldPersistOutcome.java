package dev.redstart;

/** What became of one field when its expiry was to be taken away. */
public enum FieldPersistOutcome {
    /** The hash, or the field in it, is missing. */
    NO_SUCH_FIELD(-2),
    /** The field had no expiry. */
    HAD_NO_EXPIRY(-1),
    /** The field stays now until it is deleted. */
    PERSISTED(1);

    static final Decoder<FieldPersistOutcome> DECODER = reply -> {
        long code = Decoders.integer().decode(reply);
        for (FieldPersistOutcome outcome : values()) if (outcome.code == code) return outcome;
        throw new UnexpectedReply("-2, -1 or 1 for a field", reply);
    };

    private final int code;

    FieldPersistOutcome(int code) {
        this.code = code;
    }
}
