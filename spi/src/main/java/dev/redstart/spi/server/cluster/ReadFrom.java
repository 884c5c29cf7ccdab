package dev.redstart.spi.server.cluster;

/** Who may answer a command that only reads; writes go to the primary in any case. */
enum ReadFrom {
    PRIMARY,
    /** A replica, which may lag behind; the primary when there is none or it cannot answer. */
    REPLICA,
    /** Whoever answered its last PING soonest, replica or primary. */
    NEAREST
}
