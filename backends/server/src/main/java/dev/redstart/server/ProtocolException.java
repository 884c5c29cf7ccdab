package dev.redstart.server;

/** What came is no request; the message is the reply, after which the connection is closed. */
final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    ProtocolException(String what) {
        super("ERR Protocol error: " + what, null, false, false);
    }

    /** The error reply. */
    String reply() {
        return String.valueOf(getMessage());
    }
}
