package dev.redstart;

/** What kind of client a connection is of. */
public enum ClientType {
    /** One that sends commands, also {@code MONITOR}. */
    NORMAL,
    /** The primary that this server is a replica of. */
    MASTER,
    /** A replica of this server. */
    REPLICA,
    /** One that is subscribed to a channel or a pattern. */
    PUBSUB
}
