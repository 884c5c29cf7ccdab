package dev.redstart.engine.persist.rdb;

/** The bytes are not of the format; the message says where and why. */
public final class CorruptRdbException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorruptRdbException(String why) {
        super(why);
    }

    CorruptRdbException(long offset, String why) {
        super("at byte " + offset + ": " + why);
    }
}
