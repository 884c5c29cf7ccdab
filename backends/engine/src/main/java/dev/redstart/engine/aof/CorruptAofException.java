package dev.redstart.engine.aof;

import java.io.IOException;

/** A log or its manifest is damaged: the message names the file and the offset or line. */
public final class CorruptAofException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptAofException(String message) {
        super(message);
    }
}
