package dev.redstart.engine.persist.rdb;

/** The version of the format that was asked for cannot hold something; the message says what. */
public final class UnwritableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnwritableException(String what) {
        super(what);
    }
}
