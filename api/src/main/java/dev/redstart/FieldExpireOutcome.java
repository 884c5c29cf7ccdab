package dev.redstart;

/** What became of one field when an expiry was to be set on it. */
public enum FieldExpireOutcome {
    /** The hash, or the field in it, is missing. */
    NO_SUCH_FIELD(-2),
    /** The condition did not hold; the field is as it was. */
    CONDITION_NOT_MET(0),
    /** The field has this expiry now. */
    SET(1),
    /** The time is now or has passed, and so the field is gone. */
    DELETED(2);

    static final Decoder<FieldExpireOutcome> DECODER = reply -> {
        long code = Decoders.integer().decode(reply);
        for (FieldExpireOutcome outcome : values()) if (outcome.code == code) return outcome;
        throw new UnexpectedReply("-2, 0, 1 or 2 for a field", reply);
    };

    private final int code;

    FieldExpireOutcome(int code) {
        this.code = code;
    }
}
