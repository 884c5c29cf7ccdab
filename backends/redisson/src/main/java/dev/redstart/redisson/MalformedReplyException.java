package dev.redstart.redisson;

/** The server sent something that is not RESP, or more than we take; the message completes "the server sent ...". */
final class MalformedReplyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedReplyException(String problem) {
        super(problem);
    }
}
